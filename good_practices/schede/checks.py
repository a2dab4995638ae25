"""What a scheda must have before it goes on: the circular's rules R1-R6, and common sense.

Pure. The rules stand in one table, ``CHECKS``, each with its place on the form. Together
with the protection of persons they give every finding of a scheda (domain §4.1, §4.2).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from msgspec import structs

from good_practices.schede import protection
from good_practices.schede.findings import Finding, Level
from good_practices.schede.shapes import LONGEST_TITLE, SchedaView
from registry.platform.i18n import _, figure, lazy
from registry.platform.mailboxes import warning_about

SHORTEST_DESCRIPTION = 80
LONGEST_DESCRIPTION = 4000

_SIGNED = re.compile(
    r"\b(?:ha|hanno|è stat[oa]|sono stat[ie]) (?:già )?(?:siglat|sottoscritt|firmat|stipulat)[oaie]"
    r"(?: [\w'’]{1,20}){0,6}? ?(?:un|uno|una|il|la|l['’]|gli|i|le)? ?(?:[\w'’]{1,20} ){0,3}?"
    r"(?:accord[oi]|protocoll[oi]|intes[ae]|convenzion[ei]|patt[oi])\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Check:
    """``says`` gives the sentence, or nothing when all is well; ``points_at`` the passage."""

    code: str
    level: Level
    field: str
    title: str
    says: Callable[[SchedaView], str]
    advice: str = ""
    points_at: Callable[[SchedaView], re.Match[str] | None] = lambda _sheet: None


def says_it_was_signed(sheet: SchedaView) -> re.Match[str] | None:
    """The words of the description that tell of a signed act."""
    return _SIGNED.search(sheet.description)


def _lacks_specification(sheet: SchedaView) -> str:
    if not sheet.field_row.needs_specification or sheet.field_other.strip():
        return ""
    return _("Hai segnato {number}) {text}: scrivi quale.").format(
        number=sheet.field, text=sheet.field_row.text
    )


def _lacks_title(sheet: SchedaView) -> str:
    return "" if sheet.title.strip() else _("Manca il titolo della pratica.")


def title_is_long(title: str) -> str:
    n = len(title.split())
    if n <= LONGEST_TITLE:
        return ""
    return _("Il titolo ha {n} parole: al massimo {most}.").format(n=n, most=LONGEST_TITLE)


def _lacks_description(sheet: SchedaView) -> str:
    if sheet.description.strip():
        return ""
    return _("Manca la descrizione: la circolare la chiede in ogni caso.")


def _description_is_long(sheet: SchedaView) -> str:
    n = len(sheet.description)
    if n <= LONGEST_DESCRIPTION:
        return ""
    return _("La descrizione ha {n} caratteri: al massimo {most}.").format(
        n=figure(n), most=figure(LONGEST_DESCRIPTION)
    )


def _description_is_short(sheet: SchedaView) -> str:
    n = len(sheet.description.strip())
    if n == 0 or n >= SHORTEST_DESCRIPTION:
        return ""
    return _(
        "La descrizione è molto breve ({n} caratteri). Va bene, ma di solito ne servono {least}."
    ).format(n=n, least=SHORTEST_DESCRIPTION)


def _does_not_say_whether_formal(sheet: SchedaView) -> str:
    if sheet.is_formalised is not None:
        return ""
    return _("Di' se la pratica è formalizzata in un atto sottoscritto.")


def _lacks_act_file(sheet: SchedaView) -> str:
    if not sheet.is_formalised or sheet.attachments:
        return ""
    told = says_it_was_signed(sheet)
    if told:
        return _("Manca l'atto. Il testo dice «{words}»: allegalo in Word o PDF.").format(
            words=told[0]
        )
    return _("Manca l'atto: la pratica è formalizzata, allegalo in Word o PDF.")


def _lacks_act_in_registry(sheet: SchedaView) -> str:
    if not sheet.is_formalised or sheet.acts:
        return ""
    return _("L'atto non è collegato a un protocollo del registro.")


def _says_signed_but_informal(sheet: SchedaView) -> str:
    told = says_it_was_signed(sheet)
    if sheet.is_formalised is not False or told is None:
        return ""
    return _("Hai scritto che non c'è un atto, ma il testo dice «{words}».").format(words=told[0])


def _lacks_anonymity(sheet: SchedaView) -> str:
    if not sheet.field_row.tells_stories or sheet.is_story_anonymised:
        return ""
    return _("Il campo racconta storie di persone: dichiara che nessuno si può riconoscere.")


def _lacks_groups(sheet: SchedaView) -> str:
    if not sheet.field_row.sub_items or sheet.vulnerable_groups:
        return ""
    return _("Non hai indicato quali categorie: aiuta il Ministero a leggere la scheda.")


def _lacks_period(sheet: SchedaView) -> str:
    return "" if sheet.when_text.strip() else _("Manca il periodo: scrivilo come lo sai.")


def _period_not_understood(sheet: SchedaView) -> str:
    if not sheet.when_text.strip() or sheet.when_state != "unknown":
        return ""
    return _("Non abbiamo capito il periodo «{words}»: resta come l'hai scritto.").format(
        words=sheet.when_text
    )


def _lacks_territory(sheet: SchedaView) -> str:
    if sheet.places or sheet.territory_words.strip():
        return ""
    return _("Manca l'ambito territoriale.")


def _lacks_contact(sheet: SchedaView) -> str:
    if sheet.contact_unit.strip():
        return ""
    return _("Manca l'ufficio a cui scrivere.")


def _mailbox_of_a_slip(sheet: SchedaView) -> str:
    return warning_about(sheet.contact_email)


def _lacks_consent(sheet: SchedaView) -> str:
    if sheet.is_publishable is not None:
        return ""
    return _("Non hai detto se la scheda si può pubblicare.")


RED, AMBER, NOTE = Level.RED, Level.AMBER, Level.NOTE
_REGISTER = lazy("Registralo fra i protocolli e collegalo, o spiega perché non si può.")
_TICK_YES = lazy("Se è un atto sottoscritto, segna «Sì» e allegalo.")

CHECKS = (
    Check("specification", RED, "field_other", lazy("Quale altro campo"), _lacks_specification),
    Check("title", RED, "title", lazy("Il titolo"), _lacks_title),
    Check("long_title", RED, "title", lazy("Il titolo"), lambda sheet: title_is_long(sheet.title)),
    Check("description", RED, "description", lazy("La descrizione"), _lacks_description),
    Check("long_description", RED, "description", lazy("La descrizione"), _description_is_long),
    Check("short_description", NOTE, "description", lazy("La descrizione"), _description_is_short),
    Check(
        "formalised", RED, "is_formalised", lazy("Se c'è un atto"), _does_not_say_whether_formal
    ),
    Check(
        "act_file",
        RED,
        "attachments",
        lazy("L'atto sottoscritto"),
        _lacks_act_file,
        points_at=says_it_was_signed,
    ),
    Check(
        "act_in_registry",
        AMBER,
        "acts",
        lazy("L'atto nel registro"),
        _lacks_act_in_registry,
        _REGISTER,
    ),
    Check(
        "says_signed",
        AMBER,
        "is_formalised",
        lazy("Il testo parla di un atto"),
        _says_signed_but_informal,
        _TICK_YES,
        says_it_was_signed,
    ),
    Check(
        "anonymity", RED, "is_story_anonymised", lazy("La dichiarazione sulle storie"),
        _lacks_anonymity,
    ),
    Check("groups", NOTE, "vulnerable_groups", lazy("Le categorie"), _lacks_groups),
    Check("period", NOTE, "when", lazy("Il periodo"), _lacks_period),
    Check("period_words", NOTE, "when", lazy("Il periodo"), _period_not_understood),
    Check("territory", NOTE, "territory_words", lazy("L'ambito territoriale"), _lacks_territory),
    Check("contact", RED, "contact_unit", lazy("L'ufficio a cui scrivere"), _lacks_contact),
    Check(
        "mailbox_slip", NOTE, "contact_email", lazy("La casella dell'ufficio"), _mailbox_of_a_slip
    ),
    Check("consent", RED, "is_publishable", lazy("Se si può pubblicare"), _lacks_consent),
)  # fmt: skip
CHECK_CODES = frozenset(check.code for check in CHECKS)
_TITLES = {one.code: one.title for one in (*CHECKS, *protection.RULES)}


def title_of(rule: str) -> str:
    """What a point is called, also one of a version that is past: a label of ours, for the
    history."""
    return _TITLES.get(rule, rule)


def findings_of(
    sheet: SchedaView, explained: Mapping[tuple[str, str], str] | None = None
) -> list[Finding]:
    """Everything to say of a scheda: what is missing, then what could point at persons.

    ``explained`` gives the reasons already written, by rule and passage.
    """
    found = [*_missing(sheet), *map(_as_it_can_be_done, protection.scan(texts_of(sheet)))]
    reasons = explained or {}
    return [
        structs.replace(one, reason=reasons.get((one.rule, one.passage), ""))
        if one.level is Level.AMBER
        else one
        for one in found
    ]


_IN_LINES = frozenset({"objectives", "partners", "results"})


def _as_it_can_be_done(one: Finding) -> Finding:
    """What is told in lines is rewritten by hand: the form has no text to put words into."""
    return structs.replace(one, proposal="") if one.field in _IN_LINES else one


def _missing(sheet: SchedaView) -> Iterable[Finding]:
    for check in CHECKS:
        sentence = check.says(sheet)
        if sentence:
            yield _finding(check, sentence, check.points_at(sheet))


def _finding(check: Check, sentence: str, at: re.Match[str] | None) -> Finding:
    return Finding(
        rule=check.code,
        level=check.level,
        field=check.field,
        title=str(check.title),
        sentence=sentence,
        advice=str(check.advice),
        passage=at[0] if at else "",
        start=at.start() if at else 0,
        end=at.end() if at else 0,
    )


def texts_of(sheet: SchedaView) -> dict[str, str]:
    """Every text of a scheda that will be read outside, by the name of its field."""
    return {
        "field_other": sheet.field_other,
        "title": sheet.title,
        "abstract": sheet.abstract,
        "description": sheet.description,
        "territory_words": sheet.territory_words,
        "context": sheet.context,
        "objectives": "\n".join(sheet.objectives),
        "partners": "\n".join(one.activity for one in sheet.partners),
        "access_words": sheet.access_words,
        "recipients_words": sheet.recipients_words,
        "results": "\n".join(f"{one.indicator}: {one.value_words}" for one in sheet.results),
        "fund_words": sheet.fund_words,
        "lessons": sheet.lessons,
        "transferability": sheet.transferability,
        "contact_unit": sheet.contact_unit,
        "contact_email": sheet.contact_email,
    }


def what_stops(findings: Iterable[Finding]) -> list[Finding]:
    return [one for one in findings if one.stops]


def is_protection(finding: Finding) -> bool:
    return finding.rule not in CHECK_CODES
