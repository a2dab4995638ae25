"""The empty task, in a nursery with all its parsers. Imported by the nursery only."""

from collections.abc import Sequence
from typing import BinaryIO

import asn1crypto.cms
import lxml.etree
import olefile
import pikepdf
import pyhanko.sign.validation
import pypdf

from bench.contained_tasks import Nothing

PARSERS = (asn1crypto.cms, lxml.etree, olefile, pikepdf, pyhanko.sign.validation, pypdf)


def nothing(_asked: Nothing, _files: Sequence[BinaryIO], _output: BinaryIO | None) -> Nothing:
    return Nothing()
