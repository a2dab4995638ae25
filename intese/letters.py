"""Every document that Intese writes, by its kind: data in, file name and .docx out.

No database and no web: what ``intese generate`` serves, and what the rooms call when they
have the facts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from good_practices.circulars import letters as circulars
from good_practices.circulars.letter_data import CircularFormData
from good_practices.schede import letters as schede
from good_practices.schede.letter_data import SchedaLetterData
from good_practices.submissions import letters as submissions
from good_practices.submissions.letter_data import TransmittalData
from registry.networks import letters as networks
from registry.networks.letter_data import NetworkTableData, OperatingStructureData
from registry.platform.documents import Letter, render
from registry.platform.documents.plain import check_printable
from registry.platform.errors import NotFound
from registry.platform.i18n import _
from registry.platform.shapes import decode_all
from registry.protocols.letters.accession import (
    AccessionLetter,
    accession_file_name,
    accession_letter,
)
from registry.protocols.letters.data import AccessionData, ProtocolData
from registry.protocols.letters.examples import (
    accession_example,
    parties_state_example,
    protocol_example,
)
from registry.protocols.letters.protocol import (
    ProtocolLetter,
    protocol_file_name,
    protocol_letter,
)
from registry.protocols.letters.state import (
    PartiesStateData,
    PartiesStateLetter,
    parties_state_file_name,
    parties_state_letter,
)
from registry.protocols.letters.warnings import accession_warnings, protocol_warnings


def _no_warnings(data: Any) -> list[str]:
    return []


@dataclass(frozen=True)
class Kind:
    """One kind of document. ``letters`` are the classes that ``build`` may give."""

    name: str
    title: str
    data: type[msgspec.Struct]
    build: Callable[[Any], Letter]
    file_name: Callable[[Any], str]
    example: Callable[[], msgspec.Struct]
    letters: tuple[Any, ...]
    warnings: Callable[[Any], list[str]] = _no_warnings


_ALL = (
    Kind(
        "protocollo",
        "Protocollo d’intesa",
        ProtocolData,
        protocol_letter,
        protocol_file_name,
        protocol_example,
        (ProtocolLetter,),
        protocol_warnings,
    ),
    Kind(
        "adesione",
        "Atto di adesione",
        AccessionData,
        accession_letter,
        accession_file_name,
        accession_example,
        (AccessionLetter,),
        accession_warnings,
    ),
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
    data = decode_all(one.data, raw)
    check_printable(msgspec.to_builtins(data))
    return one.file_name(data), render(one.build(data))


def warnings(kind: str, raw: bytes) -> list[str]:
    """What a careful officer would check in this data; never a reason to refuse it."""
    one = kind_named(kind)
    return one.warnings(decode_all(one.data, raw))


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of the data."""
    return msgspec.json.schema(kind_named(kind).data)


def example_json(kind: str) -> bytes:
    """A full example of the data, indented, that ``generate`` takes as it is."""
    example = msgspec.json.encode(kind_named(kind).example())
    return msgspec.json.format(example, indent=2) + b"\n"
