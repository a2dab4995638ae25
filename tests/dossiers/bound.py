"""A dossier as it came out, asked about."""

import io
import re
from collections.abc import Sequence
from typing import Any

import pikepdf
from pypdf import PdfReader

from registry.platform.contained import scratch
from registry.platform.dossiers import Cover, Dossier, Entry, Outcome, Told
from registry.platform.dossiers.making import make

COVER = Cover(
    title="Fascicolo del protocollo di Cremona",
    lines=["Prefettura di Cremona"],
    made_at="2026-11-28T10:00:00+00:00",
)
ACTS = re.compile(
    rb"/(?:JavaScript|JS|Launch|OpenAction|AA|URI|SubmitForm|ImportData|GoToR|GoToE|RichMedia"
    rb"|XFA|Movie|Rendition|AcroForm)\b"
)


class Made:
    """What was made, and what was told of it."""

    def __init__(self, content: bytes, told: Dossier) -> None:
        self.content = content
        self.told = told
        self.pdf = PdfReader(io.BytesIO(content), strict=True)

    @property
    def texts(self) -> list[str]:
        return [page.extract_text() for page in self.pdf.pages]

    @property
    def documents(self) -> list[Told]:
        return self.told.documents

    @property
    def outcomes(self) -> list[Outcome]:
        return [one.outcome for one in self.documents]

    def outline(self) -> list[tuple[int, str, int]]:
        """Depth, title, page from 1."""
        found: list[tuple[int, str, int]] = []

        def walk(items: Sequence[object], depth: int) -> None:
            for item in items:
                if isinstance(item, list):
                    walk(item, depth + 1)
                else:
                    page = self.pdf.get_destination_page_number(item)  # type: ignore[arg-type]
                    found.append((depth, str(item["/Title"]), (page or 0) + 1))  # type: ignore[index]

        walk(self.pdf.outline, 0)
        return found

    def notes(self, page: int) -> list[Any]:
        """What can be pressed or read on a page besides its own text."""
        annotations: Any = self.pdf.pages[page].get("/Annots", [])
        return [one.get_object() for one in annotations]

    def attached(self) -> dict[str, bytes]:
        return {name: files[0] for name, files in self.pdf.attachments.items()}

    def what_acts(self) -> list[bytes]:
        """Objects with anything that acts, leads elsewhere or asks to be filled in."""
        with pikepdf.open(io.BytesIO(self.content)) as pdf:
            told = [_told(one) for one in pdf.objects if isinstance(one, pikepdf.Object)]
        return [one for one in told if ACTS.search(one)]


def _told(one: pikepdf.Object) -> bytes:
    if one._type_code == pikepdf.ObjectType.stream:
        return one.stream_dict.unparse(resolved=True)
    return one.unparse(resolved=True)


async def dossier(*documents: tuple[str, bytes], cover: Cover = COVER) -> Made:
    """Of documents by their names."""
    entries = [
        Entry(title=f"Documento {name}", name=name, content=content) for name, content in documents
    ]
    with scratch() as output:
        told = await make(cover, entries, output)
        return Made(output.read(), told)
