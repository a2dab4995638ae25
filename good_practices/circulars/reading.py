"""Reading the data files of circulars: what is wrong is refused with its place."""

import hashlib
import tomllib
from pathlib import Path

import msgspec

from good_practices.circulars.shapes import CircularData
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _
from registry.platform.shapes import convert_all

DATA = Path(__file__).parent / "data"


def read_circulars(folder: Path) -> list[CircularData]:
    return [read_circular(path) for path in sorted(folder.glob("*.toml"))]


def read_circular(path: Path) -> CircularData:
    """The circular of a TOML file; raises InvalidInput whose names are ``file: place``."""
    try:
        values = tomllib.loads(path.read_text("utf-8"))
        data = convert_all(CircularData, _plain(values))
        _check_numbers(data)
    except tomllib.TOMLDecodeError as error:
        raise InvalidInput.of({path.name: _("Non si legge: {why}.").format(why=error)}) from None
    except InvalidInput as wrong:
        told = {f"{path.name}: {place}": words for place, words in wrong.fields.items()}
        raise InvalidInput.of(told) from None
    return data


def _plain(values: dict[str, object]) -> dict[str, object]:
    # TOML has days of its own; shapes read them as text, like everything that comes in.
    return {name: str(v) if name == "issued_on" else v for name, v in values.items()}


def _check_numbers(data: CircularData) -> None:
    """Fields are numbered from 1 without gaps, in their order: the form prints them so."""
    for position, field in enumerate(data.fields):
        if field.number != position + 1:
            raise InvalidInput.of(
                {f"fields.{position}.number": _("Qui va il numero {n}.").format(n=position + 1)}
            )


def fingerprint(data: CircularData) -> str:
    """SHA-256 of what the form says: two files that say the same have the same."""
    return hashlib.sha256(msgspec.json.encode(data)).hexdigest()
