"""The parsers that the tasks of the program stand on, at work in a child."""

import io
import zipfile
from collections.abc import Sequence
from typing import BinaryIO

import pikepdf
import pypdf
from asn1crypto import cms
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from lxml import etree
from pyhanko.pdf_utils.reader import PdfFileReader

from tests.contained.mischief import Asked, Said


def make_pdf(asked: Asked, _files: Sequence[BinaryIO], output: BinaryIO | None) -> Said:
    assert output
    with pikepdf.new() as made:
        for _page in range(asked.number):
            made.add_blank_page()
        made.save(output)
    return Said(number=output.tell())


def join(_asked: Asked, files: Sequence[BinaryIO], output: BinaryIO | None) -> Said:
    assert output
    writer = pypdf.PdfWriter()
    for file in files:
        writer.append(file)
    writer.write(output)
    return Said(number=len(writer.pages))


def read_pdf(_asked: Asked, files: Sequence[BinaryIO], _output: BinaryIO | None) -> Said:
    with pikepdf.open(files[0]) as whole:
        pages = len(whole.pages)
    same = len(pypdf.PdfReader(files[0]).pages)
    signatures = PdfFileReader(files[0]).embedded_signatures
    return Said([f"{pages} {same} {len(signatures)}"])


def verify(_asked: Asked, _files: Sequence[BinaryIO], _output: BinaryIO | None) -> Said:
    curve = ec.generate_private_key(ec.SECP256R1())
    curve.public_key().verify(curve.sign(b"atto", ec.ECDSA(hashes.SHA256())), b"atto",
                              ec.ECDSA(hashes.SHA256()))  # fmt: skip
    numbers = rsa.generate_private_key(65537, 2048)
    sign = numbers.sign(b"atto", padding.PKCS1v15(), hashes.SHA256())
    numbers.public_key().verify(sign, b"atto", padding.PKCS1v15(), hashes.SHA256())
    return Said([cms.ContentInfo({"content_type": "data"})["content_type"].native])


def read_xml(_asked: Asked, files: Sequence[BinaryIO], _output: BinaryIO | None) -> Said:
    """In a zip, as a Word document is; entities resolved, as nobody should."""
    with zipfile.ZipFile(io.BytesIO(files[0].read())) as packed:
        root = etree.fromstring(packed.read("a.xml"), etree.XMLParser(no_network=False))
    return Said(["".join(map(str, root.itertext()))])
