"""The protocol as a letter: everything in words, in the order of the act."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from registry.platform.documents.letter import Letterhead, Stage, letterhead
from registry.platform.documents.naming import file_name, slug_of
from registry.platform.documents.need import Needs
from registry.platform.documents.typesetting import typeset_all
from registry.platform.i18n import _
from registry.protocols.clauses.library import act_kinds, filled, formulas
from registry.protocols.letters.annexes import (
    AnnexLine,
    AnnexText,
    annex_lines,
    plan_annexes,
    write_annexes,
)
from registry.protocols.letters.articles import ArticleText, plan, with_references, write
from registry.protocols.letters.commitments import (
    check_commitments,
    note_special,
    promises,
    special_promises,
)
from registry.protocols.letters.data import ActKindCode, ProtocolData
from registry.protocols.letters.facts import PROTECTED
from registry.protocols.letters.ground import Ground, gather
from registry.protocols.letters.opening import OpeningBlock, opening
from registry.protocols.letters.parties import (
    FULL_ENTRIES,
    GROUPED,
    WHOLE_TABLE,
    Entry,
    Group,
    Signatory,
    Signature,
    check_parties,
    entry,
    groups,
    signatories,
    signatures,
)
from registry.protocols.letters.rules import Signing
from registry.protocols.letters.words import on_day, repertory_words


@dataclass(frozen=True)
class ProtocolLetter:
    template: ClassVar[str] = "protocollo.docx"
    open_places: ClassVar[tuple[str, ...]] = ()

    document_title: str
    document_subject: str
    is_draft: bool
    draft_mark: str
    short_title: str
    footer_left: str
    letterhead: Letterhead
    registered: str
    title: str
    subtitle: str
    promoter: Entry
    party_groups: tuple[Group, ...]
    parties_elsewhere: str
    called: str
    opening: tuple[OpeningBlock, ...]
    covenant: str
    articles: tuple[ArticleText, ...]
    closing: str
    signatures_whole: tuple[Signature, ...]
    signatures_short: tuple[Signature, ...]
    signatures_medium: tuple[Signature, ...]
    signatures_long: tuple[Signature, ...]
    annex_list: tuple[AnnexLine, ...]
    annexes: tuple[AnnexText, ...]


def protocol_letter(data: ProtocolData) -> ProtocolLetter:
    """The protocol in words. Raises InvalidInput with every wrong place of the data.

    A draft says where something is missing; a final one is refused with the whole list.
    """
    needs = Needs(data.stage)
    everyone = signatories(data.promoter, data.parties)
    ground, articles, annexes, lines = _inside(data, everyone, needs)
    letter = ProtocolLetter(
        **_frame(data),
        **_parties(everyone, ground, needs),
        opening=tuple(opening(data, ground, needs)),
        covenant=formulas()["covenant_two" if len(everyone) == 2 else "covenant_many"],
        articles=_closing_together(articles, len(everyone)),
        closing=_closing(data),
        **_signature_tables(signatures(everyone, needs, signing=data.signing)),
        annex_list=tuple(lines),
        annexes=tuple(annexes),
    )
    needs.check()
    return typeset_all(letter)


def protocol_file_name(data: ProtocolData) -> str:
    """«protocollo_pref-vd_2026-012_accoglienza-diffusa.docx»; drafts add their version."""
    return file_name(
        "protocollo",
        data.office,
        _year_and_number(data),
        data.slug or slug_of(data.subject),
        draft=data.version if data.stage is not Stage.FINAL else None,
    )


def _inside(
    data: ProtocolData, everyone: Sequence[Signatory], needs: Needs
) -> tuple[Ground, list[ArticleText], list[AnnexText], list[AnnexLine]]:
    """Articles and annexes: planned first, because each names the other."""
    check_parties(everyone, needs)
    check_commitments(data, everyone, needs)
    _check_procedures(data, needs)
    ground = gather(data, everyone, needs)
    special = special_promises(data, everyone, [one.to for one in data.commitments])
    note_special(ground, special)
    planned_annexes = plan_annexes(data, everyone, special, ground, needs)
    planned = plan(data, ground, needs)
    texts = _commitment_texts(data, ground, needs)
    special = special_promises(data, everyone, texts)
    articles = write(planned, data, ground, promises(data, everyone, texts, needs), needs)
    annexes = write_annexes(planned_annexes, data, everyone, special, ground, needs)
    return ground, articles, annexes, annex_lines(planned_annexes, everyone)


def _commitment_texts(data: ProtocolData, ground: Ground, needs: Needs) -> list[list[str]]:
    return [
        [
            with_references(text, f"commitments.{n}.to.{m}", ground, needs)
            for m, text in enumerate(one.to)
        ]
        for n, one in enumerate(data.commitments)
    ]


def _check_procedures(data: ProtocolData, needs: Needs) -> None:
    is_network_act = data.kind is ActKindCode.OPERATING_PROTOCOL
    is_wanted = is_network_act or not PROTECTED.isdisjoint(data.subjects)
    if is_wanted and data.procedures is None:
        needs.lacking["procedures"] = _(
            "Un atto di rete, o su tratta, violenza e minori, dice come si accede agli interventi."
        )


def _frame(data: ProtocolData) -> dict[str, Any]:
    title = data.title or act_kinds()[data.kind.value].title
    registered = repertory_words(data.repertory) if data.repertory else ""
    dated = bool(data.repertory and data.repertory.on)
    on = on_day(data.repertory.on, "di") if data.repertory and data.repertory.on else ""
    return {
        "document_title": data.short_title,
        "document_subject": _first_upper(title),
        "is_draft": data.stage is not Stage.FINAL,
        "draft_mark": data.stage.mark,
        "short_title": data.short_title,
        "footer_left": _first_upper(registered or title),
        "letterhead": letterhead(list(data.letterhead.lines), data.letterhead.unit),
        "registered": f"{_first_upper(registered)} {on}" if dated else "",
        "title": title.upper(),
        "subtitle": f"per {data.subject} {data.territory}".strip(),
    }


def _parties(everyone: Sequence[Signatory], ground: Ground, needs: Needs) -> dict[str, Any]:
    is_elsewhere = len(everyone) > GROUPED
    first = everyone[0]
    return {
        "promoter": entry(first.party, first.path, needs, closing=";"),
        "party_groups": tuple(groups(everyone, needs)),
        "parties_elsewhere": filled(formulas()["elsewhere"], ground.words) if is_elsewhere else "",
        "called": "" if is_elsewhere else formulas()["called"],
    }


def _closing(data: ProtocolData) -> str:
    is_paper = data.signing is Signing.PAPER
    return str(formulas()["closing_paper" if is_paper else "closing_digital"])


def _closing_together(articles: list[ArticleText], parties: int) -> tuple[ArticleText, ...]:
    """With a short signature table the last article stays on its page."""
    if parties > WHOLE_TABLE or not articles:
        return tuple(articles)
    last = articles[-1]
    commas = tuple(
        replace(
            comma,
            stays_with_next=True,
            letters=tuple(replace(one, stays_with_next=True) for one in comma.letters),
        )
        for comma in last.commas
    )
    return (*articles[:-1], replace(last, commas=commas))


def _signature_tables(rows: list[Signature]) -> dict[str, Any]:
    """The one table that fits the number of parties; the others are empty."""
    limits = {
        "signatures_whole": WHOLE_TABLE,
        "signatures_short": FULL_ENTRIES,
        "signatures_medium": GROUPED,
    }
    chosen = next((n for n, most in limits.items() if len(rows) <= most), "signatures_long")
    names = [*limits, "signatures_long"]
    return {name: tuple(rows) if name == chosen else () for name in names}


def _year_and_number(data: ProtocolData) -> str:
    if data.repertory is None:
        return ""
    number = re.sub(r"\D", "", data.repertory.number)
    return f"{data.repertory.year}-{number:0>3}"


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]
