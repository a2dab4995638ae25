"""The library of clauses and norms, to read: what an act may say, and what it may cite."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from litestar import Controller, Request, Response, get

from registry.platform import clock
from registry.platform.documents.letter import Stage
from registry.platform.documents.need import Needs
from registry.platform.i18n import _
from registry.platform.web.declared import shows
from registry.platform.web.guards import requires
from registry.platform.web.shell import page
from registry.protocols.clauses.library import PLACE, Clause, Norm, act_kinds, clauses, norms
from registry.protocols.letters.examples import protocol_example
from registry.protocols.letters.ground import gather
from registry.protocols.letters.parties import signatories
from registry.protocols.permissions import READ_LIBRARY

OPEN = "[…]"
MISSING = re.compile(r"\[manca: [^\]]*\]")
AnyRequest = Request[Any, Any, Any]


@dataclass(frozen=True)
class NormShown:
    citation: str
    in_particular: str
    since: date | None
    until: date | None
    certainty: str
    is_past: bool


class LibraryPages(Controller):
    path = "/settings"

    @get("/clauses", guards=[requires(READ_LIBRARY)], **shows(None, "q"))
    async def show_clauses(self, request: AnyRequest) -> Response[str]:
        sought = request.query_params.get("q", "")
        found = [clause for clause in clauses().values() if _says(clause, sought)]
        uses = {clause.id: _uses(clause) for clause in found}
        return page("protocols/clauses.html", clauses=found, uses=uses, said=_said)

    @get("/norms", guards=[requires(READ_LIBRARY)], **shows(None, "q"))
    async def show_norms(self, request: AnyRequest) -> Response[str]:
        sought = request.query_params.get("q", "").casefold()
        found = [_shown(norm) for norm in norms().values() if sought in norm.citation.casefold()]
        return page("protocols/norms.html", norms=found)


def _says(clause: Clause, sought: str) -> bool:
    texts = [clause.heading, clause.code]
    for variant in clause.variants:
        for comma in variant.commas:
            texts += [comma.text, *(letter.text for letter in comma.letters)]
    return sought.casefold() in " ".join(texts).casefold()


def _said(text: str) -> str:
    """The text of a clause with the words of the example act in its places."""
    words = _example_words()
    said = PLACE.sub(lambda place: words.get(place.group(1)) or OPEN, text)
    return MISSING.sub(OPEN, said)


@cache
def _example_words() -> Mapping[str, str]:
    example = protocol_example()
    needs = Needs(Stage.DRAFT)
    return gather(example, signatories(example.promoter, example.parties), needs).words


def _uses(clause: Clause) -> str:
    """The kinds of act in which it always stands, and those where it may."""
    kinds = act_kinds().values()
    always = dict.fromkeys(kind.title for kind in kinds if clause.id in kind.always)
    optional = dict.fromkeys(kind.title for kind in kinds if clause.id in kind.optional)
    told = [_("sempre: {kinds}").format(kinds=", ".join(always))] if always else []
    told += [_("a scelta: {kinds}").format(kinds=", ".join(optional))] if optional else []
    return "; ".join(told)


def _shown(norm: Norm) -> NormShown:
    return NormShown(
        citation=norm.citation,
        in_particular=norm.in_particular,
        since=norm.since,
        until=norm.until,
        certainty=norm.certainty,
        is_past=norm.until is not None and norm.until < clock.today(),
    )
