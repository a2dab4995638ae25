"""Making a dossier: each document prepared by itself in the fence, then all of them bound.

One that is hostile or endless harms only itself: it is listed with the reason, and the others are
there. The bytes follow from the documents, the cover and its instant alone.
"""

import asyncio
import hashlib
import os
import shutil
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import structlog

from registry.platform.assets import ASSETS, read_manifest
from registry.platform.contained import (
    MIB,
    Failed,
    Limits,
    OutOfMemory,
    OutOfTime,
    Task,
    TooMuchOutput,
    run_async,
    scratch,
)
from registry.platform.dossiers import words
from registry.platform.dossiers.shapes import (
    ATTACHED,
    WITH_PAGES,
    Attached,
    Bind,
    Bound,
    Cover,
    Dossier,
    Entry,
    Leaf,
    Outcome,
    Piece,
    Prepared,
    Told,
    Wanted,
)
from registry.platform.errors import CannotNow, InvalidInput
from registry.platform.i18n import SOURCE_LANGUAGE, _, speaking
from registry.platform.pdf import NoLibreOffice, NotConverted, to_pdf_async
from registry.platform.storage.files import media_type, tidy_name

log = structlog.get_logger()

PREPARE = Task("registry.platform.dossiers.inside.preparing:prepare", asks=Wanted, answers=Prepared)
BIND = Task("registry.platform.dossiers.inside.binding:bind", asks=Bind, answers=Bound)

OF_ONE = Limits(seconds=180, cpu_seconds=60, memory=1024 * MIB, output=512 * MIB)
MOST_DOCUMENTS = 1_000
MOST_PAGES = 20_000
MOST_BYTES = 1024 * MIB
AT_ONCE = 2 * (os.cpu_count() or 2)
FONTS = ("titillium-web-400.ttf", "titillium-web-600.ttf")

Progress = Callable[[int, str], Awaitable[None]]
"""Told how many documents are ready, and the title of the last one."""


async def make(
    cover: Cover,
    entries: Sequence[Entry],
    output: Path | IO[bytes],
    *,
    progress: Progress | None = None,
) -> Dossier:
    """Writes the dossier to ``output`` and tells what became of each document.

    Raises InvalidInput for more than a dossier holds, CannotNow when it cannot be bound.
    """
    if not 0 < len(entries) <= MOST_DOCUMENTS:
        raise InvalidInput(_("Un fascicolo ha da 1 a {n} documenti.").format(n=MOST_DOCUMENTS))
    with scratch() as sheaf:
        pages = await _prepare_all(entries, sheaf, progress)
        _check_how_many([one.prepared for one in pages], sheaf.tell())
        sheaf.flush()
        bound = await _bind(cover, pages, sheaf, output)
    return Dossier(
        pages=bound.pages,
        documents=[_told(one, first) for one, first in zip(pages, bound.first_pages, strict=True)],
    )


@dataclass
class _Page:
    """A document on its way."""

    entry: Entry
    prepared: Prepared
    piece: Piece | None = None
    """Its pages, or the whole of it where it is attached."""
    converting: NoLibreOffice | None = None
    """What was missing to have its pages."""

    @property
    def name(self) -> str:
        return tidy_name(self.entry.name)

    @property
    def why(self) -> str:
        return words.why(self.prepared, str(self.converting or ""))


async def _prepare_all(
    entries: Sequence[Entry], sheaf: IO[bytes], progress: Progress | None
) -> list[_Page]:
    """In their order, some at once; their bytes come to lie one after the other."""
    places = asyncio.Semaphore(AT_ONCE)
    ready = 0

    async def one_of(number: int, entry: Entry) -> tuple[_Page, IO[bytes]]:
        nonlocal ready
        await places.acquire()
        made = scratch()
        page = await _prepare(number, entry, made)
        ready += 1
        if progress is not None:
            await progress(ready, entry.title)
        return page, made

    works = [
        asyncio.create_task(one_of(number, entry)) for number, entry in enumerate(entries, start=1)
    ]
    pages = []
    try:
        for work in works:
            page, made = await work
            with made:
                page.piece = await asyncio.to_thread(_lay, page, made, sheaf)
            places.release()  # only now: what is ready and waits is held open
            pages.append(page)
    finally:
        for work in works:
            work.cancel()
        await asyncio.gather(*works, return_exceptions=True)
    return pages


