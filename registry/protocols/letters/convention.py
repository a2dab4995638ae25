"""The convention: among local bodies (art. 30 TUEL), with the third sector (art. 56 CTS), other."""

from collections.abc import Iterator, Sequence

from registry.partners.kinds import Nature
from registry.platform.documents.letter import missing
from registry.platform.documents.need import Needs
from registry.platform.i18n import _
from registry.protocols.clauses.library import formulas
from registry.protocols.letters.acts import ConventionBasis, ConventionData
from registry.protocols.letters.data import CommaData, OwnArticle
from registry.protocols.letters.ground import Ground
from registry.protocols.letters.pact import Own, ProtocolLetter, pact_file_name, pact_letter, under

ASSOCIATIONS = {Nature.THIRD_SECTOR, Nature.ECCLESIASTICAL}


def convention_letter(data: ConventionData) -> ProtocolLetter:
    """The convention in words. Raises InvalidInput with every wrong place of the data."""
    return pact_letter(data, own_of)


def convention_file_name(data: ConventionData) -> str:
    """«convenzione_pref-vd_2026-018_sportello-ascolto.docx»."""
    return pact_file_name(data, data.subject)


def own_of(data: ConventionData, ground: Ground, needs: Needs) -> Own:
    are_public = "all_public" in ground.facts
    _check(data, needs, are_public=are_public)
    _choose_judge(data, ground, are_public=are_public)
    law = formulas()["convention"].get(f"under_{data.basis.value}", "")
    return Own(subtitle=under(data, law), articles=tuple(_articles(data, ground, needs)))


def _check(data: ConventionData, needs: Needs, *, are_public: bool) -> None:
    if data.court and are_public:
        sentence = _("Fra sole amministrazioni il giudice è quello amministrativo: togli il foro.")
        needs.refuse("court", sentence)
    has_association = any(one.nature in ASSOCIATIONS for one in data.parties)
    if data.basis is ConventionBasis.THIRD_SECTOR and not has_association:
        sentence = _("L'articolo 56 vuole un'organizzazione del Terzo settore fra le parti.")
        needs.refuse("basis", sentence)


def _choose_judge(data: ConventionData, ground: Ground, *, are_public: bool) -> None:
    """The court is agreed on only with a private body; administrations have theirs by law."""
    ground.note(exclusive_jurisdiction=are_public, court=bool(data.court) and not are_public)
    if data.court:
        ground.words.put(disputes_court=data.court)


def _articles(data: ConventionData, ground: Ground, needs: Needs) -> Iterator[OwnArticle]:
    """What art. 30, c. 2 TUEL asks besides: how the bodies consult, and with what guarantees."""
    is_asked = data.basis is ConventionBasis.LOCAL_BODIES
    wanted = {
        "consultation": (data.consultation, "forme di consultazione", "body" in ground.facts),
        "guarantees": (data.guarantees, "garanzie reciproche", False),
    }
    for name, (texts, what, is_told_elsewhere) in wanted.items():
        if not texts and is_asked and not is_told_elsewhere:
            sentence = _("L'articolo 30 del TUEL chiede di dirlo: {what}.").format(what=what)
            needs.lacking[name] = sentence
            yield _article(name, [f"{missing(what)}."])
        if texts:
            yield _article(name, texts)


def _article(name: str, texts: Sequence[str]) -> OwnArticle:
    return OwnArticle(
        key=name,
        after="party_commitments",
        heading=formulas()["convention"][name],
        commas=tuple(CommaData(text=text) for text in texts),
    )
