"""What a file brings along about revoked certificates: who may say so, of whom, and for when."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography import x509

from registry.platform.signatures import Verdict, reasons
from tests.signatures import people
from tests.signatures.answers import (
    HELD,
    UNKNOWN,
    YESTERDAY,
    answer,
    archival,
    choice,
    responder,
    values,
)
from tests.signatures.asking import NOW, codes, verdict_on
from tests.signatures.envelopes import TEXT, By, envelope
from tests.signatures.pdfs import pdf, signed, stamped_whole, with_evidence
from tests.signatures.people import (
    SIGNED_AT,
    a_certifier,
    certifier,
    certify,
    rossi,
    stamper,
    verdi,
)
from tests.signatures.test_trust import revoking, word

TRUSTED = [certifier().as_anchor()]
BY_ROSSI = By(rossi())
BEFORE, AFTER = people.in_days(SIGNED_AT, -1), people.in_days(SIGNED_AT, 3)
STAMPED = By(rossi(), stamped_at=people.in_days(SIGNED_AT, 1))

Carry = Callable[[By, bytes], bytes]
PLACES: dict[str, Carry] = {
    "the PDF's store": lambda by, told: with_evidence(
        signed(pdf(), by), [certifier()], [], (told,)
    ),
    "the envelope": lambda by, told: envelope(TEXT, by, crls=(choice(told),)),
    "the signature": lambda by, told: envelope(TEXT, replace(by, values=values(told))),
    "what was signed": lambda by, told: signed(pdf(), replace(by, archival=archival(told))),
}
IN_THE_STORE = PLACES["the PDF's store"]


def said(content: bytes, **how: object) -> Verdict:
    return verdict_on(content, trusting=TRUSTED, **how)  # type: ignore[arg-type]


@pytest.mark.parametrize("carry", PLACES.values(), ids=PLACES)
def test_an_answer_that_it_is_good_leaves_nothing_open(carry: Carry) -> None:
    verdict = said(carry(BY_ROSSI, answer(rossi())))

    assert (verdict.intact, verdict.trusted, word(verdict)) == (True, True, "Firma valida")
    assert "revocation_unknown" not in codes(verdict)


@pytest.mark.parametrize("carry", PLACES.values(), ids=PLACES)
def test_an_answer_that_it_was_revoked_before_makes_it_as_if_not_given(carry: Carry) -> None:
    verdict = said(carry(BY_ROSSI, answer(rossi(), revoked_at=BEFORE)))

    assert (verdict.signed, verdict.intact, verdict.trusted) == (True, True, False)
    assert word(verdict) == "Firma non valida: certificato revocato il 18/11/2026"
    told = " ".join(one.message for one in reasons(verdict))
    assert "è come se non avesse firmato: serve una nuova firma" in told


@pytest.mark.parametrize("carry", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize(
    "told",
    [
        answer(rossi(), status=UNKNOWN),
        answer(rossi(), given_at=people.in_days(NOW, -60)),
        answer(rossi(), given_at=people.in_days(NOW, -2), holds=None),
        answer(verdi()),
        answer(rossi(), by=responder(a_certifier("Un altro"))),
        answer(rossi(), by=verdi()),
        answer(rossi(), key_of=verdi()),
        answer(rossi(), issued_by=a_certifier("Omonimo")),
        answer(rossi(), by=rossi()),
    ],
    ids=["unknown", "run out", "run out at once", "of another certificate",
         "of another certifier's responder", "of somebody who may not answer",
         "with another key", "about another certifier's", "of who signed, about themselves"],
)  # fmt: skip
def test_what_does_not_say_that_it_is_good_leaves_it_open_and_revokes_nobody(
    carry: Carry, told: bytes
) -> None:
    verdict = said(carry(BY_ROSSI, told))

    assert (verdict.intact, verdict.trusted) == (True, True)
    assert [one for one in codes(verdict) if "revo" in one] == ["revocation_unknown"]


@pytest.mark.parametrize(
    "forged",
    [
        answer(rossi(), revoked_at=BEFORE, by=responder(a_certifier("Un altro"))),
        answer(rossi(), revoked_at=BEFORE, by=verdi()),
        answer(rossi(), revoked_at=BEFORE, key_of=verdi()),
        answer(verdi(), revoked_at=BEFORE),
        answer(rossi(), revoked_at=BEFORE, issued_by=a_certifier("Omonimo")),
    ],
    ids=["another's responder", "nobody's responder", "another key", "another certificate",
         "another certifier's"],
)  # fmt: skip
def test_nobody_revokes_the_certificates_of_others(forged: bytes) -> None:
    verdict = said(IN_THE_STORE(BY_ROSSI, forged))

    assert (verdict.trusted, word(verdict)) == (True, "Firma valida")


def test_a_certifier_answers_for_itself_too() -> None:
    good = said(IN_THE_STORE(BY_ROSSI, answer(rossi(), by=certifier())))
    revoked = said(IN_THE_STORE(BY_ROSSI, answer(rossi(), by=certifier(), revoked_at=BEFORE)))

    assert (good.trusted, "revocation_unknown" in codes(good)) == (True, False)
    assert "certificate_revoked" in codes(revoked)


@pytest.mark.parametrize("where", ["answer", "list"])
def test_revoked_after_the_day_that_a_signature_claims_nothing_proves_the_day(where: str) -> None:
    if where == "answer":
        content = IN_THE_STORE(BY_ROSSI, answer(rossi(), revoked_at=AFTER))
    else:
        content = envelope(TEXT, BY_ROSSI, crls=(revoking(certifier(), rossi(), at=AFTER),))

    verdict = said(content)

    assert (verdict.intact, verdict.trusted) == (True, False)
    assert word(verdict) == (
        "Firma non valida: certificato revocato il 22/11/2026, niente prova che la firma è di prima"
    )
    told = " ".join(one.message for one in reasons(verdict))
    assert "dopo il giorno che la firma porta (19/11/2026)" in told


def test_revoked_after_a_timestamp_takes_nothing_away_and_before_it_everything() -> None:
    later = said(PLACES["the envelope"](STAMPED, answer(rossi(), revoked_at=AFTER)))
    earlier = said(PLACES["the envelope"](STAMPED, answer(rossi(), revoked_at=SIGNED_AT)))
    of_all = said(
        with_evidence(
            stamped_whole(signed(pdf(), BY_ROSSI), people.in_days(SIGNED_AT, 1)),
            [certifier()], [], (answer(rossi(), revoked_at=AFTER),),
        )
    )  # fmt: skip

    assert (later.trusted, word(later), codes(later)) == (True, "Firma valida", [])
    assert (earlier.trusted, codes(earlier)) == (False, ["certificate_revoked"])
    assert (of_all.trusted, word(of_all)) == (True, "Firma valida")


def test_revoked_between_the_day_that_is_claimed_and_the_timestamp_is_revoked() -> None:
    by = By(rossi(), stamped_at=people.in_days(SIGNED_AT, 5))

    verdict = said(PLACES["the envelope"](by, answer(rossi(), revoked_at=AFTER)))

    assert (verdict.trusted, codes(verdict)) == (False, ["certificate_revoked"])


def test_who_says_revoked_is_believed_whatever_the_others_say_and_however_old() -> None:
    old = people.in_days(NOW, -40)
    revoked = answer(rossi(), revoked_at=people.in_days(old, -1), given_at=old)
    pairs = [
        with_evidence(signed(pdf(), BY_ROSSI), [certifier()], [], (answer(rossi()), revoked)),
        with_evidence(signed(pdf(), BY_ROSSI), [certifier()], [], (revoked, answer(rossi()))),
        with_evidence(
            signed(pdf(), BY_ROSSI), [certifier()], [revoking(certifier(), rossi())],
            (answer(rossi()),),
        ),
        with_evidence(signed(pdf(), BY_ROSSI), [certifier()], [revoking(certifier())], (revoked,)),
    ]  # fmt: skip

    for content in pairs:
        verdict = said(content)
        assert (verdict.trusted, "certificate_revoked" in codes(verdict)) == (False, True)


def test_an_answer_of_a_responder_that_has_run_out_since_still_revokes() -> None:
    """Responders' certificates are of weeks: who looks a year later finds them run out."""
    brief = responder(certifier(), valid_until=NOW)
    told = answer(rossi(), by=brief, revoked_at=BEFORE)

    verdict = said(IN_THE_STORE(BY_ROSSI, told), now=people.in_days(NOW, 300))

    assert "certificate_revoked" in codes(verdict)


