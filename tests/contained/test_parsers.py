"""The parsers work shut in, and a file that breaks them breaks nothing else."""

import io
import socket
import zipfile
from pathlib import Path

import pytest

from registry.platform.contained import Broke, Task, run, scratch
from tests.contained.mischief import Asked, Said

READ, MAKE, JOIN, VERIFY, READ_XML = (
    Task(f"tests.contained.parsing:{name}", asks=Asked, answers=Said)
    for name in ("read_pdf", "make_pdf", "join", "verify", "read_xml")
)


def a_pdf(pages: int) -> bytes:
    with scratch() as file:
        run(MAKE, Asked(number=pages), output=file)
        return file.read()


def test_pdfs_are_made_joined_and_read(tmp_path: Path) -> None:
    dossier = tmp_path / "fascicolo.pdf"

    run(JOIN, Asked(), files=[a_pdf(2), a_pdf(3)], output=dossier)

    assert run(READ, Asked(), files=[dossier]).words == ["5 5 0"]


@pytest.mark.parametrize("kept", [0, 1, 100, 400])
def test_a_pdf_that_is_cut_breaks_the_reading_only(kept: int) -> None:
    with pytest.raises(Broke):
        run(READ, Asked(), files=[a_pdf(2)[:kept]])


def test_signatures_can_be_made_and_verified() -> None:
    assert run(VERIFY, Asked()).words == ["data"]


def test_an_entity_reaches_neither_files_nor_network() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        port = server.getsockname()[1]

        for address in ("file:///etc/passwd", f"http://127.0.0.1:{port}/a.xml"):
            said = entity_from(address)
            assert "root:" not in said
        with pytest.raises(BlockingIOError):
            server.accept()


def entity_from(address: str) -> str:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("a.xml", f'<!DOCTYPE a [<!ENTITY e SYSTEM "{address}">]><a>ciao &e;</a>')
    try:
        return " ".join(run(READ_XML, Asked(), files=[packed.getvalue()]).words)
    except Broke as broke:
        return str(broke)
