"""CAdES envelopes: every form in which offices send them, and what is wrong with some."""

import base64
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from registry.platform.signatures import verify
from tests.signatures import people
from tests.signatures.asking import NOW, codes, names, verdict_on
from tests.signatures.envelopes import TEXT, By, dated, envelope, in_ber, in_pem
from tests.signatures.pdfs import pdf, signed
from tests.signatures.people import SIGNED_AT, certifier, certify, rossi, verdi

BY_ROSSI, BY_VERDI = By(rossi()), By(verdi())


async def test_a_signed_envelope_tells_who_when_and_for_whom() -> None:
    verdict = await verify(envelope(TEXT, BY_ROSSI))

    (signer,) = verdict.signers
    assert (verdict.format, verdict.signed, verdict.intact) == ("cades", True, True)
    assert (verdict.covers_whole_file, verdict.modified_after_signing) == (True, False)
    assert (signer.name, signer.tax_code) == ("ROSSI MARIO", "RSSMRA80A01D150S")
    assert (signer.organisation, signer.signed_at) == ("COMUNE DI CREMONA", SIGNED_AT)
    assert (verdict.trusted, signer.trusted, codes(verdict)) == (None, None, [])


@pytest.mark.parametrize(
    "packed",
    [
        lambda der: der,
        in_ber,
        in_pem,
        lambda der: in_pem(der, "CMS"),
        base64.encodebytes,
        base64.b64encode,
        lambda der: b"\r\n" + base64.b64encode(der),
        lambda der: in_pem(in_ber(der)),
        lambda der: b'MIME-Version: 1.0\nContent-Type: application/pkcs7-mime;\n name="a.p7m"\n\n'
        + base64.encodebytes(der),
        lambda der: der + b"\r\n",
    ],
    ids=["DER", "BER", "PEM", "PEM of CMS", "base64", "base64 in a line", "base64 after a blank",
         "BER in PEM", "message", "with a new line"],
)  # fmt: skip
def test_however_an_envelope_is_packed_it_says_the_same(packed: object) -> None:
    verdict = verdict_on(packed(envelope(TEXT, BY_ROSSI)))  # type: ignore[operator]

    assert (verdict.intact, verdict.covers_whole_file, codes(verdict)) == (True, True, [])
    assert names(verdict) == ["ROSSI MARIO"]


def test_each_of_two_signers_side_by_side_is_told() -> None:
    verdict = verdict_on(envelope(TEXT, BY_ROSSI, BY_VERDI))

    assert set(names(verdict)) == {"ROSSI MARIO", "ELENA VERDI"}
    assert verdict.intact


def test_one_wrong_signer_does_not_touch_the_other() -> None:
    verdict = verdict_on(envelope(TEXT, BY_ROSSI, replace(BY_VERDI, key_of=rossi())))

    assert {one.name: one.intact for one in verdict.signers} == {
        "ROSSI MARIO": True, "ELENA VERDI": False,
    }  # fmt: skip
    assert not verdict.intact


def test_who_countersigns_is_a_signer_of_the_signature() -> None:
    verdict = verdict_on(envelope(TEXT, replace(BY_ROSSI, countersigned=(BY_VERDI,))))

    assert names(verdict) == ["ROSSI MARIO", "ELENA VERDI"]
    assert [one.countersigns for one in verdict.signers] == ["", "ROSSI MARIO"]
    assert verdict.intact


def test_a_countersignature_of_something_else_is_not_intact() -> None:
    theirs = envelope(b"altro", replace(BY_ROSSI, countersigned=(BY_VERDI,)))
    ours = envelope(TEXT, replace(BY_ROSSI, countersigned=(By(verdi(), key_of=rossi()),)))

    assert verdict_on(theirs).intact
    assert [one.intact for one in verdict_on(ours).signers] == [True, False]


def test_an_envelope_in_an_envelope_tells_the_signers_of_both() -> None:
    inner = envelope(TEXT, BY_ROSSI)

    for outer in (envelope(inner, BY_VERDI), in_ber(envelope(in_ber(inner), BY_VERDI))):
        verdict = verdict_on(outer)
        assert names(verdict) == ["ELENA VERDI", "ROSSI MARIO"]
        assert verdict.intact


