"""Who writes each kind of act: from its data, the letter, the file's name, what goes with it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec

from registry.protocols.letters import agreement, convention, examples, protocol, territorial
from registry.protocols.letters.accession import (
    AccessionLetter,
    accession_file_name,
    accession_letter,
)
from registry.protocols.letters.acts import (
    AddendumData,
    AgreementData,
    ConventionData,
    TerritorialData,
)
from registry.protocols.letters.addendum import addendum_file_name, addendum_letter
from registry.protocols.letters.apart import AnnexLetter, Apart, addendum_apart, pact_apart
from registry.protocols.letters.data import AccessionData, ActData, ProtocolData
from registry.protocols.letters.pact import Bringing, ProtocolLetter
from registry.protocols.letters.warnings import accession_warnings, act_warnings


@dataclass(frozen=True)
class Writer:
    """``letters`` are the classes that ``build`` and ``apart`` may give."""

    name: str
    title: str
    data: type[msgspec.Struct]
    build: Callable[[Any], Any]
    file_name: Callable[[Any], str]
    example: Callable[[], msgspec.Struct]
    warnings: Callable[[Any], list[str]]
    apart: Callable[[Any], list[Apart]] = lambda data: []
    letters: tuple[Any, ...] = (ProtocolLetter, AnnexLetter)


def _apart(file_name: Callable[[Any], str], bring: Bringing | None, data: Any) -> list[Apart]:
    return pact_apart(data, file_name(data), bring)


WRITERS = (
    Writer(
        "protocollo",
        "Protocollo d’intesa",
        ProtocolData,
        protocol.protocol_letter,
        protocol.protocol_file_name,
        examples.protocol_example,
        act_warnings,
        partial(_apart, protocol.protocol_file_name, None),
    ),
    Writer(
        "accordo",
        "Accordo (articoli 11 e 15 della legge 241/1990)",
        AgreementData,
        agreement.agreement_letter,
        agreement.agreement_file_name,
        examples.agreement_example,
        act_warnings,
        partial(_apart, agreement.agreement_file_name, agreement.own_of),
    ),
    Writer(
        "accordo-operativo",
        "Accordo operativo territoriale",
        TerritorialData,
        territorial.territorial_letter,
        territorial.territorial_file_name,
        examples.territorial_example,
        act_warnings,
        partial(_apart, territorial.territorial_file_name, territorial.own_of),
    ),
    Writer(
        "convenzione",
        "Convenzione",
        ConventionData,
        convention.convention_letter,
        convention.convention_file_name,
        examples.convention_example,
        act_warnings,
        partial(_apart, convention.convention_file_name, convention.own_of),
    ),
    Writer(
        "adesione",
        "Atto di adesione",
        AccessionData,
        accession_letter,
        accession_file_name,
        examples.accession_example,
        accession_warnings,
        letters=(AccessionLetter,),
    ),
    Writer(
        "addendum",
        "Atto aggiuntivo",
        AddendumData,
        addendum_letter,
        addendum_file_name,
        examples.addendum_example,
        act_warnings,
        addendum_apart,
    ),
)
_BY_DATA = {writer.data: writer for writer in WRITERS}


def writer_of(data: ActData) -> Writer:
    """Who writes this act."""
    return _BY_DATA[type(data)]
