"""What hides something: each is refused, with the code of its reason."""

import io
import struct
import zipfile
import zlib

from pikepdf import Array, Dictionary, Encryption, Name, ObjectStreamMode, String

from tests.gate import papers
from tests.gate.accepted import a_sheet, broken_table
from tests.gate.ole_maker import compound
from tests.gate.papers import (
    MAIN,
    TYPES,
    added,
    declaring,
    field,
    in_odt,
    noted,
    related,
    replaced,
    typed_as,
    without,
    written,
)

PLAIN, MACROS = b"wordprocessingml.document.main+xml", b"ms-word.document.macroEnabled.main+xml"
PACKAGE, UNKNOWN = "0003000C-0000-0000-C000-000000000046", "11111111-2222-3333-4444-555555555555"
EQUATION = "0002CE02-0000-0000-C000-000000000046"
MACRO_SHEET = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
VBA = compound({"VBA/dir": b"x", "VBA/ThisDocument": b"x", "PROJECT": b"x"})
OVERRUN = bytes(28) + b"\x03\x01\x01\x03\x0a" + b"\x0a\x01\x08\x5a\x5a" + b"A" * 60
BOMB = papers.deflated_zeros(101_000_000)
LAUNCH = Dictionary(S=Name.Launch, F=String("cmd.exe"))
ENTITY = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
LAUGHS = "<!DOCTYPE a [" + "".join(
    f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ah"}">' for n in range(9)) + "]>"  # fmt: skip
EXE = b"MZ" + bytes(58) + struct.pack("<I", 64) + b"PE\0\0" + bytes(99)


def zip_with(*entries: tuple[str, bytes], mode: int = 0) -> bytes:
    """A zip of these entries, names repeated and odd as they are."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in [*papers.unzipped(papers.plain_word()).items(), *entries]:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = (mode << 16) if (name, part) in entries else 0
            package.writestr(info, part)
    return made.getvalue()


def renamed_in_directory(content: bytes, old: bytes, new: bytes) -> bytes:
    """The directory says another name than the member's own header."""
    at = content.rfind(old)
    return content[:at] + new + content[at + len(old) :]


def with_size(content: bytes, size: int) -> bytes:
    """The directory and the header say that the first member is ``size`` bytes long."""
    changed = bytearray(content)
    directory = content.find(b"PK\x01\x02")
    struct.pack_into("<I", changed, directory + 24, size)
    struct.pack_into("<I", changed, 22, size)
    return bytes(changed)


def overlapping() -> bytes:
    """Many names for the same bytes, which come out once for each (F7)."""
    zeros = bytes(1_000_000)
    kernel = zlib.compress(zeros, 9)[2:-4]
    crc = zlib.crc32(zeros)
    head = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 8, 0, 33, crc, len(kernel),
                       len(zeros), 1, 0) + b"a"  # fmt: skip
    body = head + kernel
    directory = b"".join(
        struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, 0, 8, 0, 33, crc, len(kernel),
                    len(zeros), 1, 0, 0, 0, 0, 0, 0) + b"a"
        for _n in range(100)
    )  # fmt: skip
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 100, 100, len(directory), len(body), 0)
    return body + directory + end


def nested(depth: int) -> bytes:
    content = papers.pdf()
    for _n in range(depth):
        content = papers.p7m(content)
    return content


def hidden_in_a_revision() -> bytes:
    """A second revision of the page tells it to run a script when it is shown."""
    content = papers.pdf()
    page = content.rfind(b" 0 obj", 0, content.find(b"/MediaBox"))
    number = content[content.rfind(b"\n", 0, page) + 1 : page]
    start = content.find(b"<<", page)
    body = content[start : content.find(b"endobj", start)].rstrip()[:-2]
    table = int(content[content.rfind(b"startxref") + 9 :].split()[0])
    trailer = content[content.rfind(b"trailer") :].split(b">>")[0] + b"/Prev %d >>" % table
    action = b"/AA << /O << /S /Java#53cript /JS (app.alert(1)) >> >> >>"
    update = b"\n%s 0 obj\n%s%s\nendobj\n" % (number, body, action)
    place = len(content) + 1
    xref = b"xref\n%s 1\n%010d 00000 n \n" % (number, place)
    at = len(content) + len(update)
    return content + update + xref + trailer + b"\nstartxref\n%d\n%%%%EOF\n" % at