def test_an_inner_envelope_that_was_changed_makes_the_file_not_intact() -> None:
    inner = envelope(TEXT, BY_ROSSI, says_content=TEXT.replace(b"Cremona", b"Mantova"))

    verdict = verdict_on(envelope(inner, BY_VERDI))

    assert [one.intact for one in verdict.signers] == [True, False]
    assert (verdict.intact, verdict.modified_after_signing) == (False, True)


def test_a_signed_pdf_in_an_envelope_tells_the_signers_of_both() -> None:
    verdict = verdict_on(envelope(signed(pdf(), BY_ROSSI), BY_VERDI))

    assert (verdict.format, names(verdict)) == ("cades", ["ELENA VERDI", "ROSSI MARIO"])
    assert (verdict.intact, verdict.covers_whole_file) == (True, True)


@pytest.mark.parametrize(("layers", "is_looked_at"), [(5, True), (6, False)])
def test_five_envelopes_are_opened_and_no_more(layers: int, is_looked_at: bool) -> None:
    content = TEXT
    for _layer in range(layers):
        content = envelope(content, BY_ROSSI)

    verdict = verdict_on(content)

    assert (len(verdict.signers), verdict.intact) == (5, is_looked_at)
    assert ("too_deep" in codes(verdict)) is not is_looked_at


def test_a_detached_signature_is_held_against_the_document_beside_it() -> None:
    detached = envelope(TEXT, BY_ROSSI, is_detached=True)

    verdict = verdict_on(detached, TEXT)

    assert (verdict.intact, verdict.covers_whole_file, codes(verdict)) == (True, True, [])


def test_of_several_documents_beside_it_the_one_that_was_signed_is_found() -> None:
    detached = envelope(TEXT, BY_ROSSI, is_detached=True)

    assert verdict_on(detached, b"verbale", TEXT).intact
    assert codes(verdict_on(detached, b"verbale", b"delibera")) == ["content_missing"]


def test_a_document_beside_that_was_changed_is_told() -> None:
    verdict = verdict_on(envelope(TEXT, BY_ROSSI, is_detached=True), TEXT + b" ")

    assert (verdict.intact, verdict.modified_after_signing) == (False, True)
    assert codes(verdict) == ["content_changed"]


def test_a_detached_signature_alone_says_what_it_wants() -> None:
    verdict = verdict_on(envelope(TEXT, BY_ROSSI, is_detached=True))

    assert (verdict.signed, verdict.intact, names(verdict)) == (True, False, ["ROSSI MARIO"])
    assert codes(verdict) == ["content_missing"]
    assert verdict.wanted.startswith("sha256:")


@pytest.mark.parametrize("digest", ["sha256", "sha384", "sha512"])
@pytest.mark.parametrize("kind", ["ecdsa", "rsa", "pss"])
def test_every_way_of_signing_that_is_good_today(kind: str, digest: str) -> None:
    key = people.on_a_curve() if kind == "ecdsa" else people.of_rsa()
    holder = certify(people.as_aruba(*people.ROSSI), certifier(), key=key)

    verdict = verdict_on(envelope(TEXT, By(holder, digest=digest, is_pss=kind == "pss")))

    assert (verdict.intact, codes(verdict)) == (True, [])


@pytest.mark.parametrize(("digest", "name"), [("sha1", "SHA-1"), ("md5", "MD5")])
def test_what_protects_no_longer_is_told(digest: str, name: str) -> None:
    holder = certify(people.as_aruba(*people.ROSSI), certifier(), key=people.of_rsa())

    verdict = verdict_on(
        envelope(TEXT, By(holder, digest=digest)), trusting=[certifier().as_anchor()]
    )

    (signer,) = verdict.signers
    assert (verdict.intact, verdict.trusted) == (True, False)
    assert [fact.words for fact in signer.facts if fact.code == "weak_digest"] == [{"kind": name}]


def test_a_short_key_is_told() -> None:
    holder = certify(people.as_aruba(*people.ROSSI), certifier(), key=people.of_rsa(1024))

    assert codes(verdict_on(envelope(TEXT, By(holder)))) == ["weak_key"]


