"""Who signed, and whether anybody who is trusted here answers for them (CAD, art. 24)."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from registry.platform.i18n import speaking
from registry.platform.signatures import Verdict, reasons, standing
from registry.platform.statuses import status
from tests.signatures import people
from tests.signatures.asking import NOW, codes, verdict_on
from tests.signatures.envelopes import TEXT, By, envelope
from tests.signatures.pdfs import How, pdf, signed, with_evidence
from tests.signatures.people import (
    SIGNED_AT,
    Holder,
    a_certifier,
    certifier,
    certify,
    rossi,
    verdi,
)

TRUSTED = [certifier().as_anchor()]
EARLY = datetime(2026, 11, 1, tzinfo=UTC)
YESTERDAY = people.in_days(NOW, -1)
AS_ROSSI = people.as_aruba(*people.ROSSI)


def revoking(
    by: Holder, *revoked: Holder, at: datetime = EARLY, issued_at: datetime = YESTERDAY
) -> bytes:
    """A list of revoked certificates of this certifier, good for thirty days."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(by.certificate.subject)
        .last_update(issued_at)
        .next_update(people.in_days(issued_at, 30))
    )
    for one in revoked:
        serial = one.certificate.serial_number
        row = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(at).build()
        builder = builder.add_revoked_certificate(row)
    return builder.sign(by.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def word(verdict: Verdict) -> str:
    """What a page says of the first who signed."""
    key, detail = standing(verdict.signers[0])
    with speaking("it"):
        return status(key).says(detail)


def test_without_anchors_nothing_is_said_of_trust_and_never_that_it_is_valid() -> None:
    verdict = verdict_on(envelope(TEXT, By(rossi())))

    assert (verdict.trusted, verdict.signers[0].trusted) == (None, None)
    assert word(verdict) == "Firma integra, fiducia non valutata"


def test_valid_is_said_where_somebody_trusted_answers_and_nothing_was_revoked() -> None:
    content = envelope(TEXT, By(rossi()), crls=(revoking(certifier()),))

    verdict = verdict_on(content, trusting=TRUSTED)

    assert (verdict.trusted, codes(verdict), word(verdict)) == (True, [], "Firma valida")


def test_that_a_revocation_would_not_be_seen_is_said() -> None:
    verdict = verdict_on(envelope(TEXT, By(rossi())), trusting=TRUSTED)

    assert (verdict.trusted, codes(verdict)) == (True, ["revocation_unknown"])


def test_of_somebody_whom_no_one_here_knows_trust_is_not_proved() -> None:
    stranger = certify(AS_ROSSI, a_certifier("Ignoto"))

    verdict = verdict_on(envelope(TEXT, By(stranger)), trusting=TRUSTED)

    assert (verdict.intact, verdict.trusted) == (True, False)
    assert codes(verdict) == ["unknown_issuer"]
    assert word(verdict) == "Firma integra, fiducia non provata"


def test_who_certifies_themselves_is_known_to_no_one() -> None:
    verdict = verdict_on(envelope(TEXT, By(certify(AS_ROSSI))), trusting=TRUSTED)

    assert (verdict.intact, verdict.trusted, codes(verdict)) == (True, False, ["unknown_issuer"])


def test_a_certifier_of_the_same_name_with_another_key_is_another() -> None:
    forged = certify(AS_ROSSI, a_certifier())

    verdict = verdict_on(envelope(TEXT, By(forged)), trusting=TRUSTED)

    assert (verdict.intact, verdict.trusted) == (True, False)
    assert codes(verdict) in (["certificate_chain"], ["unknown_issuer"])


def test_between_the_anchor_and_who_signed_others_may_stand_where_they_came_along() -> None:
    root = a_certifier("Radice")
    middle = certify(
        {**people.as_aruba("", "", "", "Certificatore di Prova S.p.A.")}, root, is_authority=True
    )
    signer = By(certify(AS_ROSSI, middle))

    whole = verdict_on(envelope(TEXT, signer), trusting=[root.as_anchor()])
    alone = replace(signer, holder=replace(signer.holder, above=None))
    broken = verdict_on(envelope(TEXT, alone), trusting=[root.as_anchor()])

    assert (whole.trusted, broken.trusted) == (True, False)
    assert codes(broken) == ["unknown_issuer"]


def test_who_is_no_authority_certifies_nobody() -> None:
    under_rossi = certify(people.as_infocert(*people.VERDI), rossi())

    verdict = verdict_on(envelope(TEXT, By(under_rossi)), trusting=TRUSTED)

    assert (verdict.intact, verdict.trusted) == (True, False)
    assert codes(verdict) == ["certificate_chain"]


@pytest.mark.parametrize("in_a_pdf", [False, True])
def test_a_signature_with_a_revoked_certificate_is_as_if_not_given(*, in_a_pdf: bool) -> None:
    crl = revoking(certifier(), rossi())
    content = (
        with_evidence(signed(pdf(), By(rossi())), [certifier()], [crl])
        if in_a_pdf
        else envelope(TEXT, By(rossi()), crls=(crl,))
    )

    verdict = verdict_on(content, trusting=TRUSTED)

    assert (verdict.intact, verdict.trusted) == (True, False)
    assert "certificate_revoked" in codes(verdict)
    assert word(verdict) == "Firma non valida: certificato revocato il 01/11/2026"
    told = " ".join(one.message for one in reasons(verdict))
    assert "è come se non avesse firmato: serve una nuova firma" in told


def test_a_revocation_after_a_trusted_timestamp_takes_nothing_from_the_signature() -> None:
    crl = revoking(certifier(), rossi(), at=people.in_days(SIGNED_AT, 3))
    stamped = By(rossi(), stamped_at=people.in_days(SIGNED_AT, 1))

    dated = verdict_on(envelope(TEXT, stamped, crls=(crl,)), trusting=TRUSTED)
    undated = verdict_on(envelope(TEXT, By(rossi()), crls=(crl,)), trusting=TRUSTED)

    assert (dated.trusted, undated.trusted) == (True, False)
    assert codes(undated) == ["certificate_revoked_since"]


def test_an_old_list_still_tells_who_was_revoked_and_no_longer_who_was_not() -> None:
    old = people.in_days(EARLY, 1)
    of_rossi, of_nobody = (revoking(certifier(), *who, issued_at=old) for who in ([rossi()], []))
    late = people.in_days(NOW, 400)

    revoked = verdict_on(envelope(TEXT, By(rossi()), crls=(of_rossi,)), trusting=TRUSTED, now=late)
    unknown = verdict_on(envelope(TEXT, By(rossi()), crls=(of_nobody,)), trusting=TRUSTED, now=late)

    assert codes(revoked) == ["certificate_revoked"]
    assert (unknown.trusted, codes(unknown)) == (True, ["revocation_unknown"])


def test_a_list_of_revocations_of_somebody_else_revokes_nothing() -> None:
    crl = revoking(a_certifier(), rossi())

    verdict = verdict_on(envelope(TEXT, By(rossi()), crls=(crl,)), trusting=TRUSTED)

    assert "certificate_revoked" not in codes(verdict)


EXPIRED_ON = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)


