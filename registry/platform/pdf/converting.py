"""Who wants a PDF waits here for a LibreOffice: few at once, started when wanted, ended in time."""

import asyncio
import atexit
import os
import threading
import time
from pathlib import Path

import structlog

from registry.platform.contained import Failed, Task, run
from registry.platform.pdf.installed import find_office
from registry.platform.pdf.office import TO_OPEN, EndedError, Office
from registry.platform.pdf.refusals import NoLibreOffice, NotConverted
from registry.platform.pdf.shapes import Looked, Nothing
from registry.platform.pdf.words import LACKS

log = structlog.get_logger()

LOOK = Task("registry.platform.pdf.inside.looking:look", asks=Nothing, answers=Looked)
LONGEST = 60.0
"""Seconds for one document: one of 150 parties takes two."""
DOCUMENTS_EACH = 200
"""What leaks in a LibreOffice leaks with each document; a new one costs a few seconds."""
PAUSE = 300.0
"""Seconds after which one that nobody asked leaves its memory (200 MB) to others."""


def to_pdf(docx: bytes, *, seconds: float = LONGEST, to_keep: bool = True) -> bytes:
    """The document as PDF/A-2b, tagged (ISO 19005-2). Blocks: a second or so.

    What is not ``to_keep``, a stranger's document to be read, may lack what a PDF of ours has:
    it may be in another language or have no title. Raises NoLibreOffice and NotConverted.
    """
    programs = find_office()
    if programs is None:
        raise NoLibreOffice
    pdf = _pool.convert(programs, docx, seconds)
    if to_keep:
        _check(pdf)
    return pdf


async def to_pdf_async(docx: bytes, *, to_keep: bool = True) -> bytes:
    """The same; whoever else is served meanwhile does not wait."""
    return await asyncio.to_thread(to_pdf, docx, to_keep=to_keep)


def leave() -> None:
    """End every LibreOffice of this program. The next wish starts one."""
    _pool.leave()


class Pool:
    """As many at once as half the cores, since each document keeps one busy; at least one."""

    def __init__(self, most: int | None = None) -> None:
        self._free: list[tuple[float, Office]] = []
        self._lock = threading.Lock()
        self._places = threading.Semaphore(most or max(1, (os.cpu_count() or 2) // 2))
        self._clock: threading.Timer | None = None

    def convert(self, programs: Path, docx: bytes, seconds: float) -> bytes:
        with self._places:
            office, is_new = self._taken(programs)
            try:
                return self._by(office, docx, seconds)
            except EndedError:
                if is_new:
                    log.warning("pdf.ended", new=True)
                    raise NotConverted.ended() from None
                log.warning("pdf.ended", new=False)
            # It may have been ill of a document before: this one gets a new one, once.
            try:
                return self._by(_opened(programs), docx, seconds)
            except EndedError:
                raise NotConverted.ended() from None

    def leave(self) -> None:
        with self._lock:
            free, self._free = self._free, []
            if self._clock is not None:
                self._clock.cancel()
                self._clock = None
        for _since, office in free:
            office.close()

    def _by(self, office: Office, docx: bytes, seconds: float) -> bytes:
        is_well = False
        try:
            pdf = office.convert(docx, seconds=seconds)
            is_well = True
        except NotConverted:
            is_well = True
            raise
        except TimeoutError:
            log.warning("pdf.late", seconds=seconds)
            raise NotConverted.late(seconds) from None
        except OSError as full:
            log.warning("pdf.disk", fault=str(full))
            raise NotConverted.no_room() from None
        finally:
            if is_well and office.made < DOCUMENTS_EACH:
                self._give_back(office)
            else:
                office.close()
        return pdf

    def _taken(self, programs: Path) -> tuple[Office, bool]:
        with self._lock:
            if self._free:
                return self._free.pop()[1], False
        return _opened(programs), True

    def _give_back(self, office: Office) -> None:
        with self._lock:
            self._free.append((time.monotonic(), office))
            self._wind()

    def _wind(self) -> None:
        if self._clock is None:
            self._clock = threading.Timer(PAUSE, self._end_idle)
            self._clock.daemon = True
            self._clock.start()

    def _end_idle(self) -> None:
        oldest = time.monotonic() - PAUSE
        with self._lock:
            self._clock = None
            idle = [office for since, office in self._free if since <= oldest]
            self._free = [one for one in self._free if one[0] > oldest]
            if self._free:
                self._wind()
        for office in idle:
            office.close()


def _opened(programs: Path) -> Office:
    try:
        return Office(programs)
    except TimeoutError:
        raise NotConverted.late(TO_OPEN) from None
    except (EndedError, Failed):
        raise NotConverted.ended() from None
    except OSError as full:
        log.warning("pdf.disk", fault=str(full))
        raise NotConverted.no_room() from None


def _check(pdf: bytes) -> None:
    """Raises NotConverted where it is not what it says that it is."""
    try:
        looked = run(LOOK, Nothing(), files=[pdf])
    except Failed as failure:
        log.warning("pdf.unreadable", failure=str(failure))
        raise NotConverted.unfit([str(LACKS["damaged"])]) from None
    if looked.lacks:
        log.warning("pdf.unfit", lacks=looked.lacks)
        raise NotConverted.unfit([str(LACKS[one]) for one in looked.lacks])


_pool = Pool()
atexit.register(leave)
