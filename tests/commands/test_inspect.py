"""``intese inspect``: what the gate thinks of files, on the command line."""

import json
import os
from pathlib import Path

import pytest

from intese.commands import main
from registry.platform.gate.policy import LARGEST_EVER
from tests.gate import papers


def test_every_file_has_its_line_and_nothing_else_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "accordo.docx", tmp_path / "gioco.exe"
    good.write_bytes(papers.word())
    bad.write_bytes(b"MZ" + bytes(100))

    status = main(["inspect", str(good), str(bad), "--json"])

    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert status == 1
    assert [row["file"] for row in rows] == [str(good), str(bad)]
    assert [row["accepted"] for row in rows] == [True, False]
    assert list(rows[0]) == ["file", "accepted", "kind", "sha256", "signed", "reasons"]
    assert (rows[0]["kind"], rows[0]["reasons"], rows[1]["kind"]) == ("docx", [], None)
    assert set(rows[1]["reasons"][0]) == {"code", "message"}


def test_the_files_of_a_folder_are_all_looked_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "atti").mkdir()
    for number in range(3):
        (tmp_path / "atti" / f"{number}.pdf").write_bytes(papers.pdf())

    assert main(["inspect", str(tmp_path), "--json"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_a_file_that_cannot_be_read_stops_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, pipe = tmp_path / "a.pdf", tmp_path / "tubo"
    good.write_bytes(papers.pdf())
    os.mkfifo(pipe)

    status = main(["inspect", str(tmp_path / "manca.pdf"), str(pipe), str(good), "--json"])

    told = capsys.readouterr()
    assert status == 1
    assert [json.loads(line)["accepted"] for line in told.out.splitlines()] == [True]
    assert "non c'è" in told.err
    assert "tubo» non è un file" in told.err


def test_a_huge_file_is_refused_without_being_read_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    huge = tmp_path / "grande.pdf"
    with huge.open("wb") as file:
        file.truncate(LARGEST_EVER * 4)

    assert main(["inspect", str(huge), "--json"]) == 1

    row = json.loads(capsys.readouterr().out)
    assert [reason["code"] for reason in row["reasons"]] == ["too_large"]
    assert len(row["sha256"]) == 64


def test_in_words_it_says_whether_and_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "accordo.pdf.p7m"
    file.write_bytes(papers.p7m(papers.word()))

    assert main(["inspect", str(file)]) == 1

    told = capsys.readouterr().out
    assert "(p7m, firmato): non si può caricare" in told
    assert "extension_mismatch: accordo.pdf:" in told


def test_a_name_that_is_no_text_is_told_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.pdf"))
    odd.write_bytes(papers.pdf())

    assert main(["inspect", str(odd), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["accepted"]


def test_without_files_it_says_what_lacks(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["inspect"])

    assert left.value.code == 2
    assert "manca" in capsys.readouterr().err
