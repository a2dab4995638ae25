"""What comes before the articles: PREMESSO CHE, VISTI, CONSIDERATO CHE."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from registry.platform.documents.italian import seen_heading
from registry.platform.documents.letter import Line, lines
from registry.platform.documents.need import Needs
from registry.platform.i18n import _
from registry.protocols.clauses.library import filled, formulas, norms
from registry.protocols.letters.articles import with_references
from registry.protocols.letters.data import ActData, NormCitation, Recital, RecitalKind
from registry.protocols.letters.ground import Ground

COMMON_INTEREST = "common_interest"
BEFORE_NORMS = (RecitalKind.PREMISED, RecitalKind.ACKNOWLEDGED, RecitalKind.NOTED)


@dataclass(frozen=True)
class OpeningBlock:
    """PREMESSO CHE, VISTI, CONSIDERATO CHE: a lone considered item has no dash."""

    heading: str
    is_list: bool
    texts: tuple[Line, ...]


def opening(
    data: ActData, ground: Ground, needs: Needs, *, first: Sequence[str] = ()
) -> list[OpeningBlock]:
    """``first``: premises that the kind of act brings, before those of who writes it."""
    before = [one for one in enumerate(data.recitals) if one[1].kind in BEFORE_NORMS]
    after = [one for one in enumerate(data.recitals) if one[1].kind not in BEFORE_NORMS]
    blocks = _premised(_recital_blocks(before, ground, needs), first)
    blocks += _norm_block(data, needs)
    considered = _recital_blocks(after, ground, needs)
    if COMMON_INTEREST in ground.facts:
        considered = _with_common_interest(considered, ground)
    return blocks + considered


def closed(texts: Iterable[str]) -> tuple[Line, ...]:
    """Each ends with «;», for the sentence goes on to the formula."""
    return lines(f"{text.rstrip(';., ')};" for text in texts)


def _premised(blocks: list[OpeningBlock], first: Sequence[str]) -> list[OpeningBlock]:
    heading = formulas()["recital_headings"]["premesso"]
    if not first:
        return blocks
    if blocks and blocks[0].heading == heading:
        return [replace(blocks[0], texts=(*closed(first), *blocks[0].texts)), *blocks[1:]]
    return [OpeningBlock(heading, True, closed(first)), *blocks]


def _recital_blocks(
    recitals: Sequence[tuple[int, Recital]], ground: Ground, needs: Needs
) -> list[OpeningBlock]:
    headings = formulas()["recital_headings"]
    blocks = []
    for kind, group in groupby(recitals, key=lambda one: one[1].kind):
        texts = [
            with_references(recital.text, f"recitals.{n}.text", ground, needs)
            for n, recital in group
        ]
        is_list = kind in BEFORE_NORMS or len(texts) > 1
        blocks.append(OpeningBlock(headings[kind.value], is_list, closed(texts)))
    return blocks


def _with_common_interest(blocks: list[OpeningBlock], ground: Ground) -> list[OpeningBlock]:
    sentence = closed([filled(formulas()["common_interest"], ground.words)])
    heading = formulas()["recital_headings"]["considerato"]
    if blocks and blocks[0].heading == heading:
        merged = replace(blocks[0], is_list=True, texts=(*sentence, *blocks[0].texts))
        return [merged, *blocks[1:]]
    return [OpeningBlock(heading, False, sentence), *blocks]


def _norm_block(data: ActData, needs: Needs) -> list[OpeningBlock]:
    cited = [_cited(norm, f"norms.{n}", needs) for n, norm in enumerate(data.norms)]
    if not cited:
        return []
    heading = seen_heading([(norm.gender, norm.number) for norm in cited])
    return [OpeningBlock(heading, True, closed([norm.citation for norm in cited]))]


def _cited(norm: NormCitation, path: str, needs: Needs) -> NormCitation:
    """The norm with its full citation: the library's, or the one written out."""
    if not norm.id:
        if not norm.citation:
            needs.refuse(path, _("Di' quale norma: un id della libreria o una citazione."))
        return norm
    found = norms().get(norm.id)
    if found is None:
        needs.refuse(f"{path}.id", _("La libreria non ha questa norma: citala per esteso."))
        return norm
    part = found.in_particular if norm.in_particular is None else norm.in_particular
    citation = f"{found.citation}, e in particolare {part}" if part else found.citation
    return NormCitation(citation=citation, gender=found.gender, number=found.number)