def test_a_signature_without_attributes_is_of_the_content_itself() -> None:
    assert verdict_on(envelope(TEXT, replace(BY_ROSSI, has_attributes=False))).intact
    changed = envelope(TEXT, replace(BY_ROSSI, has_attributes=False), says_content=b"altro")
    assert not verdict_on(changed).intact


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (envelope(TEXT, BY_ROSSI, says_content=TEXT + b" "), "content_changed"),
        (envelope(TEXT, replace(BY_ROSSI, key_of=verdi())), "signature_wrong"),
        (envelope(TEXT, replace(BY_ROSSI, says_certificate=verdi())), "other_certificate"),
        (envelope(TEXT, BY_ROSSI, with_certificates=False), "certificate_missing"),
    ],
)
def test_what_is_wrong_with_a_signature_is_told_by_its_name(wrong: bytes, code: str) -> None:
    verdict = verdict_on(wrong)

    assert (verdict.signed, verdict.intact, verdict.signers[0].intact) == (True, False, False)
    assert codes(verdict) == [code]


def test_of_every_byte_of_the_content_that_changes_the_signature_tells() -> None:
    whole = envelope(TEXT, BY_ROSSI)
    start = whole.index(TEXT)

    for at in range(start, start + len(TEXT), 7):
        changed = bytearray(whole)
        changed[at] ^= 1
        assert codes(verdict_on(bytes(changed))) == ["content_changed"]


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (datetime(2034, 6, 1, tzinfo=UTC), "certificate_expired"),
        (datetime(2023, 6, 1, tzinfo=UTC), "certificate_not_yet_valid"),
    ],
)
def test_a_certificate_that_was_not_good_when_they_signed_is_told(at: datetime, code: str) -> None:
    verdict = verdict_on(envelope(TEXT, replace(BY_ROSSI, at=at)), now=at)

    assert (verdict.intact, codes(verdict)) == (True, [code])
    assert verdict.signers[0].facts[0].words["signed_on"] == f"{at:%d/%m/%Y}"


def test_a_signature_of_tomorrow_is_told() -> None:
    late = people.in_days(NOW, 40)

    assert codes(verdict_on(envelope(TEXT, replace(BY_ROSSI, at=late)))) == ["signed_in_the_future"]


def test_a_signature_without_a_time_has_none() -> None:
    verdict = verdict_on(envelope(TEXT, replace(BY_ROSSI, at=None)))

    assert (verdict.intact, verdict.signers[0].signed_at) == (True, None)


def test_a_certificate_for_something_else_is_told() -> None:
    holder = certify(people.as_aruba(*people.ROSSI), certifier(), signs=False)

    assert codes(verdict_on(envelope(TEXT, By(holder)))) == ["certificate_not_for_signing"]


def test_bytes_after_an_envelope_are_told() -> None:
    verdict = verdict_on(envelope(TEXT, BY_ROSSI) + b"MZ and a program")

    assert (verdict.intact, verdict.covers_whole_file) == (True, False)
    assert codes(verdict) == ["trailing_bytes"]


def test_an_envelope_dated_whole_is_opened() -> None:
    verdict = verdict_on(dated(envelope(TEXT, BY_ROSSI), SIGNED_AT))

    assert (verdict.format, verdict.intact, names(verdict)) == ("cades", True, ["ROSSI MARIO"])


def test_a_date_of_something_else_is_told() -> None:
    whole = dated(envelope(TEXT, BY_ROSSI), SIGNED_AT)
    changed = whole.replace(TEXT, TEXT.replace(b"Cremona", b"Mantova"))

    assert codes(verdict_on(changed)) == ["timestamp_wrong", "content_changed"]


def test_a_thousand_signers_are_told_in_good_time_and_no_more() -> None:
    # One key for all: it is the reading that is tried, not the making.
    many = [By(rossi()) for _one in range(1001)]

    verdict = verdict_on(envelope(TEXT, *many))

    assert (len(verdict.signers), codes(verdict)) == (1000, ["too_many_signers"])
    assert all(one.intact for one in verdict.signers)
    assert not verdict.intact
