"""The settings: environment variables that begin with ``INTESE_``, told by ``doctor``."""

import os
import secrets
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"

DEFAULT_HOME = "./var"
DEFAULT_MAILBOX = "dlci.buonepraticheaccoglienza@interno.it"
LIBREOFFICE_NAMES = ("soffice", "libreoffice")


@dataclass(frozen=True)
class Settings:
    """What this installation is. Each field is told with its variable's name by ``doctor``."""

    home: Path
    database_url: str | None
    """None: the embedded PostgreSQL, in ``home``."""
    secret: str = field(repr=False)
    public_url: str = "http://127.0.0.1:8000"
    """Where people reach it; with https cookies become Secure."""
    libreoffice: str | None = None
    trust: Path | None = None
    """The folder with the certificates and lists of whoever may certify who signs."""
    good_practices_mailbox: str = DEFAULT_MAILBOX
    demo: bool = False
    pool_size: int = 10
    upload_limit: int = 60 * 1024 * 1024
    """Bytes. A package of schede with its acts; PEC carries at most 30 MB."""

    @property
    def is_secure(self) -> bool:
        return self.public_url.startswith("https://")


def _secret_of(home: Path) -> str:
    """The installation's own secret, made at the first start and readable by its user only."""
    path = home / "secret"
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()


def read_settings(environment: dict[str, str] | None = None) -> Settings:
    values = dict(os.environ if environment is None else environment)
    home = Path(values.get("INTESE_HOME", DEFAULT_HOME)).expanduser().resolve()
    return Settings(
        home=home,
        database_url=values.get("INTESE_DATABASE_URL") or None,
        secret=values.get("INTESE_SECRET") or _secret_of(home),
        public_url=values.get("INTESE_PUBLIC_URL", Settings.public_url),
        libreoffice=values.get("INTESE_LIBREOFFICE") or None,
        trust=Path(trust).expanduser().resolve() if (trust := values.get("INTESE_TRUST")) else None,
        good_practices_mailbox=values.get("INTESE_MAILBOX") or DEFAULT_MAILBOX,
        demo=values.get("INTESE_DEMO", "") == "1",
        pool_size=int(values.get("INTESE_POOL_SIZE", Settings.pool_size)),
    )


@cache
def settings() -> Settings:
    return read_settings()
