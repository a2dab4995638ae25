"""Ordinary files, as offices have them: each comes in, some with a reason to be told."""

from typing import Any

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, String

from tests.gate import papers
from tests.gate.papers import added, field, in_odt, noted, related, replaced, typed_as, written

CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
PACKAGE_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def a_sheet(kind: str = SHEET_TYPE) -> bytes:
    """A workbook, as charts carry it."""
    return papers.zipped(
        {
            "[Content_Types].xml": (
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                '<Default Extension="rels" ContentType="application/xml"/>'
                f'<Override PartName="/xl/workbook.xml" ContentType="{kind}"/></Types>'
            ).encode(),
            "_rels/.rels": (
                f'<Relationships xmlns="{PACKAGE_RELS}"><Relationship Id="r1"'
                f' Type="{papers.OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
            ).encode(),
            "xl/workbook.xml": b"<workbook/>",
        }
    )


WITH_A_CHART = (
    added("word/charts/chart1.xml", b'<c:chart xmlns:c="urn:c"/>'),
    typed_as("word/charts/chart1.xml", CHART),
    added("word/embeddings/Foglio1.xlsx", a_sheet()),
    related("../embeddings/Foglio1.xlsx", "package", mode="Internal",
            rels="word/charts/_rels/chart1.xml.rels"),
)  # fmt: skip
EQUATION = '<w:p><m:oMath xmlns:m="urn:m"><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p>'
CHANGES = ('<w:p><w:ins w:id="1" w:author="Rossi"><w:r><w:t>nuovo</w:t></w:r></w:ins>'
           '<w:del w:id="2" w:author="Rossi"><w:r><w:delText>vecchio</w:delText></w:r></w:del>'
           '<w:r><w:commentReference w:id="0"/></w:r></w:p>')  # fmt: skip
OLD_MANIFEST = b'<!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "m">'
SVG = (b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd"'
       b' [<!ENTITY ns_svg "http://www.w3.org/2000/svg">]><svg xmlns="&ns_svg;"/>')  # fmt: skip
BASIC = (b'<script:module xmlns:script="urn:s">REM *** BASIC ***\n\nSub Main\n\nEnd Sub\n'
         b"</script:module>")  # fmt: skip
LINK = Dictionary(S=Name.URI, URI=String("https://www.interno.gov.it"))
BOOKMARK = Dictionary(Type=Name.Outlines, Count=1, First=Dictionary(
    Title=String("Articolo 1"), A=Dictionary(S=Name.GoTo, D=String("a"))))  # fmt: skip


def broken_table(content: bytes) -> bytes:
    """Its table of contents points elsewhere, as after a careless edit."""
    at = content.rfind(b"startxref\n")
    return content[:at] + b"startxref\n7\n%%EOF\n"


def signed_pdf() -> bytes:
    def change(document: Pdf) -> None:
        signature = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"),
                               ByteRange=Array([0, 9, 20, 9]),
                               Contents=String("0" * 99))  # fmt: skip
        field_ = Dictionary(FT=Name.Sig, T=String("Firma1"), V=document.make_indirect(signature))
        document.Root.AcroForm = Dictionary(
            Fields=Array([document.make_indirect(field_)]), SigFlags=3
        )

    return papers.pdf(change)


def with_root(**entries: Any) -> bytes:
    return papers.pdf(lambda document: document.Root.update(Dictionary(**entries)))