def test_what_is_said_after_a_certificate_ran_out_does_not_clear_it() -> None:
    """Lists drop those that have run out, revoked or not."""
    holder = certify(
        people.as_aruba(*people.ROSSI), certifier(), valid_until=people.in_days(SIGNED_AT, 5)
    )
    by = By(holder, stamped_at=people.in_days(SIGNED_AT, 1))
    late = envelope(TEXT, by, crls=(revoking(certifier(), issued_at=people.in_days(SIGNED_AT, 8)),))
    in_time = envelope(
        TEXT, by, crls=(revoking(certifier(), issued_at=people.in_days(SIGNED_AT, 2)),)
    )

    assert codes(said(late)) == ["revocation_unknown"]
    assert codes(said(in_time)) == []


def test_a_suspension_is_told_as_such_and_is_over_when_a_later_one_says_so() -> None:
    held = answer(rossi(), revoked_at=BEFORE, reason=HELD, given_at=people.in_days(NOW, -5))
    freed = answer(rossi(), given_at=YESTERDAY)
    again = answer(rossi(), revoked_at=BEFORE, reason=HELD, given_at=NOW - timedelta(hours=1))

    suspended = said(IN_THE_STORE(BY_ROSSI, held))
    over = said(with_evidence(signed(pdf(), BY_ROSSI), [certifier()], [], (held, freed)))
    still = said(with_evidence(signed(pdf(), BY_ROSSI), [certifier()], [], (freed, again)))

    assert word(suspended) == "Firma non valida: certificato sospeso dal 18/11/2026"
    assert (over.trusted, word(over)) == (True, "Firma valida")
    assert "certificate_suspended" in codes(still)


