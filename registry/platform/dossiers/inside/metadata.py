"""What a dossier says of itself to programs."""

import hashlib
from datetime import datetime
from xml.sax.saxutils import escape

import msgspec
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from registry.platform.dossiers.inside.faces import shown
from registry.platform.dossiers.shapes import Bind

PRODUCER = "Intese"


def described(writer: PdfWriter, asked: Bind, language: str) -> None:
    """Title, language, date, and an identifier that follows from the contents alone."""
    title = shown(asked.cover.title)
    made = datetime.fromisoformat(asked.cover.made_at)
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject(language)
    root[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(True)}
    )
    writer.metadata = {
        "/Title": title,
        "/Subject": asked.words.subject,
        "/Creator": PRODUCER,
        "/Producer": PRODUCER,
        "/CreationDate": f"D:{made:%Y%m%d%H%M%S}Z",
        "/ModDate": f"D:{made:%Y%m%d%H%M%S}Z",
    }
    stream = StreamObject()
    stream.set_data(_xmp(title, asked.words.subject, f"{made:%Y-%m-%dT%H:%M:%SZ}", language))
    stream[NameObject("/Type")] = NameObject("/Metadata")
    stream[NameObject("/Subtype")] = NameObject("/XML")
    root[NameObject("/Metadata")] = writer._add_object(stream)
    identity = ByteStringObject(hashlib.sha256(msgspec.json.encode(asked)).digest()[:16])
    writer._ID = ArrayObject([identity, identity])


def _xmp(title: str, subject: str, made: str, language: str) -> bytes:
    def said(words: str) -> str:
        return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(words)}</rdf:li></rdf:Alt>'

    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">'
        f"<dc:title>{said(title)}</dc:title><dc:description>{said(subject)}</dc:description>"
        f"<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>"
        f"<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool><xmp:CreateDate>{made}</xmp:CreateDate>"
        f"<xmp:ModifyDate>{made}</xmp:ModifyDate><pdf:Producer>{PRODUCER}</pdf:Producer>"
        "</rdf:Description></rdf:RDF></x:xmpmeta>\n"
        '<?xpacket end="w"?>'
    ).encode()
