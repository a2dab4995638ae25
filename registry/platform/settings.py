"""The settings: environment variables that begin with ``INTESE_``, told by ``doctor``.

Reading them makes nothing: the installation's secret is made when it is first needed.
"""

import os
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from urllib.parse import urlsplit

from registry.platform.errors import InvalidInput
from registry.platform.i18n import _

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"

DEFAULT_HOME = "./var"
DEFAULT_MAILBOX = "dlci.buonepraticheaccoglienza@interno.it"
LIBREOFFICE_NAMES = ("soffice", "libreoffice")
MOST_CONNECTIONS = 1000

NAMES = (
    "INTESE_HOME",
    "INTESE_DATABASE_URL",
    "INTESE_SECRET",
    "INTESE_PUBLIC_URL",
    "INTESE_LIBREOFFICE",
    "INTESE_TRUST",
    "INTESE_MAILBOX",
    "INTESE_POOL_SIZE",
    "INTESE_PG_BIN",
)
"""All of them, in the order in which ``doctor`` tells them."""


@dataclass(frozen=True)
class Settings:
    """What this installation is. Each field is told with its variable's name by ``doctor``."""

    home: Path
    database_url: str | None
    """None: the embedded PostgreSQL, in ``home``. Carries a password: show ``database_place``."""
    given_secret: str | None = field(default=None, repr=False)
    public_url: str = "http://127.0.0.1:8000"
    """Where people reach it; with https cookies become Secure."""
    libreoffice: str | None = None
    trust: Path | None = None
    """The folder with the certificates and lists of whoever may certify who signs."""
    good_practices_mailbox: str = DEFAULT_MAILBOX
    pool_size: int = 10
    upload_limit: int = 60 * 1024 * 1024
    """Bytes. A package of schede with its acts; PEC carries at most 30 MB."""

    @property
    def is_secure(self) -> bool:
        return self.public_url.startswith("https://")

    @property
    def secret_file(self) -> Path:
        return self.home / "secret"

    @cached_property
    def secret(self) -> str:
        """What signs the pages; without ``INTESE_SECRET``, made once and kept in ``home``."""
        return self.given_secret or _kept_secret(self.secret_file)

    @property
    def database_place(self) -> str | None:
        """The named database as it may be shown: ``host:port/name``, never the password."""
        return None if self.database_url is None else place_of(self.database_url)


def place_of(url: str) -> str:
    """Where a database's address leads, without who goes there and with which password."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "localhost", parts.port
    except ValueError:
        return "?"
    return f"{host}{f':{port}' if port else ''}/{parts.path.lstrip('/')}"


def _kept_secret(path: Path) -> str:
    """Made at the first need, whole or not at all, and readable by its user only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, unfinished = tempfile.mkstemp(dir=path.parent, prefix=".secret-")
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
        # Whoever comes first has made it: two that start together share one secret.
        with suppress(FileExistsError):
            os.link(unfinished, path)
        Path(unfinished).unlink()
    return path.read_text().strip()


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Raises InvalidInput with the name of every variable whose value cannot be."""
    values = os.environ if environment is None else environment
    wrong: dict[str, str] = {}
    read = Settings(
        home=_home(values.get("INTESE_HOME") or DEFAULT_HOME, wrong),
        database_url=_database_url(values.get("INTESE_DATABASE_URL"), wrong),
        given_secret=values.get("INTESE_SECRET") or None,
        public_url=_public_url(values.get("INTESE_PUBLIC_URL"), wrong),
        libreoffice=values.get("INTESE_LIBREOFFICE") or None,
        trust=Path(trust).expanduser().resolve() if (trust := values.get("INTESE_TRUST")) else None,
        good_practices_mailbox=values.get("INTESE_MAILBOX") or DEFAULT_MAILBOX,
        pool_size=_pool_size(values.get("INTESE_POOL_SIZE"), wrong),
    )
    if wrong:
        raise InvalidInput.of(wrong)
    return read


def _home(typed: str, wrong: dict[str, str]) -> Path:
    try:
        home = Path(typed).expanduser().resolve()
    except (OSError, RuntimeError, ValueError):
        wrong["INTESE_HOME"] = _("non è una cartella che si possa usare.")
        return Path(DEFAULT_HOME)
    if home.exists() and not home.is_dir():
        wrong["INTESE_HOME"] = _("{path} è un file: indica una cartella.").format(path=home)
    return home


def _database_url(typed: str | None, wrong: dict[str, str]) -> str | None:
    try:
        parts = urlsplit(typed or "postgresql:")
        is_one = parts.scheme in ("postgresql", "postgres") and parts.port != 0
    except ValueError:
        is_one = False
    if not is_one:
        wrong["INTESE_DATABASE_URL"] = _(
            "non è l'indirizzo di un PostgreSQL: scrivilo come"
            " postgresql://utente:password@macchina:5432/archivio."
        )
    return typed or None


def _public_url(typed: str | None, wrong: dict[str, str]) -> str:
    url = typed or Settings.public_url
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc:
        wrong["INTESE_PUBLIC_URL"] = _(
            "non è l'indirizzo di un sito: scrivilo come https://intese.ufficio.it."
        )
    return url


def _pool_size(typed: str | None, wrong: dict[str, str]) -> int:
    if not typed:
        return Settings.pool_size
    if not (typed.isascii() and typed.isdigit() and 1 <= int(typed[:9]) <= MOST_CONNECTIONS):
        wrong["INTESE_POOL_SIZE"] = _("scrivi un numero da 1 a {most}, per esempio 10.").format(
            most=MOST_CONNECTIONS
        )
        return Settings.pool_size
    return int(typed)


@cache
def settings() -> Settings:
    return read_settings()
