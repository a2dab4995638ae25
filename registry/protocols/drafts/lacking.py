"""What a document still lacks, and the page where it can be put right."""

import re

from msgspec import Struct

from registry.platform.i18n import _, lazy
from registry.protocols.drafts.bodies import split_parties
from registry.protocols.shapes import PartyRow, ProtocolView

PARTY = re.compile(r"(promoter|acceding|parties\.(?P<n>\d+))(\.(?P<field>.+))?")

# What the registry of partners keeps, and what the act itself does.
OF_THE_BODY = {
    "seat": lazy("sede"),
    "tax_code": lazy("codice fiscale"),
    "name": lazy("nome"),
    "nature": lazy("natura dell'ente"),
    "article": lazy("articolo del nome"),
}
WHERE_OF_THE_BODY = {
    "seat": "edit#campo-seat_words",
    "tax_code": "names#campo-value",
    "name": "edit#campo-name",
    "nature": "edit#campo-nature",
    "article": "edit#campo-article",
}
"""The page of the body, and the field of it, where each is written."""
OF_THE_PARTY = {
    "representative": lazy("chi rappresenta l'ente"),
    "representative.name": lazy("nome e cognome di chi firma"),
    "authority": lazy("titolo di legittimazione"),
    "short_name": lazy("nome breve"),
    "contact": lazy("ufficio referente"),
    "commitments": lazy("impegni"),
}
FIELD_OF_THE_PARTY = {
    "representative": "representative_office",
    "representative.name": "representative_name",
    "authority": "authority_words",
    "short_name": "short_name",
    "contact": "contact_unit",
    "commitments": "commitments",
}
SECTIONS = {
    "term": ("edit", lazy("durata")),
    "subject": ("edit", lazy("oggetto")),
    "territory": ("edit", lazy("territorio")),
    "purpose": ("edit", lazy("finalità")),
    "parties": ("parties", lazy("parti")),
    "commitments": ("parties", lazy("impegni delle parti")),
    "common_commitments": ("draft", lazy("impegni comuni")),
    "recitals": ("draft", lazy("premesse")),
    "norms": ("draft", lazy("visti")),
    "governance": ("draft", lazy("organo di raccordo")),
    "monitoring": ("draft", lazy("monitoraggio")),
    "procedures": ("draft", lazy("modalità di accesso")),
    "resources": ("draft", lazy("risorse e oneri")),
    "personal_data": ("draft", lazy("dati personali")),
    "insurance": ("draft", lazy("coperture assicurative")),
    "annexes": ("draft", lazy("allegati")),
    "own_articles": ("draft", lazy("articoli propri")),
    "changes": ("draft", lazy("clausole riscritte")),
    "parent": ("relate", lazy("atto collegato")),
    "allotment": ("draft", lazy("riparto tra i Comuni")),
    "common_interest": ("draft", lazy("interesse comune")),
    "accession": ("draft", lazy("adesione")),
    "signing": ("draft", lazy("firma")),
    "determination": ("draft", lazy("determinazione")),
    "basis": ("draft", lazy("tipo di convenzione")),
    "consultation": ("draft", lazy("forme di consultazione")),
    "guarantees": ("draft", lazy("garanzie")),
    "court": ("draft", lazy("foro")),
    "amendments": ("draft", lazy("modifiche")),
    "new_end": ("edit", lazy("nuova scadenza")),
}


FIELDS = {
    "term": "ends",
    "term.duration": "duration_months",
    "subject": "subject",
    "territory": "territory_words",
    "purpose": "purposes",
    "new_end": "ends",
    "common_commitments": "common_commitments",
    "recitals": "recitals_premise",
    "norms": "norms",
    "governance": "governance.full_name",
    "governance.name": "governance.name",
    "governance.short_name": "governance.short_name",
    "governance.article": "governance.article",
    "governance.gender": "governance.gender",
    "governance.chair": "governance.chair",
    "governance.frequency": "governance.frequency",
    "governance.secretariat": "governance.secretariat",
    "monitoring": "monitoring.frequency",
    "monitoring.data_due": "monitoring.data_due",
    "monitoring.report_due": "monitoring.report_due",
    "procedures": "access_ways",
    "resources": "resources.regime",
    "resources.total": "resources.total",
    "resources.source": "resources.source",
    "resources.fund": "resources.fund",
    "resources.cup": "resources.cup",
    "resources.shares": "shares",
    "personal_data": "data_regime",
    "insurance": "insurance.bearer",
    "allotment": "allotment",
    "common_interest": "common_interest",
    "accession": "open_to",
    "signing": "signing",
    "determination": "determination",
    "basis": "basis",
    "consultation": "consultation",
    "guarantees": "guarantees",
    "court": "court",
    "amendments": "amending.0.change",
}
"""Of a path, or of what it begins with, the field of the page."""
AMENDMENT = re.compile(r"amendments\.(\d+)\.(\w+)")
WHOLE_PAGE = "#contenuto"


class Lacking(Struct, frozen=True, kw_only=True):
    """One thing that is missing or wrong: where it is, what to do, and the page to do it on."""

    path: str
    where: str
    sentence: str
    href: str


def where_lacking(
    act: ProtocolView, wrong: dict[str, str], *, acceding: PartyRow | None = None
) -> list[Lacking]:
    """Each wrong path of a letter's data, in the words of who has to put it right."""
    return [_one(act, path, sentence, acceding) for path, sentence in wrong.items()]


def _one(act: ProtocolView, path: str, sentence: str, acceding: PartyRow | None) -> Lacking:
    party = acceding if path.startswith("acceding") else _party_at(act, path)
    if party is not None:
        where, href = _of_party(act, party, path)
    else:
        page, label = SECTIONS.get(path.partition(".")[0], ("draft", lazy("testo")))
        where, href = str(label), f"/protocols/{act.id}/{page}{_place_of(path)}"
    return Lacking(path=path, where=where, sentence=sentence, href=href)


def _place_of(path: str) -> str:
    """The field of that page: of the whole path, else of the longest beginning of it."""
    amendment = AMENDMENT.fullmatch(path)
    if amendment:
        return f"#campo-amending.{amendment[1]}.{amendment[2]}"
    parts = path.split(".")
    beginnings = (".".join(parts[:n]) for n in range(len(parts), 0, -1))
    field = next((FIELDS[one] for one in beginnings if one in FIELDS), "")
    return f"#campo-{field}" if field else WHOLE_PAGE


def _party_at(act: ProtocolView, path: str) -> PartyRow | None:
    found = PARTY.fullmatch(path)
    if found is None or (found["n"] is None and not path.startswith("promoter")):
        return None
    promoter, others = split_parties(act)
    if found["n"] is None:
        return promoter
    position = int(found["n"])
    return others[position] if position < len(others) else None


def _of_party(act: ProtocolView, party: PartyRow, path: str) -> tuple[str, str]:
    found = PARTY.fullmatch(path)
    field = (found["field"] if found else "") or ""
    name = party.name_words or party.name
    # Of a party as a whole it is what it promises that lacks.
    field = field or "commitments"
    first = field.partition(".")[0]
    if first in OF_THE_BODY:
        there = f"/partners/{party.partner}/{WHERE_OF_THE_BODY[first]}"
        return f"{name}: {OF_THE_BODY[first]}", there
    label = OF_THE_PARTY.get(field) or OF_THE_PARTY.get(first, _("dati"))
    written = FIELD_OF_THE_PARTY.get(field) or FIELD_OF_THE_PARTY.get(first, "role")
    at = f"/protocols/{act.id}/parties/{party.id}/edit#campo-{written}"
    return f"{name}: {label}", at
