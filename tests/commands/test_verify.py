"""``intese verify``: who signed, on the command line."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intese.commands import main
from registry.platform.settings import settings
from tests.signatures import people
from tests.signatures.envelopes import TEXT, By, envelope
from tests.signatures.pdfs import pdf, signed, update, words
from tests.signatures.people import certifier, certify, rossi, verdi


@pytest.fixture(autouse=True)
def _trusting_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("INTESE_TRUST", raising=False)
    settings.cache_clear()


def test_every_file_has_its_line_with_the_names_that_are_fixed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "atto.pdf", tmp_path / "lettera.txt"
    good.write_bytes(signed(pdf(), By(rossi())))
    bad.write_bytes(b"Gentile collega,")

    status = main(["verify", str(good), str(bad), "--json"])

    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert status == 1
    assert list(first) == [
        "file", "format", "signed", "intact", "covers_whole_file", "modified_after_signing",
        "trusted", "signers", "reasons",
    ]  # fmt: skip
    assert (first["file"], first["format"], first["trusted"]) == (str(good), "pades", None)
    assert first["signers"] == [{
        "name": "ROSSI MARIO", "tax_code": "RSSMRA80A01D150S", "organisation": "COMUNE DI CREMONA",
        "signed_at": "2026-11-19T09:30:00Z", "intact": True, "trusted": None,
    }]  # fmt: skip
    assert (second["signed"], second["intact"], second["format"]) == (False, False, None)
    assert second["reasons"] == [
        {"code": "not_signed", "message": "Nel file non c'è nessuna firma."}
    ]


def test_in_words_it_says_who_when_and_how_it_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "atto.txt.p7m"
    file.write_bytes(envelope(TEXT, By(rossi()), By(verdi())))

    assert main(["verify", str(file)]) == 0

    told = capsys.readouterr().out
    assert f"{file}: firmato e integro" in told
    assert (
        "ROSSI MARIO, RSSMRA80A01D150S, COMUNE DI CREMONA, 19/11/2026 10:30: Firma integra" in told
    )
    assert "valida" not in told


@pytest.mark.parametrize(
    "content",
    [
        update(signed(pdf(), By(rossi())), {4: words(b"altro")}),
        envelope(TEXT, By(rossi()), says_content=b"altro"),
        envelope(TEXT, By(certify(people.as_aruba(*people.ROSSI), certifier(),
                                  valid_until=datetime(2026, 11, 18, tzinfo=UTC)))),
    ],
    ids=["changed since", "content changed", "certificate expired: as if not signed"],
)  # fmt: skip
def test_it_ends_with_one_where_a_signature_does_not_hold(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "atto"
    file.write_bytes(content)

    assert main(["verify", str(file)]) == 1
    assert "Firma non valida" in capsys.readouterr().out


def test_a_detached_signature_finds_its_document_beside_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "atto.txt.p7s"
    file.write_bytes(envelope(TEXT, By(rossi()), is_detached=True))

    alone = main(["verify", str(file)])
    told = capsys.readouterr().out
    (tmp_path / "atto.txt").write_bytes(TEXT)
    beside = main(["verify", str(file)])

    assert (alone, beside) == (1, 0)
    assert "serve anche il documento firmato, nella stessa cartella" in told


def test_what_cannot_be_read_stops_no_other_and_a_folder_is_all_its_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "atti"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number}.p7m").write_bytes(envelope(TEXT, By(rossi())))
    os.mkfifo(tmp_path / "tubo")
    odd = Path(os.fsdecode(bytes(tmp_path) + b"/perch\xe9.p7m"))
    odd.write_bytes(envelope(TEXT, By(rossi())))

    given = [str(one) for one in (tmp_path / "manca", tmp_path / "tubo", folder, odd)]
    status = main(["verify", *given, "--json"])

    told = capsys.readouterr()
    rows = [json.loads(line) for line in told.out.splitlines()]
    assert (status, len(rows), {row["intact"] for row in rows}) == (1, 21, {True})
    assert "non c'è" in told.err
    assert "tubo» non è un file" in told.err


def test_of_what_is_signed_in_another_way_it_does_not_say_that_it_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "atto.asice"
    file.write_bytes(b"PK\x03\x04..mimetypeapplication/vnd.etsi.asic-e+zip")

    assert main(["verify", str(file)]) == 1

    told = capsys.readouterr().out
    assert f"{file}: firme non controllate: firma XML o contenitore ASiC" in told
    assert "fatti mandare il PDF firmato o il .p7m" in told
