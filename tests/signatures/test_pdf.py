"""Signed PDFs as offices have them: one who signs, several in turn, with what may come after."""

from datetime import UTC, datetime

import pytest
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigSeedSubFilter

from registry.platform.signatures import Verdict, verify
from tests.signatures import people
from tests.signatures.asking import codes, names, verdict_on
from tests.signatures.envelopes import By
from tests.signatures.pdfs import (
    A_PAGE,
    WITH_A_FIELD,
    How,
    locked,
    packed,
    pdf,
    signed,
    signed_of_old,
    stamped_whole,
    update,
    with_evidence,
    words,
)
from tests.signatures.people import SIGNED_AT, certifier, rossi, stamper, verdi

BY_ROSSI, BY_VERDI = By(rossi()), By(verdi())
SIGNED = signed(pdf(), BY_ROSSI)
SECOND = How("Firma2")
FILLED = {
    6: WITH_A_FIELD[6].replace(b"(12 mesi)", b"(24 mesi)"),
}


def _is_good(verdict: Verdict) -> bool:
    return verdict.intact and not verdict.modified_after_signing


async def test_a_signed_pdf_tells_who_when_and_for_whom() -> None:
    verdict = await verify(SIGNED)

    (signer,) = verdict.signers
    assert (verdict.format, verdict.signed, verdict.intact) == ("pades", True, True)
    assert (verdict.covers_whole_file, verdict.modified_after_signing) == (True, False)
    assert (signer.name, signer.tax_code) == ("ROSSI MARIO", "RSSMRA80A01D150S")
    assert (signer.organisation, signer.signed_at) == ("COMUNE DI CREMONA", SIGNED_AT)
    assert (signer.is_stamped, verdict.trusted, codes(verdict)) == (False, None, [])


def test_who_signs_after_another_takes_nothing_from_them() -> None:
    verdict = verdict_on(signed(SIGNED, BY_VERDI, SECOND))

    assert names(verdict) == ["ROSSI MARIO", "ELENA VERDI"]
    assert all(one.intact for one in verdict.signers)
    assert (_is_good(verdict), verdict.covers_whole_file, codes(verdict)) == (True, True, [])


def test_thirty_sign_one_after_the_other() -> None:
    content = pdf()
    for number in range(30):
        content = signed(content, BY_ROSSI, How(f"Firma{number}"))

    verdict = verdict_on(content)

    assert (len(verdict.signers), _is_good(verdict), codes(verdict)) == (30, True, [])


def test_a_signature_that_is_drawn_on_the_page_is_no_change_to_who_signed_before() -> None:
    seen = signed(SIGNED, BY_VERDI, How("Firma2", box=(72, 72, 272, 132)))

    assert _is_good(verdict_on(seen))


@pytest.mark.parametrize("form", [SigSeedSubFilter.PADES, SigSeedSubFilter.ADOBE_PKCS7_DETACHED])
def test_what_adobe_had_before_pades_is_read_as_well(form: SigSeedSubFilter) -> None:
    assert _is_good(verdict_on(signed(pdf(), BY_ROSSI, How(form=form))))


def test_what_rests_on_sha1_is_read_and_told() -> None:
    old = signed_of_old(pdf(), BY_ROSSI)

    verdict = verdict_on(old, trusting=[certifier().as_anchor()])

    assert (verdict.intact, verdict.trusted) == (True, False)
    assert verdict.signers[0].facts[0].code == "weak_digest"
    assert not verdict_on(old.replace(b"12 mesi", b"99 mesi")).intact


def test_without_a_time_in_the_signature_the_pdf_says_when() -> None:
    by, at = By(rossi(), at=None), datetime(2026, 10, 2, 8, 0, tzinfo=UTC)

    (signer,) = verdict_on(signed(pdf(), by, How(says_at=at))).signers

    assert (signer.signed_at, signer.is_stamped) == (at, False)


def test_a_timestamp_of_somebody_trusted_dates_the_signature() -> None:
    stamped = By(rossi(), stamped_at=people.in_days(SIGNED_AT, 1))

    (signer,) = verdict_on(signed(pdf(), stamped), trusting=[certifier().as_anchor()]).signers
    (unknown,) = verdict_on(signed(pdf(), stamped)).signers

    assert (signer.signed_at, signer.is_stamped) == (people.in_days(SIGNED_AT, 1), True)
    assert (unknown.signed_at, unknown.is_stamped) == (SIGNED_AT, False)


