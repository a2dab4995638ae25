"""Full examples of the data, as ``intese generate KIND --example`` prints them."""

from pathlib import Path
from typing import TypeVar

import msgspec

from registry.platform.shapes import decode_all
from registry.protocols.letters.acts import (
    AddendumData,
    AgreementData,
    ConventionData,
    TerritorialData,
)
from registry.protocols.letters.data import AccessionData, ProtocolData
from registry.protocols.letters.state import PartiesStateData

FOLDER = Path(__file__).parent
T = TypeVar("T", bound=msgspec.Struct)


def protocol_example() -> ProtocolData:
    return _example(ProtocolData, "protocollo")


def agreement_example() -> AgreementData:
    return _example(AgreementData, "accordo")


def territorial_example() -> TerritorialData:
    return _example(TerritorialData, "accordo-operativo")


def convention_example() -> ConventionData:
    return _example(ConventionData, "convenzione")


def accession_example() -> AccessionData:
    return _example(AccessionData, "adesione")


def addendum_example() -> AddendumData:
    return _example(AddendumData, "addendum")


def parties_state_example() -> PartiesStateData:
    return _example(PartiesStateData, "stato-firme")


def _example(shape: type[T], name: str) -> T:
    return decode_all(shape, (FOLDER / f"{name}.json").read_bytes())
