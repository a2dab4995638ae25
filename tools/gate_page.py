"""The tables of docs/guida/file.md, from the gate's policy: ``python -m tools.gate_page``."""

from registry.platform.gate.policy import LARGEST, LARGEST_OF, RULES, SENTENCES, Rule
from registry.platform.settings import ROOT

PAGE = ROOT / "docs" / "guida" / "file.md"
MIB = 1024**2
END = "\n\n<!-- fine -->"


def fresh() -> str:
    """The page with its tables as the policy is now."""
    page = PAGE.read_text("utf-8")
    tables = {
        "grandezze": _sizes(),
        "rifiutati": _table(is_refused=True),
        "avvisi": _table(is_refused=False),
    }
    for name, table in tables.items():
        before, mark, after = page.partition(f"<!-- {name} -->\n")
        rest = after[after.index("<!-- fine -->") + len("<!-- fine -->") :]
        page = f"{before}{mark}\n{table}{END}{rest}"
    return page


def _table(*, is_refused: bool) -> str:
    rows = [
        f"| `{rule.code}` | {_shown(rule)} |"
        for code in SENTENCES
        for rule in RULES.values()
        if rule.code == code and rule.is_refused == is_refused
    ]
    return "\n".join(["| codice | che cosa dice il registro |", "|---|---|", *rows])


def _shown(rule: Rule) -> str:
    return str(rule.sentence).replace("{what}", "…")


def _sizes() -> str:
    others = ", ".join(f"{size // MIB} MB un .{kind}" for kind, size in LARGEST_OF.items())
    return f"Un file può arrivare a {LARGEST // MIB} MB; {others}."


if __name__ == "__main__":
    PAGE.write_text(fresh(), "utf-8")
