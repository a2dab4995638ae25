"""The stored text of each document. ``python -m tests.documents.expect`` writes it anew: read the
difference before you commit it, it is what people will sign."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from intese.letters import KINDS
from registry.networks import letters as networks
from registry.platform.documents import Letter, extract_text, render
from registry.protocols.letters.data import ActData
from registry.protocols.letters.examples import addendum_example
from registry.protocols.letters.protocol import protocol_letter
from registry.protocols.letters.territorial import territorial_letter
from registry.protocols.letters.writers import writer_of
from tests.documents.make import a_protocol_of, a_territorial_of

FOLDER = Path(__file__).parent / "expected"


def _example(kind: str) -> Callable[[], Letter]:
    return lambda: KINDS[kind].build(KINDS[kind].example())


def _apart(data: ActData) -> Callable[[], Letter]:
    """The annex of an act that is a file of its own."""
    return lambda: writer_of(data).apart(data)[0].letter


def _with_acts() -> Letter:
    example = networks.network_table_example()
    return networks.network_table_letter(msgspec.structs.replace(example, with_acts=True))


DOCUMENTS: dict[str, Callable[[], Letter]] = {
    **{kind: _example(kind) for kind in KINDS},
    "tabella-rete-atti": _with_acts,
    "protocollo-2-parti": lambda: protocol_letter(a_protocol_of(2)),
    "protocollo-14-parti": lambda: protocol_letter(a_protocol_of(14)),
    "protocollo-150-parti": lambda: protocol_letter(a_protocol_of(150)),
    "protocollo-41-parti-allegato": _apart(a_protocol_of(41)),
    "accordo-operativo-45-parti": lambda: territorial_letter(a_territorial_of(45)),
    "addendum-allegato": _apart(addendum_example()),
}


def text_of(name: str) -> str:
    """What the document says, headers and footers too."""
    return extract_text(render(DOCUMENTS[name]()), margins=True) + "\n"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name in DOCUMENTS:
        (FOLDER / f"{name}.txt").write_text(text_of(name), encoding="utf-8")


if __name__ == "__main__":
    main()
