"""``intese intake`` and ``intese submissions package``, as another program would run them."""

import asyncio
import json
import os
import sys
from pathlib import Path

import pytest

from good_practices.intake import queries
from good_practices.intake.tables import Delivery
from good_practices.submissions.exchange import Receipt
from good_practices.submissions.unpack import open_package
from registry.platform.shapes import decode_all
from tests.intake.make import a_package
from tests.people import People
from tests.submissions.make import a_sent_one, a_submission

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def where(database: str, home: Path) -> dict[str, str]:
    return {**os.environ, "INTESE_DATABASE_URL": database, "INTESE_HOME": str(home)}


async def _run(where: dict[str, str], *arguments: object) -> tuple[int, str, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "intese", *map(str, arguments), env=where,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, told = await process.communicate()
    return process.returncode or 0, out.decode(), told.decode()


async def test_each_file_has_its_line_and_a_refused_one_does_not_stop_the_others(
    as_: People, where: dict[str, str], tmp_path: Path
) -> None:
    broken, good = tmp_path / "rotto.zip", tmp_path / "buono.zip"
    broken.write_bytes(b"non uno zip")
    good.write_bytes(a_package())

    code, out, told = await _run(
        where, "intake", broken, good, good, "--json", "--receipts", tmp_path
    )

    lines = [json.loads(line) for line in out.splitlines()]
    receipt = decode_all(Receipt, (tmp_path / "ricevuta_TRASM_CR_2026_0001.json").read_bytes())
    assert code == 1
    assert [(line["accepted"], line.get("new")) for line in lines] == [
        (False, None), (True, True), (True, False),
    ]  # fmt: skip
    assert [line for line in told.splitlines() if "zip leggibile" in line and "rotto" in line]
    assert "Traceback" not in told
    delivery = await queries.find(lines[1]["delivery"])
    assert receipt.package_sha512 == delivery.package_sha512 == lines[1]["sha512"]
    assert delivery.received_by is None
    assert await Delivery.count() == 1


async def test_the_package_that_leaves_is_the_one_that_was_frozen(
    as_: People, where: dict[str, str], tmp_path: Path
) -> None:
    submission = await a_sent_one(as_)

    code, _out, _told = await _run(
        where, "submissions", "package", submission.id, "-o", tmp_path / "p.zip"
    )

    package = open_package((tmp_path / "p.zip").read_bytes())
    assert code == 0
    assert package.sha512 == submission.package_sha512


async def test_a_batch_without_a_package_is_refused_in_a_sentence(
    as_: People, where: dict[str, str], tmp_path: Path
) -> None:
    submission = await a_submission(as_)

    code, _out, told = await _run(
        where, "submissions", "package", submission.id, "-o", tmp_path / "p"
    )

    assert code == 1
    assert "Il pacco non c'è ancora" in told
    assert not (tmp_path / "p").exists()
