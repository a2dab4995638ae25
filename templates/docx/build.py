"""Draws the templates: ``python templates/docx/build.py`` writes them beside this file.

``--check`` writes nothing and exits 1 when a committed template is not what the script draws.
The templates open in Word: whoever changes one there must change it here too, or make it their
own under another name.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from source import acts, sheets
from source.readme import readme

from registry.platform.documents.package import read_parts

FOLDER = Path(__file__).resolve().parent
README = FOLDER / "README.md"
TEMPLATES: dict[str, Callable[[], bytes]] = {
    "protocollo.docx": acts.protocol,
    "allegato.docx": acts.annex,
    "adesione.docx": acts.accession,
    "lettera-trasmissione.docx": acts.transmittal,
    "stato-firme.docx": sheets.parties_state,
    "scheda.docx": sheets.scheda,
    "raccolta.docx": sheets.volume,
    "modulo-circolare.docx": sheets.circular_form,
    "tabella-rete.docx": sheets.network_table,
    "tabella-rete-atti.docx": sheets.network_table_with_acts,
    "struttura-operativa.docx": sheets.operating_structure,
}


def main(arguments: list[str]) -> int:
    drawn = {name: draw() for name, draw in TEMPLATES.items()}
    if "--check" in arguments:
        stale = [name for name, blob in drawn.items() if _committed(name) != read_parts(blob)]
        stale += [] if README.read_text("utf-8") == readme() else [README.name]
        sys.stderr.write("".join(f"{name} is not what build.py draws\n" for name in stale))
        return 1 if stale else 0
    for name, blob in drawn.items():
        (FOLDER / name).write_bytes(blob)
    README.write_text(readme(), "utf-8")
    return 0


def _committed(name: str) -> dict[str, bytes]:
    """The parts, not the bytes: another zlib packs them differently."""
    path = FOLDER / name
    return read_parts(path.read_bytes()) if path.exists() else {}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
