"""What cannot be copied: signed files go in whole, what is shut too, what is lost is told."""

import hashlib
import io

import pytest
from pikepdf import Dictionary, Name, String
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from registry.platform.contained import scratch
from registry.platform.dossiers import Entry, Outcome, making
from registry.platform.errors import InvalidInput
from registry.platform.pdf import NoLibreOffice, find_office
from tests.dossiers import documents as papers
from tests.dossiers.bound import COVER, dossier
from tests.gate import papers as files

pytestmark = pytest.mark.xdist_group("dossiers")


async def test_a_signed_pdf_is_attached_as_it_is_and_still_verifies() -> None:
    signed = papers.signed(papers.pdf("Protocollo d'intesa"), "Mario Rossi")

    made = await dossier(("atto.pdf", signed))

    assert made.attached() == {"001 - atto.pdf": signed}
    assert made.outcomes == [Outcome.SIGNED]
    [signature] = PdfFileReader(io.BytesIO(made.attached()["001 - atto.pdf"])).embedded_signatures
    nobody = ValidationContext(trust_roots=[], allow_fetching=False)
    status = await async_validate_pdf_signature(signature, nobody)
    assert status.intact
    assert status.coverage is SignatureCoverageLevel.ENTIRE_FILE


async def test_a_page_says_what_is_attached_whose_names_it_carries_and_its_sum() -> None:
    envelope = papers.enveloped(papers.pdf("Adesione"), "Anna Bianchi")

    made = await dossier(("adesione.pdf.p7m", envelope))

    assert made.attached() == {"001 - adesione.pdf.p7m": envelope}
    page = made.texts[1]
    assert hashlib.sha256(envelope).hexdigest() in page
    assert "Anna Bianchi" in page
    assert "non è verificato" in " ".join(page.split())
    assert "allegato intero" in " ".join(made.texts[0].split())
    spec = made.pdf.root_object["/AF"][0].get_object()  # type: ignore[index]
    assert spec["/AFRelationship"] == "/Source"


async def test_what_asks_for_a_password_is_attached_shut_as_it_is() -> None:
    shut = papers.encrypted(papers.pdf("segreto"), user="x")
    forbidden = papers.encrypted(papers.pdf("da non copiare"), user="")

    made = await dossier(("a.pdf", shut), ("b.pdf", forbidden))

    assert made.outcomes == [Outcome.ENCRYPTED, Outcome.RESTRICTED]
    assert list(made.attached().values()) == [shut, forbidden]
    assert "password" in made.texts[1]
    assert "vietato la copia" in " ".join(made.texts[2].split())


async def test_what_does_not_open_is_listed_with_the_reason_and_the_others_are_there() -> None:
    good = papers.pdf("buono")
    cut = papers.without_its_end(papers.pdf(*"abcdef"))

    made = await dossier(
        ("a.pdf", good), ("b.pdf", cut), ("c.pdf", papers.pdf(changes=(papers.without_pages,))),
        ("d.pdf", b""), ("e.pdf", papers.pdf("x", "y", changes=(papers.turning,))),
        ("f.pdf", good),
    )  # fmt: skip

    assert made.outcomes[0] is made.outcomes[5] is Outcome.PAGES
    assert set(made.outcomes[1:5]) <= {Outcome.DAMAGED, Outcome.PARTIAL, Outcome.EMPTY}
    assert [told.page for told in made.documents] == [2, 0, 0, 0, 0, 3]
    assert "danneggiato" in made.texts[0] or "interrotto" in made.texts[0]
    assert made.attached() == {}


async def test_a_table_of_objects_that_is_not_where_it_says_is_mended_and_told() -> None:
    broken = papers.pointing_elsewhere(papers.pdf("prima", "seconda"))

    made = await dossier(("a.pdf", broken))

    assert made.outcomes == [Outcome.MENDED]
    assert [text.splitlines()[0] for text in made.texts[1:]] == ["prima", "seconda"]
    assert "riparato" in made.texts[0]


async def test_two_files_of_the_same_name_are_two_attachments() -> None:
    one, two = (papers.enveloped(papers.pdf(name), name) for name in ("Uno", "Due"))

    made = await dossier(("atto.pdf.p7m", one), ("atto.pdf.p7m", two))

    assert made.attached() == {"001 - atto.pdf.p7m": one, "002 - atto.pdf.p7m": two}


async def test_a_signed_file_that_carries_a_program_is_not_carried_on() -> None:
    program = papers.enveloped(b"MZ" + bytes(99), "Mario Rossi")
    action = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    acting = papers.signed(
        papers.pdf("x", changes=(lambda pdf: pdf.Root.update(Dictionary(OpenAction=action)),)),
        "Mario Rossi",
    )

    made = await dossier(("a.exe.p7m", program), ("b.pdf", acting), ("c.pdf.exe", papers.pdf("y")))

    assert made.outcomes[:2] == [Outcome.REFUSED, Outcome.REFUSED]
    assert made.attached() == {}


@pytest.mark.libreoffice
@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
async def test_a_word_document_goes_in_by_its_pages() -> None:
    document = files.word()

    made = await dossier(("accordo.docx", document))

    assert made.outcomes == [Outcome.PAGES]
    assert files.WORDS in " ".join(made.texts[1].split())
    assert made.documents[0].sha256 == hashlib.sha256(document).hexdigest()


async def test_without_libreoffice_a_word_document_is_attached_and_the_page_says_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def missing(_docx: bytes, *, to_keep: bool) -> bytes:
        raise NoLibreOffice

    monkeypatch.setattr(making, "to_pdf_async", missing)
    document = files.word()

    made = await dossier(("accordo.docx", document))

    assert made.outcomes == [Outcome.UNCONVERTED]
    assert made.attached() == {"001 - accordo.docx": document}
    assert "LibreOffice" in made.texts[1]


async def test_what_the_archive_has_lost_is_told() -> None:
    content = papers.pdf("altro")
    entries = [Entry(title="Atto", name="a.pdf", content=content, sha256="0" * 64)]

    with scratch() as output:
        told = await making.make(COVER, entries, output)

    assert [one.outcome for one in told.documents] == [Outcome.MISSING]


async def test_a_dossier_of_nothing_or_of_too_much_is_refused() -> None:
    entry = Entry(title="Atto", name="a.pdf", content=b"")

    with scratch() as output:
        with pytest.raises(InvalidInput, match="da 1 a"):
            await making.make(COVER, [], output)
        with pytest.raises(InvalidInput, match="da 1 a"):
            await making.make(COVER, [entry] * (making.MOST_DOCUMENTS + 1), output)
