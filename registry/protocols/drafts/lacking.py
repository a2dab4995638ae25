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
OF_THE_PARTY = {
    "representative": lazy("chi rappresenta l'ente"),
    "representative.name": lazy("nome e cognome di chi firma"),
    "authority": lazy("titolo di legittimazione"),
    "short_name": lazy("nome breve"),
    "contact": lazy("ufficio referente"),
}
SECTIONS = {
    "term": ("edit", lazy("durata")),
    "subject": ("edit", lazy("oggetto")),
    "territory": ("edit", lazy("territorio")),
    "purpose": ("draft", lazy("finalità")),
    "parties": ("parties", lazy("parti")),
    "commitments": ("draft", lazy("impegni delle parti")),
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
        where, href = str(label), f"/protocols/{act.id}/{page}"
    return Lacking(path=path, where=where, sentence=sentence, href=href)


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
    if field.partition(".")[0] in OF_THE_BODY:
        label = OF_THE_BODY[field.partition(".")[0]]
        return f"{name}: {label}", f"/partners/{party.partner}/names"
    label = OF_THE_PARTY.get(field) or OF_THE_PARTY.get(field.partition(".")[0], _("dati"))
    return f"{name}: {label}", f"/protocols/{act.id}/parties/{party.id}/edit"
