"""What comes before the articles: PREMESSO CHE, VISTI, CONSIDERATO CHE."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from registry.platform.documents.italian import seen_heading
from registry.platform.documents.need import Needs
from registry.platform.i18n import _
from registry.protocols.clauses.library import filled, formulas, norms
from registry.protocols.letters.articles import with_references
from registry.protocols.letters.data import NormCitation, ProtocolData, Recital, RecitalKind
from registry.protocols.letters.ground import Ground

BEFORE_NORMS = (RecitalKind.PREMISED, RecitalKind.ACKNOWLEDGED, RecitalKind.NOTED)


@dataclass(frozen=True)
class OpeningBlock:
    """PREMESSO CHE, VISTI, CONSIDERATO CHE: a lone considered item has no dash."""

    heading: str
    is_list: bool
    texts: tuple[str, ...]


def opening(data: ProtocolData, ground: Ground, needs: Needs) -> list[OpeningBlock]:
    before = [one for one in enumerate(data.recitals) if one[1].kind in BEFORE_NORMS]
    after = [one for one in enumerate(data.recitals) if one[1].kind not in BEFORE_NORMS]
    blocks = _recital_blocks(before, ground, needs)
    blocks += _norm_block(data, needs)
    considered = _recital_blocks(after, ground, needs)
    if data.common_interest:
        considered = _with_common_interest(considered, ground)
    return blocks + considered


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
        blocks.append(OpeningBlock(headings[kind.value], is_list, _closed(texts)))
    return blocks


def _with_common_interest(blocks: list[OpeningBlock], ground: Ground) -> list[OpeningBlock]:
    sentence = _closed([filled(formulas()["common_interest"], ground.words)])
    heading = formulas()["recital_headings"]["considerato"]
    if blocks and blocks[0].heading == heading:
        merged = replace(blocks[0], is_list=True, texts=(*sentence, *blocks[0].texts))
        return [merged, *blocks[1:]]
    return [OpeningBlock(heading, False, sentence), *blocks]


def _norm_block(data: ProtocolData, needs: Needs) -> list[OpeningBlock]:
    cited = [_cited(norm, f"norms.{n}", needs) for n, norm in enumerate(data.norms)]
    if not cited:
        return []
    heading = seen_heading([(norm.gender, norm.number) for norm in cited])
    return [OpeningBlock(heading, True, _closed([norm.citation for norm in cited]))]


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


def _closed(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{text.rstrip(';., ')};" for text in texts)
