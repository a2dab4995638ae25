"""Intese, or the floor under it: ``python -m bench.peers.with_ours intese|floor|own-floor``."""

import sys
from dataclasses import replace
from itertools import count
from typing import Any

from jinja2 import Environment, StrictUndefined

from bench.peers.serving import Make, serve
from intese.letters import KINDS
from registry.platform.documents import render
from registry.platform.documents.environment import TemplateEnvironment
from registry.platform.documents.package import CORE, DECLARATION, core_properties, in_order
from registry.platform.documents.plain import plain_data
from registry.platform.documents.sheets import open_template
from registry.platform.documents.templates import read_template
from registry.platform.documents.zipped import FAST, HalfZip, packed


def ours(kind: str) -> Make:
    letter = _letter(kind)
    return lambda: render(letter)


def campaign(kinds: str) -> Make:
    """Documents that are never the same, of the kinds in turn: «protocollo+scheda»."""
    letters = [_letter(kind) for kind in kinds.split("+")]
    numbers = count()

    def make() -> bytes:
        number = next(numbers)
        letter = letters[number % len(letters)]
        return render(replace(letter, title=f"{letter.title} – {number}"))

    return make


def floor(kind: str) -> Make:
    """The render alone, by Jinja as it comes, and the packing of what changed."""
    return _floor(kind, Environment(autoescape=True, undefined=StrictUndefined))


def own_floor(kind: str) -> Make:
    """The same, by our sandboxed environment."""
    return _floor(kind, TemplateEnvironment())


def _floor(kind: str, environment: Environment) -> Make:
    letter = _letter(kind)
    sheets, data = open_template(read_template(letter.template)), plain_data(letter)
    templates = {
        name: environment.from_string(source)
        for name, source in sheets.sources.items()
        if "{{" in source or "{%" in source
    }
    title, subject = (environment.from_string(words) for words in sheets.core_words)
    same = {n: part for n, part in sheets.parts.items() if n not in {*templates, CORE}}
    half = HalfZip({name: same[name] for name in in_order(same)})

    def make() -> bytes:
        parts = {n: DECLARATION + one.render(data).encode() for n, one in templates.items()}
        parts[CORE] = core_properties(title=title.render(data), subject=subject.render(data))
        return half.whole([packed(name, part, level=FAST) for name, part in parts.items()])

    return make


def _letter(kind: str) -> Any:
    return KINDS[kind].build(KINDS[kind].example())


if __name__ == "__main__":
    serve(
        {"intese": ours, "campaign": campaign, "floor": floor, "own-floor": own_floor}[sys.argv[1]]
    )