def test_a_signature_with_an_expired_certificate_is_as_if_not_given() -> None:
    holder = certify(AS_ROSSI, certifier(), valid_until=EXPIRED_ON)

    for anchors in (None, TRUSTED):
        verdict = verdict_on(envelope(TEXT, By(holder)), trusting=anchors)
        assert (verdict.intact, bool(verdict.trusted)) == (True, False)
        assert codes(verdict)[0] == "certificate_expired"
        assert word(verdict) == "Firma non valida: certificato scaduto il 18/11/2026"


def test_a_certificate_that_expired_since_needs_a_timestamp_to_prove_the_day() -> None:
    holder = certify(AS_ROSSI, certifier(), valid_until=people.in_days(SIGNED_AT, 5))
    stamped = By(holder, stamped_at=people.in_days(SIGNED_AT, 1))

    alone = verdict_on(envelope(TEXT, By(holder)), trusting=TRUSTED)
    dated = verdict_on(envelope(TEXT, stamped), trusting=TRUSTED)

    assert (alone.trusted, codes(alone)) == (False, ["certificate_expired_since"])
    assert word(alone) == "Firma integra, fiducia non provata"
    assert dated.trusted


def test_a_timestamp_of_nobody_trusted_proves_no_day() -> None:
    holder = certify(AS_ROSSI, certifier(), valid_until=people.in_days(SIGNED_AT, 5))
    own = a_certifier("Marche fatte in casa")
    theirs = certify({**AS_ROSSI}, own, stamps=True)
    stamped = By(holder, stamped_at=people.in_days(SIGNED_AT, 1), stamped_by=theirs)

    verdict = verdict_on(envelope(TEXT, stamped), trusting=TRUSTED)

    assert (verdict.trusted, verdict.signers[0].is_stamped) == (False, False)
    assert codes(verdict) == ["certificate_expired_since"]


