"""What a dossier shows: every page of every document once, in order, as it was, with its stamp."""

import io
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from pypdf import PdfReader
from pypdf.generic import BooleanObject, IndirectObject

from intese.letters import example_json, generate
from registry.platform.dossiers import Outcome
from registry.platform.dossiers.inside.boxes import STRIP
from registry.platform.pdf import find_office, to_pdf
from tests.dossiers import documents as papers
from tests.dossiers.bound import COVER, dossier

pytestmark = pytest.mark.xdist_group("dossiers")


async def test_every_page_of_every_document_is_there_once_and_in_order() -> None:
    one = papers.pdf("uno A", "uno B", "uno C")
    two = papers.pdf("due A")
    three = papers.pdf("tre A", "tre B")

    made = await dossier(("uno.pdf", one), ("due.pdf", two), ("tre.pdf", three))

    own = [text.splitlines()[0] for text in made.texts[1:]]
    assert own == ["uno A", "uno B", "uno C", "due A", "tre A", "tre B"]
    assert [(told.page, told.pages) for told in made.documents] == [(2, 3), (5, 1), (6, 2)]
    assert made.told.pages == len(made.pdf.pages) == 7


async def test_a_page_that_is_twice_in_a_document_is_twice_in_the_dossier() -> None:
    def again(document: pikepdf.Pdf) -> None:
        document.Root.Pages.Kids.append(document.pages[0].obj)
        document.Root.Pages.Count = 2

    made = await dossier(("due.pdf", papers.pdf("la stessa", changes=(again,))))

    assert [text.splitlines()[0] for text in made.texts[1:]] == ["la stessa", "la stessa"]


async def test_every_page_says_of_which_dossier_and_document_it_is_and_how_many_there_are() -> None:
    made = await dossier(("a.pdf", papers.pdf("A")), ("b.pdf", papers.pdf("B", "C")))

    ends = ["pag. 1 di 4", "doc. 1 · pag. 2 di 4", "doc. 2 · pag. 3 di 4", "doc. 2 · pag. 4 di 4"]
    for text, end in zip(made.texts, ends, strict=True):
        assert end in text
        assert COVER.title in text
    assert made.pdf.page_labels == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("turn", "media", "crop", "grown"),
    [
        (0, [0, 0, 595, 842], None, [0, -STRIP, 595, 842]),
        (90, [0, 0, 595, 842], None, [0, 0, 595 + STRIP, 842]),
        (180, [0, 0, 595, 842], None, [0, 0, 595, 842 + STRIP]),
        (270, [0, 0, 595, 842], None, [-STRIP, 0, 595, 842]),
        (-90, [0, 0, 595, 842], None, [-STRIP, 0, 595, 842]),
        (0, [0, 0, 842, 1191], None, [0, -STRIP, 842, 1191]),
        (0, [0, 0, 595, 842], [50, 60, 500, 700], [50, 60 - STRIP, 500, 700]),
        (90, [0, 0, 595, 842], [50, 60, 500, 700], [50, 60, 500 + STRIP, 700]),
        (0, [595, 842, 0, 0], [-100, -100, 9999, 300], [0, -STRIP, 595, 300]),
        (45, [0, 0, 595, 842], [900, 900, 999, 999], [0, -STRIP, 595, 842]),
    ],
)
async def test_the_stamp_has_a_strip_of_its_own_below_what_the_page_shows(
    turn: int, media: list[int], crop: list[int] | None, grown: list[float]
) -> None:
    boxes = {"Rotate": turn, "MediaBox": Array(media), **({"CropBox": Array(crop)} if crop else {})}
    page = papers.pdf("testo", changes=(papers.on_first_page(**boxes),))

    made = (await dossier(("a.pdf", page))).pdf.pages[1]

    assert [float(one) for one in made.cropbox] == grown
    assert made.rotation == (turn % 360 if turn % 90 == 0 else 0)
    spots: list[tuple[str, float, float]] = []
    made.extract_text(
        visitor_text=lambda text, cm, tm, *_: spots.append(
            (text, tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5])
        )
    )
    left, low, right, top = (float(one) for one in made.cropbox)
    stamps = [(x, y) for text, x, y in spots if "pag. 2 di 2" in text]
    assert len(stamps) == 1
    x, y = stamps[0]
    assert left <= x <= right
    assert low <= y <= top
    into = {0: y - low, 90: right - x, 180: top - y, 270: x - left}[made.rotation]
    assert 0 < into < STRIP