def test_a_timestamp_of_the_whole_file_dates_who_signed_before_it() -> None:
    at = people.in_days(SIGNED_AT, 2)
    whole = stamped_whole(SIGNED, at)

    verdict = verdict_on(signed(whole, BY_VERDI, SECOND), trusting=[certifier().as_anchor()])

    assert [one.is_stamped for one in verdict.signers] == [True, False]
    assert verdict.signers[0].signed_at == at
    assert _is_good(verdict)


def test_what_a_later_check_needs_may_be_added() -> None:
    kept = with_evidence(SIGNED, [rossi(), certifier()], [])

    verdict = verdict_on(kept)

    assert (_is_good(verdict), verdict.covers_whole_file) == (True, False)
    assert codes(verdict) == ["later_additions"]


def test_evidence_and_then_a_timestamp_is_how_a_file_is_kept_for_long() -> None:
    kept = stamped_whole(with_evidence(SIGNED, [rossi(), certifier(), stamper()], []), SIGNED_AT)

    assert (_is_good(verdict_on(kept)), names(verdict_on(kept))) == (True, ["ROSSI MARIO"])


def test_the_properties_of_the_file_may_change() -> None:
    with_info = {7: b"<< /Title (Protocollo) >>"}
    before = pdf({**A_PAGE, **with_info}).replace(b"/Root 1 0 R", b"/Root 1 0 R /Info 7 0 R")
    theirs = update(signed(before, BY_ROSSI), {7: b"<< /Title (Protocollo, copia) >>"})
    theirs = theirs[: theirs.rindex(b"/Root")] + theirs[theirs.rindex(b"/Root") :].replace(
        b"/Root 1 0 R", b"/Root 1 0 R /Info 7 0 R"
    )

    assert _is_good(verdict_on(theirs))


def test_a_field_that_is_filled_in_is_told_by_its_name() -> None:
    verdict = verdict_on(update(signed(pdf(WITH_A_FIELD), BY_ROSSI), FILLED))

    assert (verdict.intact, verdict.modified_after_signing) == (True, True)
    assert codes(verdict) == ["form_filled"]
    assert verdict.facts[0].words == {"fields": "Durata"}


@pytest.mark.parametrize(
    ("how", "is_intact"),
    [
        (How(allows=MDPPerm.FILL_FORMS), True),
        (How(allows=MDPPerm.NO_CHANGES), False),
        (How(locks=FieldMDPSpec(FieldMDPAction.ALL)), False),
        (How(locks=FieldMDPSpec(FieldMDPAction.INCLUDE, ["Durata"])), False),
        (How(locks=FieldMDPSpec(FieldMDPAction.INCLUDE, ["Altro"])), True),
    ],
    ids=[
        "forms may be filled in",
        "nothing may change",
        "all locked",
        "this locked",
        "other locked",
    ],
)
def test_who_signs_says_what_may_come_after(how: How, *, is_intact: bool) -> None:
    verdict = verdict_on(update(signed(pdf(WITH_A_FIELD), BY_ROSSI, how), FILLED))

    assert (verdict.intact, verdict.modified_after_signing) == (is_intact, True)
    assert ("changed_after_signing" in codes(verdict)) is not is_intact


def test_a_page_that_changes_is_told_to_who_signed_before_and_not_to_who_signs_it() -> None:
    changed = update(SIGNED, {4: words(b"Durata: 99 mesi")})

    verdict = verdict_on(signed(changed, BY_VERDI, SECOND))

    assert [one.intact for one in verdict.signers] == [False, True]
    assert codes(verdict_on(changed)) == ["changed_after_signing"]
    assert (verdict.intact, verdict.modified_after_signing) == (False, True)


def test_of_every_byte_that_is_signed_one_that_changes_is_told() -> None:
    end = SIGNED.index(b"/Contents <") if b"/Contents <" in SIGNED else 600

    for at in [*range(15, end, 97), *range(len(SIGNED) - 200, len(SIGNED) - 20, 23)]:
        changed = bytearray(SIGNED)
        changed[at] ^= 1
        verdict = verdict_on(bytes(changed))
        assert not verdict.intact, at


@pytest.mark.parametrize("content", [packed(pdf()), locked(pdf())], ids=["packed", "locked"])
def test_files_of_today_are_signed_and_added_to_like_those_of_old(content: bytes) -> None:
    """Objects in streams, as word processors write them; and only the owner may change it."""
    once = signed(content, BY_ROSSI)
    twice = signed(once, BY_VERDI, SECOND)

    for one in (once, twice):
        verdict = verdict_on(one)
        assert (_is_good(verdict), codes(verdict)) == (True, [])


def test_a_file_that_wants_a_password_says_so() -> None:
    assert codes(verdict_on(locked(pdf(), user="segreta"))) == ["encrypted"]
