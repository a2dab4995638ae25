"""A document of ours as a PDF to keep, by a real LibreOffice."""

import io
import os
import re
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from intese.letters import KINDS, example_json, generate
from registry.platform.documents import extract_text
from registry.platform.pdf import NoLibreOffice, NotConverted, find_office, leave, to_pdf
from registry.platform.pdf.converting import Pool
from registry.platform.pdf.office import EndedError, read_made
from registry.platform.settings import settings
from tests.contained.naming import family_of, nursery_pid, running

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed"),
    pytest.mark.xdist_group("pdf"),
]
DRIVER = str(Path("registry/platform/pdf/driver.py").resolve())


@pytest.fixture
def pool() -> Iterator[Pool]:
    leave()  # those of other tests are not this one's
    pool = Pool(1)
    yield pool
    pool.leave()
    assert running(DRIVER) & family_of(nursery_pid()) == set()


@pytest.fixture(scope="module")
def scheda() -> bytes:
    return generate("scheda", example_json("scheda"))[1]


@pytest.fixture
def programs() -> Path:
    found = find_office()
    assert found
    return found


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@pytest.mark.parametrize("kind", KINDS)
def test_every_document_becomes_a_pdf_to_keep_that_says_the_same(kind: str) -> None:
    docx = generate(kind, example_json(kind))[1]

    pdf = PdfReader(io.BytesIO(to_pdf(docx)))

    said = set(words_of(" ".join(page.extract_text() for page in pdf.pages)))
    missing = [word for word in words_of(extract_text(docx)) if word not in said]
    # A word that goes to the next line with a hyphen is two in the PDF.
    assert len(missing) <= len(pdf.pages)


def test_one_libreoffice_makes_many(pool: Pool, programs: Path, scheda: bytes) -> None:
    made = [pool.convert(programs, scheda, 60) for _n in range(4)]

    assert len({len(pdf) for pdf in made}) <= 2
    assert len(running(DRIVER) & family_of(nursery_pid())) == 1


def test_after_some_documents_it_begins_anew(
    pool: Pool, programs: Path, scheda: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("registry.platform.pdf.converting.DOCUMENTS_EACH", 2)
    seen = set()

    for _n in range(3):
        pool.convert(programs, scheda, 60)
        seen |= running(DRIVER)

    assert len(seen) >= 2
    assert settings_tmp_is_nearly_empty()


def test_one_that_hangs_is_stopped_and_the_next_document_is_made(
    pool: Pool, programs: Path, scheda: bytes
) -> None:
    pool.convert(programs, scheda, 60)
    (hung,) = running(DRIVER) & family_of(nursery_pid())
    os.kill(hung, signal.SIGSTOP)

    with pytest.raises(NotConverted, match="non ha finito il PDF in 1 secondi"):
        pool.convert(programs, scheda, 1)

    assert pool.convert(programs, scheda, 60).startswith(b"%PDF")
    assert hung not in running(DRIVER)


def test_one_that_is_killed_is_started_again_for_the_same_document(
    pool: Pool, programs: Path, scheda: bytes
) -> None:
    pool.convert(programs, scheda, 60)
    for one in running(DRIVER) & family_of(nursery_pid()):
        os.kill(one, signal.SIGKILL)

    assert pool.convert(programs, scheda, 60).startswith(b"%PDF")


def test_what_is_no_document_is_told_and_the_next_is_made(
    pool: Pool, programs: Path, scheda: bytes
) -> None:
    with pytest.raises(NotConverted, match="non sa aprire"):
        pool.convert(programs, b"PK\x03\x04 rotto", 60)

    assert pool.convert(programs, scheda, 60).startswith(b"%PDF")


def test_two_at_once_wait_for_one_another(pool: Pool, programs: Path, scheda: bytes) -> None:
    made: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: made.append(pool.convert(programs, scheda, 120)))
        for _n in range(3)
    ]

    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert len(made) == 3
    assert len(running(DRIVER) & family_of(nursery_pid())) == 1


def test_one_that_nobody_asks_leaves_its_memory(
    pool: Pool, programs: Path, scheda: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("registry.platform.pdf.converting.PAUSE", 0.0)

    pool.convert(programs, scheda, 60)
    for one in threading.enumerate():
        if isinstance(one, threading.Timer):
            one.join(30)

    assert running(DRIVER) & family_of(nursery_pid()) == set()


def test_a_disk_without_room_is_told(
    pool: Pool, programs: Path, scheda: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: Path, _content: bytes) -> int:
        raise OSError(28, "No space left on device")

    pool.convert(programs, scheda, 60)
    with monkeypatch.context() as without_room:
        without_room.setattr(Path, "write_bytes", full)
        with pytest.raises(NotConverted, match="posto sul disco"):
            pool.convert(programs, scheda, 60)

    assert pool.convert(programs, scheda, 60).startswith(b"%PDF")


@pytest.mark.parametrize("odd", ["link", "pipe", "nothing"])
def test_what_it_only_points_at_is_not_taken(tmp_path: Path, odd: str) -> None:
    place = tmp_path / "1.pdf"
    if odd == "link":
        place.symlink_to("/etc/passwd")
    elif odd == "pipe":
        os.mkfifo(place)

    with pytest.raises(EndedError):
        read_made(place)


def test_without_libreoffice_it_says_how_to_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registry.platform.pdf.converting.find_office", lambda: None)

    with pytest.raises(NoLibreOffice, match="apt install libreoffice-writer-nogui"):
        to_pdf(b"")


def settings_tmp_is_nearly_empty() -> bool:
    return len(list((settings().home / "tmp").glob("pdf-*"))) <= 1