async def test_what_stands_on_a_page_stays_where_it_was() -> None:
    page = papers.pdf("fermo")
    before = PdfReader(io.BytesIO(page)).pages[0].get_contents()

    made = (await dossier(("a.pdf", page))).pdf.pages[1]

    contents = made["/Contents"]
    assert before is not None
    assert isinstance(contents, list)
    streams = [one.get_object().get_data().strip() for one in contents]
    assert streams[:3] == [b"q", before.get_data().strip(), b"Q"]


async def test_a_page_that_leaves_open_what_it_opens_does_not_move_its_stamp() -> None:
    careless = b"q 2 0 0 2 100 100 cm q BT /F1 14 Tf 70 200 Td (storto) Tj"

    def change(document: pikepdf.Pdf) -> None:
        document.pages[0].obj.Contents = document.make_stream(careless)

    made = await dossier(("a.pdf", papers.pdf("x", changes=(change,))))

    assert "storto" in made.texts[1]
    assert "doc. 1 · pag. 2 di 2" in made.texts[1]
    assert "Whole" in str(made.pdf.pages[1]["/Resources"])


async def test_the_contents_lead_to_each_document_and_so_do_the_bookmarks() -> None:
    chapters = papers.outlined("Capitolo uno", "Capitolo due")
    one = papers.pdf("A", "B", changes=(chapters,))
    two = papers.pdf("C", "D", changes=(papers.outlined("Articolo 1", "Articolo 2"),))

    made = await dossier(("uno.pdf", one), ("due.pdf", two))

    assert made.outline() == [
        (0, "Contenuto del fascicolo", 1),
        (0, "1. Documento uno.pdf", 2), (1, "Capitolo uno", 2), (1, "Capitolo due", 3),
        (0, "2. Documento due.pdf", 4), (1, "Articolo 1", 4), (1, "Articolo 2", 5),
    ]  # fmt: skip
    links = made.notes(0)
    assert [_page(made.pdf, link["/Dest"][0]) for link in links] == [2, 4]


async def test_a_link_within_a_document_leads_to_its_page_in_the_dossier() -> None:
    def change(document: pikepdf.Pdf) -> None:
        go = Dictionary(S=Name.GoTo, D=Array([document.pages[1].obj, Name.Fit]))
        papers.noted(Dictionary(Subtype=Name.Link, A=go))(document)

    pages = papers.pdf("indice", "capitolo", changes=(change,))

    made = await dossier(("prima.pdf", papers.pdf("altro")), ("a.pdf", pages))

    [link] = made.notes(2)
    assert _page(made.pdf, link["/Dest"][0]) == 4
    assert made.what_acts() == []


async def test_names_that_are_no_unicode_as_old_programs_write_them_change_nothing() -> None:
    def change(document: pikepdf.Pdf) -> None:
        author = pikepdf.Object.parse(b"<< /Autorit#e0 (Prefettura) >>")
        document.trailer.Info = document.make_indirect(author)
        page = Array([document.pages[1].obj, Name.Fit])
        chapters = pikepdf.Object.parse(b"<< /Citt#e0 null >>")
        chapters["/Citt\udce0"] = page
        document.Root.Dests = document.make_indirect(chapters)
        for holder in (document.Root, document.pages[0].obj, document.pages[0].obj.Resources):
            holder["/Propriet\udce0"] = pikepdf.Object.parse(b"/Qualit#e0")
        papers.noted(Dictionary(Subtype=Name.Link), Dictionary(Subtype=Name.Stamp))(document)
        link, stamp = list(document.pages[0].obj.Annots)
        link.Dest, link["/Nota\udce0"] = pikepdf.Object.parse(b"/Citt#e0"), 1
        stamp.Subtype = pikepdf.Object.parse(b"/Qualit#e0")

    made = await dossier(("vecchio.pdf", papers.pdf("indice", "capitolo", changes=(change,))))

    assert made.outcomes == [Outcome.PAGES]
    assert [made.texts[n].split()[0] for n in (1, 2)] == ["indice", "capitolo"]
    [link] = made.notes(1)
    assert _page(made.pdf, link["/Dest"][0]) == 3


async def test_forms_of_the_same_fields_do_not_mix_what_was_written_in_them() -> None:
    one = papers.pdf("modulo", changes=(papers.with_field("comune", "Cremona"),))
    two = papers.pdf("modulo", changes=(papers.with_field("comune", "Crema"),))

    made = await dossier(("uno.pdf", one), ("due.pdf", two))

    assert "Cremona" in made.texts[1]
    assert "Crema" in made.texts[2].split()
    assert made.what_acts() == []