def locked(password: str) -> bytes:
    return papers.pdf(encryption=Encryption(owner="segreto", user=password))


REFUSED: dict[str, tuple[str, str, bytes]] = {
    # The file as a whole
    "nothing": ("empty", "accordo.docx", b""),
    "more than twenty megabytes": ("too_large", "a.pdf", papers.pdf() + bytes(21 * 1024**2)),
    "a program": ("wrong_type", "accordo.exe", EXE),
    "a program called .pdf": ("extension_mismatch", "accordo.pdf", EXE),
    "a text called .docx": ("wrong_type", "accordo.docx", b"soltanto testo"),
    "an archive called .docx": ("wrong_type", "a.docx", papers.zipped({"a.txt": b"un archivio"})),
    "a workbook": ("wrong_type", "a.xlsx", a_sheet()),
    "a workbook called .docx": ("extension_mismatch", "a.docx", a_sheet()),
    "a rich text called .doc": ("extension_mismatch", "a.doc", rb"{\rtf1\ansi Accordo}"),
    "a page called .doc": ("extension_mismatch", "a.doc", b"<html><body>Accordo</body></html>"),
    "a photograph": ("wrong_type", "a.jpg", b"\xff\xd8\xff\xe0" + bytes(99)),
    "a Word document called .pdf": ("extension_mismatch", "a.pdf", papers.word()),
    "a PDF called .docx": ("extension_mismatch", "a.docx", papers.pdf()),
    "a new document called .doc": ("extension_mismatch", "a.doc", papers.word()),
    "an envelope called .exe": ("extension_mismatch", "a.pdf.p7m.exe", papers.p7m(papers.pdf())),
    "a template": ("wrong_type", "a.dotx", papers.word(
        replaced(TYPES, PLAIN, b"wordprocessingml.template.main+xml"))),
    "a PDF that is a zip too": ("extension_mismatch", "a.pdf", papers.pdf() + papers.word()),
    "a PDF that is a page too": ("extension_mismatch", "a.html", b"<!-- " + papers.pdf()),
    "a cut document": ("damaged", "a.docx", papers.word()[:-200]),
    "half a document": ("damaged", "a.docx", papers.word()[:9000]),
    # Macros
    "macros under their name": ("macro", "a.docx", papers.word(added("word/vbaProject.bin", VBA))),
    "macros under another name": ("macro", "a.docx", papers.word(
        added("word/media/image1.png", VBA))),
    "a document with macros that lost its name": ("macro", "a.docx", papers.word(
        replaced(TYPES, PLAIN, MACROS))),
    "a document with macros": ("macro", "a.docm", papers.word(replaced(TYPES, PLAIN, MACROS))),
    "macros by their type": ("macro", "a.docx", papers.word(
        added("word/b.bin", b"x"), typed_as("word/b.bin", "application/vnd.ms-office.vbaProject"))),
    "macros by their relation": ("macro", "a.docx", papers.word(
        related("b.bin", "vbaProject", mode="Internal"))),
    "macros in a workbook inside": ("macro", "a.docx", papers.word(added(
        "word/embeddings/a.xlsx", a_sheet(MACRO_SHEET)))),
    "macros of an old document": ("macro", "a.doc", papers.doc(
        streams={"Macros/VBA/dir": b"x", "Macros/PROJECT": b"x"})),
    "macros of a text": ("macro", "a.odt", papers.odt(added(
        "Basic/Standard/Module1.xml", b"<m:module xmlns:m='u'>Sub Main\nShell \"x\"\nEnd Sub"
                                      b"</m:module>"))),
    "a script of a text": ("macro", "a.odt", papers.odt(added("Scripts/python/a.py", b"x = 1"))),
    "a text that calls a macro": ("macro", "a.odt", papers.odt(in_odt(
        '<office:event-listeners><script:event-listener script:language="ooo:script"'
        ' xlink:href="vnd.sun.star.script:a.b?language=Python&amp;location=share"/>'
        "</office:event-listeners>"))),
    # What is taken from elsewhere
    "a template from a site": ("external_link", "a.docx", papers.word(related(
        "http://127.0.0.1:9/m.dotm", "attachedTemplate", rels="word/_rels/settings.xml.rels"))),
    "a template from another computer": ("external_link", "a.docx", papers.word(related(
        "file://///10.0.0.1/c/m.dotm", "attachedTemplate", rels="word/_rels/settings.xml.rels"))),
    "a picture from a site": ("external_link", "a.docx", papers.word(related(
        "http://127.0.0.1:9/i.png", "image"))),
    "a picture from another computer": ("external_link", "a.docx", papers.word(related(
        "\\\\host\\share\\i.png", "image"))),
    "a file of the server": ("external_link", "a.docx", papers.word(related(
        "file:///etc/passwd", "image"))),
    "a picture written in percents": ("external_link", "a.docx", papers.word(related(
        "%68ttp://127.0.0.1/i.png", "image"))),
    "an object from a site": ("external_link", "a.docx", papers.word(related(
        "mhtml:http://127.0.0.1/a!x-usc:http://127.0.0.1/b", "oleObject"))),
    "a link that opens a tool": ("external_link", "a.docx", papers.word(related(
        "ms-msdt:/id PCWDiagnostic", "hyperlink"))),
    "a relation of a kind unheard of": ("external_link", "a.docx", papers.word(related(
        "http://127.0.0.1/x", "somethingNew"))),
    "a field that calls a program": ("external_link", "a.docx", papers.word(field(
        r'DDEAUTO c:\\windows\\system32\\cmd.exe "/k calc.exe"'))),
    "the same in pieces": ("external_link", "a.docx", papers.word(field(
        "DD", "EA", r'UTO c:\\cmd.exe "/k calc"'))),
    "the same in numbers": ("external_link", "a.docx", papers.word(
        papers.quoted_field("DDEAUTO"))),
    "the same in short": ("external_link", "a.docx", papers.word(written(
        '<w:p><w:fldSimple w:instr="DDE cmd a"/></w:p>'))),
    "a field that fetches a picture": ("external_link", "a.docx", papers.word(field(
        r'INCLUDEPICTURE "http://127.0.0.1/i.png" \d'))),
    "a field that fetches a text": ("external_link", "a.docx", papers.word(field(
        r'INCLUDETEXT "\\\\host\\share\\a.docx"'))),
    "a field of an old document": ("external_link", "a.doc", papers.doc(
        'x \x13 DDEAUTO c:\\\\cmd.exe "/k" \x14 \x15')),
    "a picture of an old document": ("external_link", "a.doc", papers.doc(
        '\x13 INCLUDEPICTURE "http://127.0.0.1/i.png" \x14\x15')),
    "a template of an old document": ("external_link", "a.doc", papers.doc(
        template="\\\\10.0.0.1\\c\\m.dot")),
    "a picture of a text": ("external_link", "a.odt", papers.odt(in_odt(
        '<draw:frame><draw:image xlink:href="http://127.0.0.1/i.png"/></draw:frame>'))),
    "a section of a text": ("external_link", "a.odt", papers.odt(in_odt(
        '<text:section><text:section-source xlink:href="file:///etc/passwd"/></text:section>'))),
    "numbers from another program": ("external_link", "a.odt", papers.odt(in_odt(
        '<office:dde-source office:dde-application="soffice"/>'))),
    # What is carried inside
    "an object with a file": ("embedded_object", "a.docx", papers.word(added(
        "word/embeddings/oleObject1.bin",
        compound({"\x01Ole10Native": EXE}, classes={"": PACKAGE})))),
    "an object of a kind unheard of": ("embedded_object", "a.docx", papers.word(added(
        "word/embeddings/oleObject1.bin", compound({"CONTENTS": b"x"}, classes={"": UNKNOWN})))),
    "an equation that is too long": ("embedded_object", "a.docx", papers.word(added(
        "word/embeddings/oleObject1.bin",
        compound({"Equation Native": b"\x1c" + OVERRUN[1:]}, classes={"": EQUATION})))),
    "a program in the package": ("embedded_object", "a.docx", papers.word(
        added("word/media/image1.png", EXE))),
    "a script in the package": ("embedded_object", "a.docx", papers.word(added("word/a.js", b"x"))),
    "a control": ("embedded_object", "a.docx", papers.word(
        added("word/activeX/activeX1.xml", b"<a/>"))),
    "a page to be inserted": ("embedded_object", "a.docx", papers.word(
        added("word/chunk.htm", b"<html/>"), related("chunk.htm", "aFChunk", mode="Internal"))),
    "a rich text to be inserted": ("embedded_object", "a.docx", papers.word(
        added("word/chunk.bin", rb"{\rtf1}"))),
    "an object of an old document": ("embedded_object", "a.doc", papers.doc(
        streams={"ObjectPool/_1/\x01Ole10Native": EXE}, classes={"ObjectPool/_1": PACKAGE})),
    "a program in a PDF": ("embedded_object", "a.pdf", papers.pdf(
        papers.carrying("fattura.exe", EXE))),
    "a program under a good name in a PDF": ("embedded_object", "a.pdf", papers.pdf(
        papers.carrying("fattura.xml", EXE))),
    "a document with macros in a PDF": ("macro", "a.pdf", papers.pdf(papers.carrying(
        "a.docx", papers.word(added("word/vbaProject.bin", VBA))))),
    "a program in a message": ("embedded_object", "m.eml", papers.eml(("fattura.pdf.exe", EXE))),
    "a document with macros in a message": ("macro", "m.eml", papers.eml(
        ("a.docx", papers.word(added("word/vbaProject.bin", VBA))))),
    "an archive with a program in a message": ("embedded_object", "m.eml", papers.eml(
        ("a.zip", papers.zipped({"fattura.js": b"x"})))),
    "an archive that nobody can look into": ("embedded_object", "m.eml", papers.eml(
        ("a.rar", b"Rar!\x1a\x07\x01\x00" + bytes(99)))),
    # What is closed
    "a document with a password": ("encrypted", "a.docx", compound(
        {"EncryptedPackage": b"x", "EncryptionInfo": b"x"})),
    "an old one with a password": ("encrypted", "a.doc", papers.doc(flags=0x100)),
    "a text with a password": ("encrypted", "a.odt", papers.odt(replaced(
        "META-INF/manifest.xml", b"</manifest:manifest>",
        b"<manifest:encryption-data/></manifest:manifest>"))),
    "a PDF with a password": ("encrypted", "a.pdf", locked("aperto")),
    "a PDF that may not be changed": ("encrypted", "a.pdf", locked("")),
    "an envelope for somebody": ("encrypted", "a.pdf.p7m", papers.p7m(b"", kind="enveloped_data")),
    # PDF
    "a PDF that runs a script": ("active_content", "a.pdf", papers.pdf(
        papers.opening(papers.js()))),
    "the same among packed objects": ("active_content", "a.pdf", papers.pdf(
        papers.opening(papers.js()), object_stream_mode=ObjectStreamMode.generate)),
    "the same after a page is shown": ("active_content", "a.pdf", papers.pdf(
        lambda one: one.pages[0].obj.update(Dictionary(AA=Dictionary(O=papers.js()))))),
    "the same by its name": ("active_content", "a.pdf", papers.pdf(papers.named_script)),
    "the same after another action": ("active_content", "a.pdf", papers.pdf(papers.opening(
        Dictionary(S=Name.GoTo, D=String("a"), Next=Array([papers.js()]))))),
    "the same in a second revision": ("active_content", "a.pdf", hidden_in_a_revision()),
    "a PDF that starts a program": ("active_content", "a.pdf", papers.pdf(noted(
        Subtype=Name.Link, A=LAUNCH))),
    "a PDF with a film that runs": ("active_content", "a.pdf", papers.pdf(noted(
        Subtype=Name.RichMedia))),
    "a form of another kind": ("active_content", "a.pdf", papers.pdf(
        lambda one: one.Root.update(Dictionary(AcroForm=Dictionary(
            Fields=Array([]), XFA=one.make_stream(b"<xdp/>")))))),
    "a PDF that sends its data": ("active_content", "a.pdf", papers.pdf(papers.opening(
        Dictionary(S=Name.SubmitForm, F=String("http://127.0.0.1/"))))),
    "a PDF that opens a site": ("external_link", "a.pdf", papers.pdf(papers.opening(
        Dictionary(S=Name.URI, URI=String("http://127.0.0.1/"))))),
    "a PDF that opens a file elsewhere": ("external_link", "a.pdf", papers.pdf(papers.opening(
        Dictionary(S=Name.GoToR, F=String("//10.0.0.1/c/a.pdf"), D=String("a"))))),
    "a PDF whose pages turn in a circle": ("damaged", "a.pdf", papers.pdf(papers.turning)),
    "a PDF without pages": ("damaged", "a.pdf", papers.pdf(pages=0)),
    "a PDF cut in two": ("damaged", "a.pdf", papers.pdf(pages=30)[:3000]),
    "a PDF cut near its end": ("damaged", "a.pdf", papers.pdf(pages=3)[:-30]),
    "only the beginning of a PDF": ("damaged", "a.pdf", b"%PDF-1.7\nmeta"),
    "a PDF that lost its pages": ("damaged", "a.pdf", broken_table(
        papers.pdf(pages=2).replace(b"/Count 2", b"/Count 9"))),
    "a page that unpacks without end": ("zip_bomb", "a.pdf", papers.pdf(papers.bomb_page(
        ["FlateDecode"], BOMB))),
    "a page packed twice": ("zip_bomb", "a.pdf", papers.pdf(papers.bomb_page(
        ["FlateDecode", "FlateDecode"],
        zlib.compress(BOMB, 9)))),
    "a page of runs": ("zip_bomb", "a.pdf", papers.pdf(papers.bomb_page(
        ["FlateDecode", "RunLengthDecode"], zlib.compress(b"\x81a" * 1_000_000)))),
    # Zips and their parts
    "a part that unpacks without end": ("zip_bomb", "a.docx", papers.word(
        added("word/grande.xml", bytes(25_000_000)))),
    "many names for the same bytes": ("zip_bomb", "a.docx", overlapping()),
    "too many parts": ("zip_bomb", "a.docx", papers.word(
        *(added(f"word/{n}.xml", b"<a/>") for n in range(2100)))),
    "a part larger than it says": ("zip_unsafe", "a.docx", with_size(papers.word(), 10)),
    "a part that climbs out": ("zip_unsafe", "a.docx", papers.word(
        added("../../fuori.xml", b"<a/>"))),
    "a part of Windows": ("zip_unsafe", "a.docx", zip_with(("word\\a.xml", b"<a/>"))),
    "a drive": ("zip_unsafe", "a.docx", zip_with(("C:/a.xml", b"<a/>"))),
    "an absolute part": ("zip_unsafe", "a.docx", zip_with(("/etc/a.xml", b"<a/>"))),
    "a device": ("zip_unsafe", "a.docx", zip_with(("word/CON.xml", b"<a/>"))),
    "a part twice": ("zip_unsafe", "a.docx", zip_with(("word/DOCUMENT.xml", b"<a/>"))),
    "a part twice in other letters": ("zip_unsafe", "a.docx", zip_with(
        ("word/perch\u00e9.xml", b"<a/>"), ("word/perche\u0301.xml", b"<a/>"))),
    "a link among the parts": ("zip_unsafe", "a.docx", zip_with(
        ("word/a.xml", b"/etc/passwd"), mode=0o120777)),
    "a part with two names": ("zip_unsafe", "a.docx", renamed_in_directory(
        papers.word(), b"word/styles.xml", b"word/stylez.xml")),
    "a container of signatures": ("wrong_type", "atto.asice", papers.zipped({
        "mimetype": b"application/vnd.etsi.asic-e+zip", "atto.pdf": papers.pdf(),
        "META-INF/signatures001.xml": b"<a/>"})),
    "something before the zip": ("zip_unsafe", "a.docx",
        b"PK\x03\x04rubbish" + papers.word()),
    "something after the zip": ("zip_unsafe", "a.docx", papers.word() + EXE),
    "parts too deep": ("zip_unsafe", "a.docx", papers.word(
        added("word/" + "a/" * 20 + "b.xml", b"<a/>"))),
    "an entity from a file": ("xml_unsafe", "a.docx", papers.word(declaring(MAIN, ENTITY))),
    "a declaration only": ("xml_unsafe", "a.docx", papers.word(
        declaring("word/settings.xml", "<!DOCTYPE a>"))),
    "a declaration in UTF-16": ("xml_unsafe", "a.docx", papers.word(
        declaring("docProps/core.xml", ENTITY, encoding="UTF-16"))),
    "words that grow": ("xml_unsafe", "a.docx", papers.word(declaring("word/styles.xml", LAUGHS))),
    "an encoding that hides": ("xml_unsafe", "a.docx", papers.word(added(
        "word/a.xml", '<?xml version="1.0" encoding="UTF-7"?><a>b</a>'.encode("utf-7")))),
    "a hundred thousand boxes": ("xml_unsafe", "a.docx", papers.word(added(
        "customXml/item1.xml", b"<a>" * 100_000 + b"</a>" * 100_000))),
    "an entity in a text": ("xml_unsafe", "a.odt", papers.odt(declaring("content.xml", ENTITY))),
    "an entity in a message": ("xml_unsafe", "m.eml", papers.eml(
        ("daticert.xml", f"<?xml version='1.0'?>{ENTITY}<a>&b;</a>".encode()))),
    "a part that is no XML": ("damaged", "a.docx", papers.word(added(MAIN, b"<w:document>"))),
    "no types": ("wrong_type", "a.docx", papers.word(without(TYPES))),
    "no document": ("damaged", "a.docx", papers.word(without(MAIN))),
    # Signatures and messages
    "an envelope with a program": ("wrong_type", "a.pdf.p7m", papers.p7m(EXE)),
    "an envelope with macros": ("macro", "a.docx.p7m", papers.p7m(
        papers.word(added("word/vbaProject.bin", VBA)))),
    "an envelope of something else": ("extension_mismatch", "a.pdf.p7m", papers.p7m(papers.word())),
    "an envelope without a document": ("wrong_type", "a.p7m", papers.p7m(None)),
    "an envelope that nobody signed": ("wrong_type", "a.pdf.p7m", papers.p7m(
        papers.pdf(), signers=0)),
    "six envelopes": ("wrong_type", "a.pdf.p7m", nested(6)),
    "half an envelope": ("damaged", "a.pdf.p7m", papers.p7m(papers.pdf())[:500]),
    "an envelope with something after it": ("damaged", "a.pdf.p7m", papers.p7m(
        papers.pdf()) + EXE),
}  # fmt: skip
