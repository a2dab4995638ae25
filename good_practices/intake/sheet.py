"""A received scheda field by field, in words: what is looked at, and what is compared."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from good_practices.circulars.naming import field_heading
from good_practices.schede.kinds import PARTNER_ROLES, PartnerRole
from good_practices.submissions.exchange import PartnerEntry, ResultEntry, SchedaEntry, When
from registry.dates.imprecise import State
from registry.dates.reading import read
from registry.dates.telling import period_in_words, read_in_words
from registry.platform.i18n import _, pgettext

KEYS = frozenset({
    "field", "title", "abstract", "description", "formalised", "files", "when", "territory",
    "promoter", "lead_partner", "partners", "context", "objectives", "access", "recipients",
    "results", "fund", "lessons", "transferability", "publishable", "contact",
})  # fmt: skip
"""The heads of a sheet, by their keys."""


class SheetField(Struct, frozen=True, kw_only=True):
    """A head of the sheet and its words, a paragraph each; ``note`` is what was understood."""

    key: str
    label: str
    paragraphs: tuple[str, ...]
    note: str = ""


class Attached(Struct, frozen=True, kw_only=True):
    """An act or another file of the scheda, with the bytes that it stands for."""

    title: str
    sha512: str


def sheet_of(entry: SchedaEntry, attached: Iterable[Attached] = ()) -> list[SheetField]:
    """The heads that say something, in the order of the circular's form."""
    heads = [
        _head("field", _("Campo"), _field(entry)),
        _head("title", _("Titolo della pratica"), [entry.title]),
        _head("abstract", _("Sintesi"), _paragraphs(entry.abstract)),
        _head("description", _("Sintetica descrizione"), _paragraphs(entry.description)),
        _head("formalised", _("Formalizzata in un atto"), [_formalised(entry)]),
        _head("files", _("Atti e allegati"), [one.title for one in attached]),
        SheetField(
            key="when",
            label=_("Periodo"),
            paragraphs=_said([entry.when.text]),
            note=_understood(entry.when),
        ),
        _head("territory", _("Ambito territoriale"), [entry.territory_words]),
        _head("promoter", _("Soggetto promotore"), [entry.promoter]),
        _head("lead_partner", _("Capofila"), [entry.lead_partner]),
        _head("partners", pgettext("many", "Partner"), [_partner(one) for one in entry.partners]),
        _head("context", _("Contesto"), _paragraphs(entry.context)),
        _head("objectives", _("Obiettivi"), entry.objectives),
        _head("access", _("Modalità di accesso"), _paragraphs(entry.access_words)),
        _head("recipients", _("Destinatari"), _paragraphs(entry.recipients_words)),
        _head("results", _("Risultati"), [_result(one) for one in entry.results]),
        _head("fund", _("Risorse"), _paragraphs(entry.fund_words)),
        _head("lessons", _("Criticità e lezioni apprese"), _paragraphs(entry.lessons)),
        _head("transferability", _("Trasferibilità"), _paragraphs(entry.transferability)),
        _head("publishable", _("Pubblicazione"), [_publication(entry)]),
        _head("contact", _("Referente"), [_contact(entry)]),
    ]
    return [head for head in heads if head.paragraphs]


def _head(key: str, label: str, paragraphs: Iterable[str]) -> SheetField:
    return SheetField(key=key, label=label, paragraphs=_said(paragraphs))


def _said(paragraphs: Iterable[str]) -> tuple[str, ...]:
    return tuple(words.strip() for words in paragraphs if words.strip())


def _paragraphs(text: str) -> list[str]:
    return text.splitlines()


def _field(entry: SchedaEntry) -> list[str]:
    return [field_heading(entry.field, entry.field_text), entry.field_other]


def _formalised(entry: SchedaEntry) -> str:
    return _("Sì") if entry.is_formalised else _("No: prassi senza atto formale")


def _publication(entry: SchedaEntry) -> str:
    return _("Si può pubblicare") if entry.is_publishable else _("Non si pubblica")


def _contact(entry: SchedaEntry) -> str:
    return " – ".join(filter(None, [entry.contact_unit, entry.contact_email]))


def _partner(one: PartnerEntry) -> str:
    roles: Mapping[str, str] = {role.value: str(PARTNER_ROLES[role]) for role in PartnerRole}
    told = _("{name} ({role})").format(name=one.name, role=roles.get(one.role, one.role))
    return f"{told}: {one.activity}" if one.activity.strip() else told


def _result(one: ResultEntry) -> str:
    value = f"{one.indicator}: {one.value_words} {one.unit}".strip()
    return " · ".join(filter(None, [value, one.as_of, one.source]))


def _understood(when: When) -> str:
    """What was understood of the words, told as the office that wrote them was told."""
    if not when.text.strip():
        return ""
    here = read(when.text)
    if (here.earliest, here.ends_latest) != (when.earliest, when.latest):
        # Another version of this registry sent it: what it understood is told, not what we do.
        told = period_in_words(starts=(when.earliest, None), ends=(None, when.latest))
        return _("inteso: {words}").format(words=told)
    if not here.is_dated and here.state is not State.IN_DEFINITION:
        return _("data non capita")
    return _("inteso: {words}").format(words=read_in_words(here))