async def test_a_layer_that_was_hidden_stays_hidden() -> None:
    made = await dossier(
        ("a.pdf", papers.pdf("A")),
        ("b.pdf", papers.pdf("B", changes=(papers.with_hidden_layer,))),
    )

    layers = made.pdf.root_object["/OCProperties"]
    assert len(layers["/D"]["/OFF"]) == len(layers["/OCGs"]) == 1  # type: ignore[index]


async def test_a_remark_in_the_margin_is_still_there() -> None:
    remark = Dictionary(Subtype=Name.Text, Contents="Manca la data")

    made = await dossier(("a.pdf", papers.pdf("A", changes=(papers.noted(remark),))))

    [note] = made.notes(1)
    assert note["/Contents"] == "Manca la data"


async def test_the_same_documents_give_the_same_bytes() -> None:
    documents = (
        ("a.pdf", papers.pdf("A", "B", changes=(papers.outlined("uno", "due"),))),
        ("b.pdf.p7m", papers.enveloped(papers.pdf("B"), "Mario Rossi")),
        ("c.pdf", b"rotto"),
    )

    first, second = await dossier(*documents), await dossier(*documents)

    assert first.content == second.content


async def test_a_dossier_says_its_title_its_language_and_embeds_what_it_is_written_with() -> None:
    made = await dossier(("a.pdf", papers.pdf("A")))

    root = made.pdf.root_object
    assert str(root["/Lang"]) == "it-IT"
    assert made.pdf.metadata is not None
    assert made.pdf.metadata.title == COVER.title
    fonts = made.pdf.pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    for font in fonts.values():
        below = font.get_object()["/DescendantFonts"][0].get_object()
        assert "/FontFile2" in below["/FontDescriptor"]


@pytest.mark.libreoffice
@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
async def test_who_reads_with_the_voice_finds_each_document_under_its_title() -> None:
    letters = [to_pdf(generate(kind, example_json(kind))[1]) for kind in ("scheda", "scheda")]

    made = await dossier(("uno.pdf", letters[0]), ("due.pdf", letters[1]))

    root: Any = made.pdf.root_object
    [whole] = root["/StructTreeRoot"]["/K"]
    parts = [part.get_object() for part in whole.get_object()["/K"]]
    assert [part.get("/T") for part in parts] == [None, "Documento uno.pdf", "Documento due.pdf"]
    assert root["/MarkInfo"]["/Marked"] == BooleanObject(True)
    spoken = [_told_pages(made.pdf, part) for part in parts]
    assert spoken == [{1}, {2}, {3}]
    keys = root["/StructTreeRoot"]["/ParentTree"]["/Nums"][::2]
    assert keys == sorted(set(keys))


async def test_a_dossier_of_scans_does_not_say_that_it_can_be_read_with_the_voice() -> None:
    made = await dossier(("scansione.pdf", papers.pdf("x")))

    root: Any = made.pdf.root_object
    assert root["/MarkInfo"]["/Marked"] == BooleanObject(False)


async def test_three_thousand_pages_are_three_thousand_pages() -> None:
    made = await dossier(("lungo.pdf", papers.pdf(*(f"foglio {n}" for n in range(3000)))))

    assert made.told.pages == 3001
    assert made.pdf.pages[3000].extract_text().splitlines()[0] == "foglio 2999"


async def test_a_long_list_of_contents_takes_the_pages_that_it_needs() -> None:
    page = papers.pdf("foglio")
    made = await dossier(*((f"documento numero {n} con un nome lungo.pdf", page)
                           for n in range(60)))  # fmt: skip

    first = made.documents[0].page
    assert first > 2
    assert all(f"pag. {n} di" in text for n, text in enumerate(made.texts, start=1))
    assert "segue il contenuto" in made.texts[1]
    assert all(outcome is Outcome.PAGES for outcome in made.outcomes)


def _told_pages(pdf: PdfReader, element: Any) -> set[int]:
    """On which pages is what stands below an element of the structure, from 1."""
    found: set[int] = set()
    waiting: list[tuple[Any, Any]] = [(element, None)]
    while waiting:
        one, page = waiting.pop()
        page = one.raw_get("/Pg") if "/Pg" in one else page
        kids = one.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            below = kid.get_object()
            if isinstance(below, int):
                found.add(_page(pdf, page))
            elif below.get("/Type") in ("/MCR", "/OBJR"):
                found.add(_page(pdf, below.raw_get("/Pg") if "/Pg" in below else page))
            else:
                waiting.append((below, page))
    return found


def _page(pdf: PdfReader, reference: IndirectObject) -> int:
    return (pdf.get_page_number(reference.get_object()) or 0) + 1  # type: ignore[arg-type]
