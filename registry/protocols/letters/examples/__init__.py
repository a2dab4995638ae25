"""Full examples of the data, as ``intese generate KIND --example`` prints them."""

from pathlib import Path

from registry.platform.shapes import decode_all
from registry.protocols.letters.data import AccessionData, ProtocolData
from registry.protocols.letters.state import PartiesStateData

FOLDER = Path(__file__).parent


def protocol_example() -> ProtocolData:
    return decode_all(ProtocolData, (FOLDER / "protocollo.json").read_bytes())


def accession_example() -> AccessionData:
    return decode_all(AccessionData, (FOLDER / "adesione.json").read_bytes())


def parties_state_example() -> PartiesStateData:
    return decode_all(PartiesStateData, (FOLDER / "stato-firme.json").read_bytes())
