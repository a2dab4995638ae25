"""LibreOffice, shut in: it works, it calls nobody, it leaves nothing."""

import errno
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from registry.platform.contained import launch
from registry.platform.contained.namespaces import TMP
from registry.platform.contained.programs import PLAIN
from registry.platform.settings import LIBREOFFICE_NAMES, ROOT
from tests.contained.naming import family_of, nursery_pid

pytestmark = pytest.mark.libreoffice

OFFICE = next(filter(None, map(shutil.which, LIBREOFFICE_NAMES)), None)

# A page under the name of a Word document: LibreOffice opens it, and asks for what it names.
PAGE = """<html><head><link rel="stylesheet" href="http://127.0.0.1:{port}/a.css"></head>
<body><img src="http://127.0.0.1:{port}/a.png"><p>Protocollo d'intesa</p></body></html>"""

ON_A_WEAKER_MACHINE = """
import sys
from pathlib import Path
from tests.contained.weaker import without
without("namespaces")
from tests.contained.test_libreoffice import convert
print(convert(Path(sys.argv[1])))
"""


def convert(document: Path) -> int:
    """Its exit code; the PDF is beside the document."""
    assert OFFICE
    folder = document.parent
    words: list[str | Path] = [
        OFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore",
        "--nolockcheck", "--nodefault", "--nologo", "--convert-to", "pdf", "--outdir", folder,
        document,
    ]  # fmt: skip
    with launch(words, env={**PLAIN, "HOME": str(folder)}, writes=[folder], needs_tmp=True) as it:
        return it.wait(120)


@pytest.fixture(autouse=True)
def needs_libreoffice() -> None:
    if OFFICE is None:
        pytest.skip("LibreOffice is not here")


def test_it_converts_and_calls_nobody(tmp_path: Path) -> None:
    before = dead_sockets()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        document = tmp_path / "protocollo.doc"
        document.write_text(PAGE.format(port=server.getsockname()[1]))

        assert convert(document) == 0

        with pytest.raises(BlockingIOError):
            server.accept()
    assert (tmp_path / "protocollo.pdf").read_bytes().startswith(b"%PDF-")
    assert family_of(nursery_pid()) == set()
    assert dead_sockets() <= before


def test_it_does_so_where_there_are_no_namespaces(tmp_path: Path) -> None:
    before = dead_sockets()
    document = tmp_path / "protocollo.txt"
    document.write_text("Protocollo d'intesa")

    done = subprocess.run(  # noqa: S603  our own words
        [sys.executable, "-c", ON_A_WEAKER_MACHINE, document],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert done.stdout == "0\n"
    assert (tmp_path / "protocollo.pdf").exists()
    assert dead_sockets() <= before


def dead_sockets() -> set[str]:
    """LibreOffice's in the common ``/tmp`` on which nobody listens: others may be at work."""
    return {str(path) for path in TMP.glob("OSL_PIPE*") if is_dead(path)}


def is_dead(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as ours:
        ours.setblocking(False)
        return ours.connect_ex(str(path)) == errno.ECONNREFUSED