ACCEPTED: dict[str, tuple[str, bytes]] = {
    "a Word document": ("accordo.docx", papers.word()),
    "a name in capitals": ("ACCORDO.DOCX", papers.word()),
    "a link to a site": ("a.docx", papers.word(related("https://www.interno.gov.it",
                                                       "hyperlink"))),
    "a link to an address of mail": ("a.docx", papers.word(related("mailto:a@b.it", "hyperlink"))),
    "a chart with its workbook": ("a.docx", papers.word(*WITH_A_CHART)),
    "an equation": ("a.docx", papers.word(written(EQUATION))),
    "changes and comments": ("a.docx", papers.word(written(CHANGES))),
    "a font of its own": ("a.docx", papers.word(added("word/fonts/font1.odttf", b"\x81" * 999))),
    "data of its own": ("a.docx", papers.word(added("customXml/item1.xml", b"<b:S xmlns:b='u'/>"))),
    "data in UTF-16": ("a.docx", papers.word(papers.encoded("docProps/core.xml", "UTF-16"))),
    "a picture from a message": ("a.docx", papers.word(field(
        'INCLUDEPICTURE "cid:image001.png@01D" ', r"\* MERGEFORMATINET"))),
    "fields of every day": ("a.docx", papers.word(field(" PAGE "), field(
        r' TOC \o "1-3" \h '), field(r' DATE \@ "dd/MM/yyyy" '), field(' REF DDE "x" '))),
    "a white page that packs a thousand times": ("a.docx", papers.word(
        added("word/media/image1.bmp", b"BM" + bytes(6_000_000)))),
    "a directory in the zip": ("a.docx", papers.word(added("word/", b""))),
    "an OpenDocument text": ("accordo.odt", papers.odt()),
    "an OpenDocument text of 2005": ("a.odt", papers.odt(replaced(
        "META-INF/manifest.xml", b"<manifest:manifest", OLD_MANIFEST + b"<manifest:manifest"))),
    "a drawing of another program": ("a.odt", papers.odt(added("Pictures/1.svg", SVG))),
    "a library of macros without macros": ("a.odt", papers.odt(
        added("Basic/Standard/Module1.xml", BASIC))),
    "a formula in a text": ("a.odt", papers.odt(
        added("Object 1/content.xml", b'<math xmlns="http://www.w3.org/1998/Math/MathML"/>'))),
    "a link in a text": ("a.odt", papers.odt(in_odt(
        '<text:p><text:a xlink:href="https://www.interno.gov.it">sito</text:a></text:p>'))),
    "an old Word document": ("accordo.doc", papers.doc()),
    "an old one with fields": ("a.doc", papers.doc("Pagina \x13 PAGE \x141\x15 di \x13 HYPERLINK"
                                                   ' "https://interno.gov.it" \x14sito\x15')),
    "an old one of the usual template": ("a.doc", papers.doc(template="Normal.dot")),
    "a PDF": ("accordo.pdf", papers.pdf()),
    "a PDF with links": ("a.pdf", papers.pdf(noted(Subtype=Name.Link, A=LINK))),
    "a PDF with bookmarks": ("a.pdf", with_root(Outlines=BOOKMARK)),
    "a PDF that opens on its first page": ("a.pdf", with_root(
        OpenAction=Dictionary(S=Name.GoTo, D=String("a")))),
    "a tagged PDF": ("a.pdf", with_root(MarkInfo=Dictionary(Marked=True), Lang=String("it-IT"),
                                        StructTreeRoot=Dictionary(Type=Name.StructTreeRoot))),
    "a form filled in": ("a.pdf", papers.pdf(papers.with_form())),
    "a PDF of packed objects": ("a.pdf", papers.pdf(
        object_stream_mode=ObjectStreamMode.generate)),
    "a PDF made for the web": ("a.pdf", papers.pdf(linearize=True)),
    "a PDF after a line of rubbish": ("a.pdf", b"\r\n\0rubbish\r\n" + papers.pdf()),
    "a signed envelope": ("accordo.pdf.p7m", papers.p7m(papers.pdf())),
    "an envelope in letters": ("accordo.pdf.p7m", papers.in_base64(papers.p7m(papers.pdf()))),
    "an envelope between dashes": ("accordo.p7m", papers.pem(papers.p7m(papers.word()))),
    "an envelope in pieces": ("accordo.docx.p7m", papers.indefinite(papers.p7m(papers.word()))),
    "an envelope of many signers": ("a.pdf.p7m", papers.p7m(papers.pdf(), signers=150)),
    "an envelope signed again": ("a.pdf.p7m.p7m", papers.p7m(papers.p7m(papers.pdf()))),
    "an envelope with a line at its end": ("a.pdf.p7m", papers.p7m(papers.pdf()) + b"\r\n"),
    "a message": ("richiesta.eml", papers.eml(("accordo.docx", papers.word()))),
    "certified mail": ("POSTA CERTIFICATA.eml", papers.pec()),
    "a message with photographs": ("m.eml", papers.eml(
        ("foto.jpg", b"\xff\xd8\xff\xe0" + b"1" * 99))),
}  # fmt: skip

TOLD: dict[str, tuple[str, str, bytes]] = {
    "the template is on somebody's disk": ("external_link", "a.docx", papers.word(related(
        "file:///C:\\Users\\Rossi\\Normal.dotm", "attachedTemplate",
        rels="word/_rels/settings.xml.rels"))),
    "the numbers of a chart are in a folder": ("external_link", "a.docx", papers.word(
        *WITH_A_CHART, related("file:///\\\\server\\dati\\a.xlsx", "oleObject",
                               rels="word/charts/_rels/chart1.xml.rels"))),
    "a link to a folder": ("external_link", "a.docx", papers.word(related(
        "file:///\\\\server\\atti\\a.docx", "hyperlink"))),
    "a link copied from a page": ("external_link", "a.docx", papers.word(related(
        "javascript:void(0)", "hyperlink"))),
    "a picture on somebody's disk": ("external_link", "a.docx", papers.word(related(
        "file:///C:\\Immagini\\stemma.png", "image"))),
    "a table linked to a workbook on a disk": ("external_link", "a.docx", papers.word(field(
        r'LINK Excel.Sheet.12 "C:\\Dati\\a.xlsx" "Foglio1!R1C1" \a \p'))),
    "a workbook": ("embedded_object", "a.docx", papers.word(
        added("word/embeddings/Foglio1.xlsx", a_sheet()))),
    "the old one's template is on a disk": ("external_link", "a.doc", papers.doc(
        template="C:\\Modelli\\lettera.dot")),
    "the text's template": ("external_link", "a.odt", papers.odt(added(
        "meta.xml", b'<m:template xmlns:m="u" xmlns:xlink="http://www.w3.org/1999/xlink"'
                    b' xlink:href="../../modelli/lettera.ott"/>'))),
    "fields that calculate": ("active_content", "a.pdf", papers.pdf(papers.with_form(
        AA=Dictionary(K=papers.js("AFNumber_Keystroke()"))))),
    "a form with its scripts": ("active_content", "a.pdf", papers.pdf(
        papers.with_form(), papers.named_script)),
    "a form that can be sent": ("active_content", "a.pdf", papers.pdf(
        papers.with_form(A=Dictionary(S=Name.SubmitForm, F=String("https://a.example/b"))))),
    "a PDF with its data": ("embedded_object", "a.pdf", papers.pdf(papers.carrying(
        "fattura.xml", b"<fattura/>"))),
    "a PDF to be mended": ("damaged", "a.pdf", broken_table(papers.pdf())),
    "a PDF followed by zeros": ("damaged", "a.pdf", papers.pdf() + bytes(9000)),
    "a name without its type": ("extension_mismatch", "accordo", papers.pdf()),
    "a message with a workbook": ("embedded_object", "m.eml", papers.eml(("dati.xlsx", a_sheet()))),
    "a message with an unknown thing": ("embedded_object", "m.eml", papers.eml(
        ("pianta.dwg", b"AC1027\0\0\0" + bytes(range(256))))),
}  # fmt: skip
