"""The lifecycle diagrams of docs/diagrams, made from the code, or checked against it.

``python -m tools.diagrams`` writes them; ``--check`` fails while one is stale.
"""

import argparse
import sys
from pathlib import Path

from good_practices.intake import lifecycle as intake
from good_practices.schede import lifecycle as schede
from good_practices.submissions import lifecycle as submissions
from registry.platform.settings import ROOT
from registry.protocols import lifecycle as protocols

FOLDER = ROOT / "docs" / "diagrams"

DIAGRAMS = {
    "protocol-lifecycle.md": ("La vita di un atto", protocols),
    "scheda-lifecycle.md": ("La vita di una scheda", schede),
    "submission-lifecycle.md": ("La vita di un invio", submissions),
    "intake-lifecycle.md": ("La vita di un invio ricevuto", intake),
}


def text_of(name: str) -> str:
    """What the file should hold."""
    title, rules = DIAGRAMS[name]
    source = rules.__name__.replace(".", "/") + ".py"
    return (
        f"# {title}\n\nMade from `{source}`; a test keeps it fresh.\n\n"
        f"```mermaid\n{rules.diagram()}```\n"
    )


def stale() -> list[Path]:
    """The files that do not say what the code says."""
    return [
        FOLDER / name
        for name in DIAGRAMS
        if not (FOLDER / name).exists() or (FOLDER / name).read_text("utf-8") != text_of(name)
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    found = stale()
    if parser.parse_args().check:
        sys.stdout.write("".join(f"stale: {path.relative_to(ROOT)}\n" for path in found))
        return 1 if found else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path in found:
        path.write_text(text_of(path.name), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