async def _prepare(number: int, entry: Entry, made: IO[bytes]) -> _Page:
    prepared = await _looked_at(number, entry, entry.content, made)
    if entry.sha256 and prepared.sha256 not in ("", entry.sha256):
        missing = Prepared(outcome=Outcome.MISSING, sort="", sha256=entry.sha256, size=0)
        return _Page(entry, missing)
    if prepared.outcome is not Outcome.OTHER or prepared.sort != "docx":
        return _Page(entry, prepared)
    try:
        pdf = await _converted(entry)
    except NoLibreOffice as missing:
        return _Page(entry, _replaced(prepared, Outcome.UNCONVERTED), converting=missing)
    except NotConverted:
        return _Page(entry, _replaced(prepared, Outcome.UNCONVERTED))
    converted = await _looked_at(number, entry, pdf, made)
    if converted.outcome not in WITH_PAGES:
        return _Page(entry, _replaced(prepared, Outcome.UNCONVERTED))
    return _Page(entry, _with_identity(converted, prepared))


async def _converted(entry: Entry) -> bytes:
    """Tried twice: a LibreOffice may be ill of what others gave it."""
    docx = await asyncio.to_thread(_bytes_of, entry.content)
    try:
        return await to_pdf_async(docx, to_keep=False)
    except NotConverted:
        return await to_pdf_async(docx, to_keep=False)


async def _looked_at(number: int, entry: Entry, content: bytes | Path, made: IO[bytes]) -> Prepared:
    wanted = Wanted(name=tidy_name(entry.name), number=number)
    try:
        return await run_async(PREPARE, wanted, files=[content], output=made, limits=OF_ONE)
    except FileNotFoundError:
        return Prepared(outcome=Outcome.MISSING, sort="", sha256=entry.sha256, size=0)
    except Failed as failure:
        log.warning("dossier.document", failure=type(failure).__name__, about=str(failure))
        is_endless = isinstance(failure, OutOfTime | OutOfMemory | TooMuchOutput)
        outcome = Outcome.TOO_MUCH if is_endless else Outcome.DAMAGED
        sha256, size = await asyncio.to_thread(_identity_of, content)
        return Prepared(outcome=outcome, sort="", sha256=sha256, size=size)


def _lay(page: _Page, made: IO[bytes], sheaf: IO[bytes]) -> Piece | None:
    """The bytes that go in, at the end of the sheaf."""
    at = sheaf.tell()
    if page.prepared.outcome in WITH_PAGES:
        made.seek(0)
        shutil.copyfileobj(made, sheaf, MIB)
    elif page.prepared.outcome in ATTACHED:
        content = page.entry.content
        if isinstance(content, bytes):
            sheaf.write(content)
        else:
            with content.open("rb") as file:
                shutil.copyfileobj(file, sheaf, MIB)
    else:
        return None
    return Piece(at, sheaf.tell() - at)