def test_a_certificate_that_is_for_no_timestamp_makes_none() -> None:
    stamped = By(rossi(), stamped_at=people.in_days(SIGNED_AT, 1), stamped_by=verdi())

    (signer,) = verdict_on(envelope(TEXT, stamped), trusting=TRUSTED).signers

    assert not signer.is_stamped


@pytest.mark.parametrize(
    ("by", "code"),
    [
        (By(certify(AS_ROSSI, certifier(), signs=False)), "certificate_not_for_signing"),
        (By(certify(AS_ROSSI, certifier(), key=people.of_rsa(1024))), "weak_key"),
        (By(certify(AS_ROSSI, certifier(), key=people.of_rsa()), digest="sha1"), "weak_digest"),
        (By(rossi(), at=people.in_days(NOW, 30)), "signed_in_the_future"),
    ],
)
def test_what_is_weak_or_out_of_place_is_never_valid(by: By, code: str) -> None:
    verdict = verdict_on(envelope(TEXT, by), trusting=TRUSTED)

    assert (verdict.intact, verdict.trusted) == (True, False)
    assert code in codes(verdict)
    assert word(verdict) == "Firma integra, fiducia non provata"


def test_each_of_two_is_trusted_by_themselves_and_the_file_when_both_are() -> None:
    stranger = certify(people.as_infocert(*people.VERDI), a_certifier("Ignoto"))
    content = signed(signed(pdf(), By(rossi())), By(stranger), How("Firma2"))

    verdict = verdict_on(content, trusting=TRUSTED)

    assert [one.trusted for one in verdict.signers] == [True, False]
    assert verdict.trusted is False


def test_what_was_altered_is_not_trusted_whoever_signed_it() -> None:
    verdict = verdict_on(envelope(TEXT, By(rossi()), says_content=b"altro"), trusting=TRUSTED)

    assert (verdict.intact, verdict.trusted) == (False, False)
    assert word(verdict) == "Firma non valida: il contenuto è cambiato"


def test_anchors_for_timestamps_alone_certify_no_person_and_the_other_way_round() -> None:
    stamped = By(rossi(), stamped_at=people.in_days(SIGNED_AT, 1))
    of_stamps = [certifier().as_anchor(signs=False)]
    of_people = [certifier().as_anchor(stamps=False)]

    (first,) = verdict_on(envelope(TEXT, stamped), trusting=of_stamps).signers
    (second,) = verdict_on(envelope(TEXT, stamped), trusting=of_people).signers

    assert (first.trusted, first.is_stamped) == (False, True)
    assert (second.trusted, second.is_stamped) == (True, False)


@pytest.mark.parametrize(
    ("periods", "is_trusted"),
    [
        ([(EARLY, None)], True),
        ([(EARLY, people.in_days(SIGNED_AT, 1))], True),
        ([(EARLY, people.in_days(SIGNED_AT, -1))], False),
        ([(people.in_days(SIGNED_AT, 1), None)], False),
        ([], False),
    ],
)
def test_a_certifier_is_trusted_in_the_times_in_which_its_list_says_so(
    periods: list[tuple[datetime, datetime | None]], *, is_trusted: bool
) -> None:
    anchor = certifier().as_anchor(periods=periods)

    assert verdict_on(envelope(TEXT, By(rossi())), trusting=[anchor]).trusted is is_trusted
