"""Every document that Intese writes, by its kind: data in, file name and .docx out.

No database and no web: what ``intese generate`` serves, and what the rooms call when they
have the facts.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec

from good_practices.circulars import letters as circulars
from good_practices.circulars.letter_data import CircularFormData
from good_practices.schede import letters as schede
from good_practices.schede import volume
from good_practices.schede.letter_data import SchedaLetterData
from good_practices.schede.volume_data import VolumeData
from good_practices.submissions import letters as submissions
from good_practices.submissions.letter_data import TransmittalData
from registry.networks import letters as networks
from registry.networks.letter_data import NetworkTableData, OperatingStructureData
from registry.platform.documents import Letter, render
from registry.platform.documents.plain import check_printable
from registry.platform.errors import NotFound
from registry.platform.i18n import _
from registry.platform.shapes import decode_all
from registry.platform.templates.known import Known, declare
from registry.protocols.letters.apart import Apart
from registry.protocols.letters.examples import (
    parties_state_example,
)
from registry.protocols.letters.state import (
    PartiesStateData,
    PartiesStateLetter,
    parties_state_file_name,
    parties_state_letter,
)
from registry.protocols.letters.writers import WRITERS


def _no_warnings(data: Any) -> list[str]:
    return []


def _nothing_apart(data: Any) -> list[Apart]:
    return []


@dataclass(frozen=True)
class Kind:
    """One kind of document. ``letters`` are the classes that ``build`` may give; ``apart``, the
    annexes that are files of their own."""

    name: str
    title: str
    data: type[msgspec.Struct]
    build: Callable[[Any], Letter]
    file_name: Callable[[Any], str]
    example: Callable[[], msgspec.Struct]
    letters: tuple[Any, ...]
    warnings: Callable[[Any], list[str]] = _no_warnings
    apart: Callable[[Any], list[Apart]] = _nothing_apart


_ACTS = (
    Kind(
        one.name,
        one.title,
        one.data,
        one.build,
        one.file_name,
        one.example,
        one.letters,
        one.warnings,
        one.apart,
    )
    for one in WRITERS
)
_ALL = (
    *_ACTS,
    Kind(
        "scheda",
        "Scheda di buona pratica",
        SchedaLetterData,
        schede.scheda_letter,
        schede.scheda_file_name,
        schede.scheda_example,
        (schede.SchedaLetter,),
    ),
    Kind(
        "raccolta",
        "Raccolta delle buone pratiche",
        VolumeData,
        volume.volume_letter,
        volume.volume_file_name,
        volume.volume_example,
        (volume.VolumeLetter,),
        volume.volume_warnings,
    ),
    Kind(
        "modulo-circolare",
        "Modulo della circolare",
        CircularFormData,
        circulars.circular_form_letter,
        circulars.circular_form_file_name,
        circulars.circular_form_example,
        (circulars.CircularFormLetter,),
        circulars.circular_form_warnings,
    ),
    Kind(
        "lettera-trasmissione",
        "Lettera di trasmissione",
        TransmittalData,
        submissions.transmittal_letter,
        submissions.transmittal_file_name,
        submissions.transmittal_example,
        (submissions.TransmittalLetter,),
    ),
    Kind(
        "tabella-rete",
        "Tabella rete",
        NetworkTableData,
        networks.network_table_letter,
        networks.network_table_file_name,
        networks.network_table_example,
        (networks.NetworkTableLetter, networks.NetworkTableWithActsLetter),
        networks.network_table_warnings,
    ),
    Kind(
        "struttura-operativa",
        "Struttura operativa",
        OperatingStructureData,
        networks.operating_structure_letter,
        networks.operating_structure_file_name,
        networks.operating_structure_example,
        (networks.OperatingStructureLetter,),
    ),
    Kind(
        "stato-firme",
        "Stato delle parti e delle firme",
        PartiesStateData,
        parties_state_letter,
        parties_state_file_name,
        parties_state_example,
        (PartiesStateLetter,),
    ),
)
KINDS: dict[str, Kind] = {kind.name: kind for kind in _ALL}


def example_of(letter: Any) -> Letter:
    """An example of that class: a kind's own, or one of the documents that it brings."""
    for kind in _ALL:
        if letter in kind.letters:
            for made in _made_of(kind):
                if type(made) is letter:
                    return made
    raise LookupError(letter.__name__)


def _made_of(kind: Kind) -> Iterator[Letter]:
    example = kind.example()
    yield kind.build(example)
    for each in kind.apart(example):
        yield each.letter
    if hasattr(example, "with_acts"):
        yield kind.build(msgspec.structs.replace(example, with_acts=True))


def _known(letter: Any) -> Known:
    kinds = [kind for kind in _ALL if letter in kind.letters]
    first, *others = [kind.title for kind in kinds]
    title = ", ".join([first, *(f"{one[:1].lower()}{one[1:]}" for one in others)])
    return Known(
        name=letter.template,
        title=getattr(letter, "called", title),
        kind=kinds[0].name,
        letter=letter,
        example=partial(example_of, letter),
    )


def declare_templates() -> None:
    """Tells the room of templates which letters there are."""
    for letter in dict.fromkeys(letter for kind in _ALL for letter in kind.letters):
        declare(_known(letter))


def kind_named(name: str) -> Kind:
    """The kind of that name; raises NotFound with the names that exist."""
    if name not in KINDS:
        raise NotFound(
            _("Non esiste il documento «{name}». Quelli che si possono produrre sono: {known}.")
            .format(name=name, known=", ".join(KINDS))
        )  # fmt: skip
    return KINDS[name]


def generate(kind: str, raw: bytes) -> tuple[str, bytes]:
    """The file's name and the .docx, from UTF-8 JSON.

    Raises NotFound for an unknown kind and InvalidInput with every wrong, missing or unknown
    place of the data.
    """
    one = kind_named(kind)
    data = _read(one, raw)
    return one.file_name(data), render(one.build(data))


@dataclass(frozen=True)
class Generated:
    """A document and what goes with it: the annexes that are files of their own, and what a
    careful officer would check."""

    name: str
    content: bytes
    apart: list[tuple[str, bytes]]
    warnings: list[str]


def generate_whole(kind: str, raw: bytes) -> Generated:
    """As ``generate``, with everything that the document brings."""
    one = kind_named(kind)
    data = _read(one, raw)
    return Generated(
        one.file_name(data),
        render(one.build(data)),
        [(each.file_name, render(each.letter)) for each in one.apart(data)],
        one.warnings(data),
    )


def compose(kind: str, raw: bytes) -> list[tuple[str, Letter]]:
    """The files' names and the letters that the data become, not written yet: the document, then
    the annexes that are files of their own."""
    one = kind_named(kind)
    data = _read(one, raw)
    whole = (one.file_name(data), one.build(data))
    return [whole, *((each.file_name, each.letter) for each in one.apart(data))]


def _read(kind: Kind, raw: bytes) -> Any:
    data = decode_all(kind.data, raw, is_to_print=True)
    check_printable(msgspec.to_builtins(data))
    return data


def warnings(kind: str, raw: bytes) -> list[str]:
    """What a careful officer would check in this data; never a reason to refuse it."""
    one = kind_named(kind)
    return one.warnings(decode_all(one.data, raw, is_to_print=True))


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of the data."""
    return msgspec.json.schema(kind_named(kind).data)


def example_json(kind: str) -> bytes:
    """A full example of the data, indented, that ``generate`` takes as it is."""
    example = msgspec.json.encode(kind_named(kind).example())
    return msgspec.json.format(example, indent=2) + b"\n"
