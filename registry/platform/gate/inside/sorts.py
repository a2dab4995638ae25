"""What bytes are, by the bytes alone. What a container holds is told by who opens it."""

import base64
import binascii
import re

from registry.platform.gate.inside.xmls import MARKS, looks_like_xml

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK00PK\x03\x04")
PDF = b"%PDF-"
PDF_WITHIN = 1024
PKCS7 = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07"
PKCS9_CONTENT = b"\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01"
BEGINNINGS = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"), (b"GIF8", "image"), (b"BM", "image"),
    (b"II*\0", "image"), (b"MM\0*", "image"), (b"\xd7\xcd\xc6\x9a", "image"),
    (b"\x01\0\0\0\x6c\0\0\0", "image"), (b"\0\0\x01\0", "image"), (b"8BPS", "image"),
    (b"ID3", "sound"), (b"OggS", "sound"), (b"fLaC", "sound"), (b"\x1aE\xdf\xa3", "sound"),
    (b"Rar!", "archive"), (b"7z\xbc\xaf", "archive"), (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"), (b"\xfd7zXZ", "archive"), (b"MSCF", "archive"), (b"\x60\xea", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"), (b"ITSF", "program"),
    (b"\x7fELF", "program"), (b"\xca\xfe\xba\xbe", "program"), (b"\xcf\xfa\xed\xfe", "program"),
    (b"\xce\xfa\xed\xfe", "program"), (b"#!", "program"), (b"\0asm", "program"),
    (b"L\0\0\0\x01\x14\x02\0", "program"), (b"FWS", "program"), (b"CWS", "program"),
    (b"[InternetShortcut]", "program"), (b"@echo", "program"),
)  # fmt: skip
_HTML = re.compile(
    rb"\s*(<!--.*?-->\s*|<\?xml[^>]*\?>\s*)*<(!doctype\s+html|html|head|body|script|meta|iframe|hta)",
    re.IGNORECASE | re.DOTALL,
)
_HEADER = re.compile(rb"(?:From [^\r\n]*\r?\n|>From [^\r\n]*\r?\n)?[!-9;-~]+[ \t]*:")
_MAIL = re.compile(
    rb"^(received|from|to|message-id|return-path|mime-version|date|subject|delivered-to|x-[\w-]+)"
    rb"[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_PAGE = re.compile(rb"^(snapshot-content-location|content-location)[ \t]*:|<saved by", re.I | re.M)
_PEM = re.compile(rb"-----BEGIN (PKCS7|PKCS #7 SIGNED DATA|CMS|SIGNED MESSAGE)-----")
_BASE64 = re.compile(rb"[A-Za-z0-9+/=\s]+")


def sort_of(content: bytes) -> str:
    """A key of the policy's sorts; ``zip`` and ``ole`` are containers of something."""
    if content.startswith(OLE):
        return "ole"
    if content.startswith(ZIP):
        return "zip"
    if content.startswith(b"MZ") and len(content) > 64:
        return "program"
    for beginning, sort in BEGINNINGS:
        if content.startswith(beginning):
            return sort
    if content[4:8] == b"ftyp":
        return "image" if content[8:12] in (b"heic", b"heix", b"mif1", b"avif") else "sound"
    if content.startswith(b"RIFF"):
        return "image" if content[8:12] == b"WEBP" else "sound"
    if content[:1] == b"\x30" and (PKCS7 in content[:32] or content[1:2] >= b"\x80"):
        return _sort_of_asn1(content)
    return _sort_of_words(content)


def _sort_of_asn1(content: bytes) -> str:
    return "p7m" if PKCS7 in content[:32] or PKCS9_CONTENT in content[:32] else "certificate"


def _sort_of_words(content: bytes) -> str:
    head = content[:4096]
    for mark in MARKS:
        head = head.removeprefix(mark)
    if _HTML.match(head.replace(b"\0", b"")):
        return "html"
    if PDF in content[: PDF_WITHIN + len(PDF)]:
        return "pdf"
    if _PEM.search(head) or enveloped_in_base64(content) is not None:
        return "p7m"
    if b"-----BEGIN " in head:
        return "certificate"
    if looks_like_xml(content):
        return "xml"
    if _HEADER.match(head.lstrip(b"\r\n")):
        return _sort_of_headers(content)
    return "text" if head and not re.search(rb"[\0-\x08\x0e-\x1a\x1c-\x1f]", head) else "unknown"


def _sort_of_headers(content: bytes) -> str:
    head = re.split(rb"\r?\n\r?\n", content.lstrip(b"\r\n")[:65536], maxsplit=1)[0]
    fields = {found.lower() for found in _MAIL.findall(head)}
    if len(fields) < 2 and not fields & {b"received", b"return-path", b"message-id"}:
        is_entity = b"mime-version" in fields or re.search(rb"(?im)^content-type[ \t]*:", head)
        return "eml" if is_entity and not _PAGE.search(head) else "text"
    return "mht" if _PAGE.search(head) and b"received" not in fields else "eml"


def enveloped_in_base64(content: bytes) -> bytes | None:
    """The binary envelope that is written in letters, with or without its dashed lines."""
    text = content
    for mark in MARKS:
        text = text.removeprefix(mark)
    if found := _PEM.search(text[:4096]):
        text = text[found.end() :]
        text = text[: text.find(b"-----END") if b"-----END" in text else len(text)]
    if text.lstrip()[:2] not in (b"MI", b"MH", b"MG", b"MD", b"MA", b"MB", b"MC", b"ME", b"MF"):
        return None
    if not _BASE64.fullmatch(text):
        return None
    try:
        packed = base64.b64decode(b"".join(text.split()))
    except (binascii.Error, ValueError):
        return None
    return packed if _sort_of_asn1(packed) == "p7m" and packed[:1] == b"\x30" else None


PROGRAM_ENDINGS = (
    ".exe", ".dll", ".com", ".scr", ".pif", ".cpl", ".msi", ".msp", ".mst", ".bat", ".cmd", ".ps1",
    ".psm1", ".vbs", ".vbe", ".js", ".jse", ".wsf", ".wsh", ".wsc", ".sct", ".hta", ".lnk", ".url",
    ".jar", ".class", ".reg", ".inf", ".chm", ".hlp", ".iso", ".img", ".vhd", ".vhdx", ".app",
    ".application", ".gadget", ".appref-ms", ".xll", ".xlam", ".docm", ".dotm", ".xlsm", ".xltm",
    ".pptm", ".potm", ".ppam", ".ppsm", ".sh", ".py", ".iqy", ".slk", ".library-ms",
    ".settingcontent-ms", ".search-ms", ".website", ".one", ".apk", ".dmg", ".pkg",
)  # fmt: skip


def is_program_by_name(name: str) -> bool:
    return name.rstrip(". \0").lower().endswith(PROGRAM_ENDINGS)