def _check_how_many(documents: list[Prepared], size: int) -> None:
    pages = sum(one.pages for one in documents if one.outcome in WITH_PAGES)
    if pages > MOST_PAGES or size > MOST_BYTES:
        raise InvalidInput(
            _(
                "Il fascicolo avrebbe {pages} pagine e {size} MB: ne tiene {most} e {largest}."
                " Fanne più d'uno."
            ).format(pages=pages, size=size // MIB, most=MOST_PAGES, largest=MOST_BYTES // MIB)
        )


async def _bind(
    cover: Cover, pages: list[_Page], sheaf: IO[bytes], output: Path | IO[bytes]
) -> Bound:
    """Where a document does not let itself be bound, it alone stays out."""
    given: list[bytes | Path] = [Path(f"/dev/fd/{sheaf.fileno()}"), *_fonts()]
    try:
        return await _run(cover, pages, given, output)
    except Failed as failure:
        log.warning("dossier.bind", failure=type(failure).__name__, about=str(failure))
    for page in pages:
        if page.prepared.outcome in WITH_PAGES and not await _binds(cover, page, given):
            page.prepared = _replaced(page.prepared, Outcome.DAMAGED)
            page.piece = None
    try:
        return await _run(cover, pages, given, output)
    except Failed as failure:
        log.warning("dossier.bind", failure=type(failure).__name__, about=str(failure))
        raise CannotNow(
            _(
                "Il fascicolo non si è potuto unire: i documenti sono troppi o troppo grandi per la"
                " memoria che può prendere. Fanne più d'uno."
            )
        ) from None


async def _binds(cover: Cover, page: _Page, given: list[bytes | Path]) -> bool:
    try:
        with scratch() as nowhere:
            await _run(cover, [page], given, nowhere)
    except Failed:
        return False
    return True


async def _run(
    cover: Cover, pages: list[_Page], given: list[bytes | Path], output: Path | IO[bytes]
) -> Bound:
    with speaking(SOURCE_LANGUAGE):  # a dossier is in Italian, as its documents are
        asked = Bind(cover=cover, words=words.fixed(), leaves=[_leaf(page) for page in pages])
    return await run_async(BIND, asked, files=given, output=output, limits=_limits(pages))


def _limits(pages: list[_Page]) -> Limits:
    """As much as so many pages and bytes take, and half as much again."""
    n = sum(page.prepared.pages for page in pages) + 10 * len(pages)
    size = sum(page.piece.length for page in pages if page.piece)
    cpu = 30 + n // 10
    return Limits(
        seconds=4 * cpu,
        cpu_seconds=cpu,
        memory=min(512 * MIB + n * MIB // 5 + 8 * size, 4096 * MIB),
        output=2 * MOST_BYTES,
    )


def _leaf(page: _Page) -> Leaf:
    prepared, converting = page.prepared, str(page.converting or "")
    told = words.notes(prepared, converting)
    if prepared.outcome in WITH_PAGES:
        return Leaf(
            title=page.entry.title,
            notes=told,
            piece=page.piece,
            is_tagged=prepared.is_tagged,
            marks=prepared.marks,
        )
    attached = None
    if page.piece is not None:
        attached = Attached(
            piece=page.piece,
            sha256=prepared.sha256,
            name=page.name,
            media_type=media_type(page.name).partition(";")[0],
            description=page.entry.title,
        )
    return Leaf(
        title=page.entry.title,
        notes=told,
        notice=words.notice(prepared, page.name, converting),
        attached=attached,
    )


def _told(page: _Page, first: int) -> Told:
    prepared = page.prepared
    return Told(
        title=page.entry.title,
        name=page.name,
        outcome=prepared.outcome,
        sha256=prepared.sha256,
        size=prepared.size,
        page=first,
        pages=prepared.pages if prepared.outcome in WITH_PAGES else 0,
        why=page.why,
    )


def _replaced(prepared: Prepared, outcome: Outcome) -> Prepared:
    return Prepared(outcome=outcome, sort=prepared.sort, sha256=prepared.sha256, size=prepared.size)


def _with_identity(converted: Prepared, original: Prepared) -> Prepared:
    """The pages of what it became, under the name of what it is."""
    return Prepared(
        outcome=converted.outcome,
        sort=original.sort,
        sha256=original.sha256,
        size=original.size,
        pages=converted.pages,
        removed=converted.removed,
        is_tagged=converted.is_tagged,
        marks=converted.marks,
    )


def _bytes_of(content: bytes | Path) -> bytes:
    return content if isinstance(content, bytes) else content.read_bytes()


def _identity_of(content: bytes | Path) -> tuple[str, int]:
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest(), len(content)
    with content.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), content.stat().st_size


def _fonts() -> list[Path]:
    """Those of the pages (SIL Open Font License): the front-end packages bring them."""
    manifest = read_manifest()
    return [ASSETS / manifest[name] for name in FONTS]