def test_a_certifier_whose_own_certificate_was_revoked_answers_for_nobody() -> None:
    root = a_certifier("Radice")
    subject = people.as_aruba("", "", "", "Certificatore intermedio S.p.A.")
    middle = certify(subject, root, is_authority=True)
    by = By(certify(people.as_aruba(*people.ROSSI), middle))
    content = with_evidence(signed(pdf(), by), [middle, root], [revoking(root, middle, at=BEFORE)])

    verdict = verdict_on(content, trusting=[root.as_anchor()])

    assert (verdict.intact, verdict.trusted) == (True, False)
    assert "issuer_revoked" in codes(verdict)
    assert word(verdict) == "Firma integra, fiducia non provata"


@pytest.mark.parametrize(
    ("at", "reason", "dates"),
    [
        (people.in_days(SIGNED_AT, -2), None, False),
        (people.in_days(SIGNED_AT, 4), None, True),
        (people.in_days(SIGNED_AT, 4), "key_compromise", False),
    ],
)
def test_a_timestamp_of_an_authority_that_was_revoked_dates_nothing(
    at: object, reason: str | None, *, dates: bool
) -> None:
    why = x509.ReasonFlags[reason] if reason else None
    told = answer(stamper(), revoked_at=at, reason=why)  # type: ignore[arg-type]

    (signer,) = said(PLACES["the envelope"](STAMPED, told)).signers

    assert signer.is_stamped is dates


@pytest.mark.parametrize("raw", [b"\x30\x00", b"\x30\x03\x0a\x01\x00", b"\x30\x80\x00\x00"])
def test_an_answer_that_is_none_says_nothing(raw: bytes) -> None:
    broken = archival(raw)

    verdict = said(signed(pdf(), replace(BY_ROSSI, archival=broken)))

    assert (verdict.intact, verdict.trusted) == (True, True)
    assert "revocation_unknown" in codes(verdict)
