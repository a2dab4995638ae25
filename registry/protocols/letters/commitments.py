"""Who commits to what: a comma each, a lone commitment inside its sentence, groups together."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from registry.platform.documents.italian import Number, capitalised, commits_to, joined
from registry.platform.documents.need import Needs
from registry.platform.i18n import _
from registry.protocols.clauses.library import formulas
from registry.protocols.letters.data import Commitment, PactData
from registry.protocols.letters.ground import Ground
from registry.protocols.letters.parties import FULL_ENTRIES, GROUPED, Signatory, section_of
from registry.protocols.letters.words import full_name, short_name

COMPOSED = "party_commitments"
"""The clause whose commas are composed here, from what the parties promise."""


@dataclass(frozen=True)
class Promise:
    """A comma of the article on commitments."""

    text: str
    letters: tuple[str, ...] = ()


@dataclass(frozen=True)
class PartyPromise:
    """A row of the annex of special commitments."""

    number: str
    party: str
    commitments: tuple[str, ...]


def promises(
    data: PactData,
    everyone: Sequence[Signatory],
    texts: Sequence[Sequence[str]],
    needs: Needs,
) -> list[Promise]:
    """The commas, and one that says what is missing for each party without commitments.

    ``texts`` are the commitments with their references filled. Over forty parties only whole
    families have a comma: single parties stand in the annex.
    """
    here = [
        (n, one)
        for n, one in enumerate(data.commitments)
        if one.family is not None or len(everyone) <= GROUPED
    ]
    has_sections = data.allotment is None
    written = [_promise(one, texts[n], everyone, has_sections=has_sections) for n, one in here]
    return written + _missing_promises(data, everyone, needs)


def special_promises(
    data: PactData, everyone: Sequence[Signatory], texts: Sequence[Sequence[str]]
) -> list[PartyPromise]:
    """Over forty parties, what single parties take on, for the annex."""
    if len(everyone) <= GROUPED:
        return []
    found = []
    for one in everyone:
        own = [
            text
            for n, commitment in enumerate(data.commitments)
            if one.party.short_name in commitment.by
            for text in texts[n]
        ]
        if own:
            lines = tuple(f"{text.rstrip(';., ')};" for text in own)
            found.append(PartyPromise(str(one.number), one.party.short_name, lines))
    return found


def check_commitments(data: PactData, everyone: Sequence[Signatory], needs: Needs) -> None:
    """Each commitment is of somebody who signs."""
    known = {one.party.short_name for one in everyone}
    for n, commitment in enumerate(data.commitments):
        for m, name in enumerate(commitment.by):
            if name not in known:
                needs.refuse(f"commitments.{n}.by.{m}", _unknown(name, known))
        if not commitment.by and commitment.family is None:
            needs.refuse(
                f"commitments.{n}.by", _("Di' chi si impegna: nomi brevi oppure un gruppo.")
            )
        if commitment.family and not any(one.party.family is commitment.family for one in everyone):
            needs.refuse(f"commitments.{n}.family", _("Nessuna parte è di questo gruppo."))


def note_special(ground: Ground, special: Sequence[PartyPromise]) -> None:
    ground.note(party_commitments_elsewhere=bool(special))


def _unknown(name: str, known: set[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return _("Nessuna parte ha questo nome breve: forse «{near}»?").format(near=near[0])
    return _("Nessuna parte ha questo nome breve.")


def _promise(
    commitment: Commitment,
    texts: Sequence[str],
    everyone: Sequence[Signatory],
    *,
    has_sections: bool,
) -> Promise:
    who, are_many = _who(commitment, everyone, has_sections=has_sections)
    if len(texts) == 1:
        verb = commits_to(texts[0], are_many=are_many)
        return Promise(f"{who} {verb} {texts[0].rstrip(';., ')}.")
    return Promise(f"{who} {commits_to('', are_many=are_many)}:", tuple(texts))


def _who(
    commitment: Commitment, everyone: Sequence[Signatory], *, has_sections: bool
) -> tuple[str, bool]:
    if commitment.family is not None and (commitment.who or len(everyone) > FULL_ENTRIES):
        return _family_words(commitment, everyone, has_sections=has_sections), True
    named = [one.party for one in everyone if _is_meant(one, commitment)]
    are_many = len(named) > 1 or any(one.number is Number.PLURAL for one in named)
    return capitalised(joined(short_name(one) for one in named)), are_many


def _is_meant(one: Signatory, commitment: Commitment) -> bool:
    return one.party.short_name in commitment.by or one.party.family is commitment.family


def _family_words(
    commitment: Commitment, everyone: Sequence[Signatory], *, has_sections: bool
) -> str:
    """«I Comuni di cui all’Allegato A, sezione II,», «Le Parti del gruppo «Parti sociali»».

    The list of the parties that is an allotment too has no sections."""
    who, family = capitalised(commitment.who or "le Parti"), commitment.family
    if family is not None and len(everyone) > GROUPED:
        section = f", sezione {section_of(family, everyone)}," if has_sections else ""
        return f"{who} di cui all’Allegato A{section}"
    if family is None or commitment.who:
        return who
    return f"{who} del gruppo «{formulas()['families'][family.value]}»"


def _missing_promises(data: PactData, everyone: Sequence[Signatory], needs: Needs) -> list[Promise]:
    named = {name for one in data.commitments for name in one.by}
    families = {one.family for one in data.commitments if one.family}
    sentence = _("Non ha impegni: chi firma si impegna ad almeno una cosa.")
    without = [
        one
        for one in everyone
        if one.party.short_name not in named and one.party.family not in families
    ]
    return [
        Promise(needs.words("", one.path, f"impegni {full_name(one.party, 'di')}", sentence) + ".")
        for one in without
    ]
