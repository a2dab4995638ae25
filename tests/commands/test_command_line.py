"""The command line: Italian, with examples, exit statuses that scripts can trust."""

import argparse
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from intese.commands import main, parser
from intese.commands.parser import Parser
from registry.platform.documents import extract_text
from registry.platform.settings import ROOT

ENGLISH = ("usage:", "options:", "positional", "show this help", "invalid choice", "required:")


def every_command(one: Parser) -> Iterator[Parser]:
    yield one
    for action in one._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in set(action.choices.values()):
                yield from every_command(below)


COMMANDS = sorted(every_command(parser()), key=lambda one: one.prog)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one.prog)
def test_every_command_has_its_help_in_italian_with_an_example(command: Parser) -> None:
    told = command.format_help()

    assert "Esempio:" in told
    assert not [word for word in ENGLISH if word in told]


@pytest.mark.parametrize(
    "typed",
    [
        ["nonesiste"],
        ["serve", "--port", "tanti"],
        ["user", "add"],
        ["generate", "fattura", "x.json"],
        [],
    ],
)
def test_wrong_usage_ends_with_two_and_a_sentence(
    typed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(typed)

    told = capsys.readouterr()
    assert ended.value.code == 2
    assert "--help" in told.err
    assert not [word for word in ENGLISH if word in told.err]
    assert told.out == ""


def test_dates_are_told_one_json_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["dates", "dai primi anni 2000", "boh", "--json"])

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert status == 0
    assert lines[0] == {
        "text": "dai primi anni 2000", "edtf": "200X", "period": "2000~/..",
        "earliest": "2000-01-01", "latest": "2003-12-31", "precision": "decade",
        "state": None, "note": None, "words": "dai primi anni 2000",
    }  # fmt: skip
    assert (lines[1]["edtf"], lines[1]["state"]) == (None, "unknown")


def test_dates_are_read_from_standard_input_a_line_each(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("13/10/2010\n15/02/2012\n"))

    main(["dates", "--stdin", "--json"])

    told = [json.loads(line)["edtf"] for line in capsys.readouterr().out.splitlines()]
    assert told == ["2010-10-13", "2012-02-15"]


def test_a_script_is_told_the_warnings_and_the_other_dates_of_a_cell(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["dates", "16 mesi, dal 1/12/2017 al 28/2/2019; dal 2020", "--json"])

    told = json.loads(capsys.readouterr().out)
    assert told["period"] == "2017-12-01/2019-02-28"
    assert "La durata finisce il 31/03/2019" in told["warnings"][0]
    assert [other["period"] for other in told["more"]] == ["2020/.."]


def test_a_person_is_told_beginning_end_and_warnings_in_italian(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(
        ["dates", "16 mesi, dal 1° dicembre 2017 al 28 febbraio 2019", "boh", "dai primi anni 2000"]
    )

    assert capsys.readouterr().out.splitlines() == [
        "16 mesi, dal 1° dicembre 2017 al 28 febbraio 2019",
        "  inteso come: dal 1° dicembre 2017 al 28 febbraio 2019",
        "  inizio: 01/12/2017",
        "  fine: 28/02/2019",
        "  attenzione: La durata finisce il 31/03/2019; il testo dice 28/02/2019:"
        " abbiamo tenuto quella scritta.",
        "boh",
        "  non capito: restano le parole, senza data",
        "dai primi anni 2000",
        "  inteso come: dai primi anni 2000",
        "  inizio: tra il 01/01/2000 e il 31/12/2003",
        "  fine: continua",
    ]


def test_a_cell_with_two_dates_tells_both(capsys: pytest.CaptureFixture[str]) -> None:
    main(["dates", "dal 2010 al 2012; dal 2015 in rete"])

    told = capsys.readouterr().out
    assert "1. inteso come: dal 2010 al 2012" in told
    assert "2. inteso come: dall'anno 2015" in told
    assert "     nota: in rete" in told


@pytest.mark.parametrize("arguments", [["dates"], ["dates", "--lang", "xx", "dal 2010"]])
def test_dates_without_words_or_in_a_language_not_known_is_wrong_usage(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as wrong:
        main(arguments)

    told = capsys.readouterr()
    assert wrong.value.code == 2
    assert (told.out, "intese dates --help" in told.err) == ("", True)


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_words_that_are_no_utf_8_are_refused_with_a_sentence(
    form: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """As Python gives the byte E0 of an old Windows: «metà»."""
    status = main(["dates", "met\udce0 2016", *form])

    told = capsys.readouterr()
    assert (status, told.out) == (1, "")
    assert "UTF-8" in told.err


def test_an_example_makes_its_own_document_without_a_database(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["generate", "scheda", "--example"])
    data = tmp_path / "dati.json"
    data.write_text(capsys.readouterr().out, "utf-8")

    status = main(["generate", "scheda", str(data), "-o", str(tmp_path / "scheda.docx")])

    assert status == 0
    assert "Scheda 7" in extract_text((tmp_path / "scheda.docx").read_bytes())


def test_an_annex_that_is_a_file_of_its_own_is_written_beside_its_act(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["generate", "addendum", "--example"])
    data = tmp_path / "dati.json"
    data.write_text(capsys.readouterr().out, "utf-8")

    status = main(["generate", "addendum", str(data), "-o", str(tmp_path / "atto.docx")])

    told = capsys.readouterr().out.splitlines()
    assert status == 0
    assert told[0] == str(tmp_path / "atto.docx")
    assert len(told) == 2
    assert "privo di valore autonomo" in extract_text(Path(told[1]).read_bytes())
    assert Path(told[1]).parent == tmp_path


def test_a_wrong_json_names_every_wrong_field_and_ends_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "dati.json"
    data.write_text('{"year": "ieri", "colore": "blu"}', "utf-8")

    status = main(["generate", "scheda", str(data)])

    told = capsys.readouterr()
    assert status == 1
    assert {"year", "colore", "title", "office_name"} <= set(re.findall(r"^(\w+):", told.err, re.M))
    assert "Traceback" not in told.err


def test_of_many_documents_the_good_ones_are_made_and_the_others_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["generate", "scheda", "--example"])
    good = json.dumps(json.loads(capsys.readouterr().out))
    data = tmp_path / "molti.jsonl"
    data.write_text(f'{good}\n{{"year": 1}}\n', "utf-8")

    status = main(["generate", "scheda", str(data), "-o", str(tmp_path / "out")])

    assert status == 1
    assert len(list((tmp_path / "out").glob("*.docx"))) == 1
    assert "riga 2" in capsys.readouterr().err


def test_what_is_not_there_is_a_sentence_and_one(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["generate", "scheda", "non-ce.json"])

    told = capsys.readouterr()
    assert status == 1
    assert told.err.strip()
    assert "Traceback" not in told.err


def run(
    database: str, home: Path, *typed: str, given: str = ""
) -> "subprocess.CompletedProcess[str]":
    """The installed program, as a process of its own."""
    return subprocess.run(  # noqa: S603  our own program, no shell
        [sys.executable, "-m", "intese", *typed],
        input=given,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "INTESE_DATABASE_URL": database, "INTESE_HOME": str(home)},
        check=False,
        timeout=120,
    )


def test_a_person_is_added_listed_and_disabled(database: str, db: None, tmp_path: Path) -> None:
    email = "nuova@prova.example"
    try:
        added = run(database, tmp_path, "user", "add", email, "--office", "pref-cr",
                    "--role", "operator", given="una-password-di-prova\n")  # fmt: skip
        again = run(database, tmp_path, "user", "add", email, "--office", "pref-cr",
                    "--role", "operator", given="una-password-di-prova\n")  # fmt: skip
    finally:
        disabled = run(database, tmp_path, "user", "disable", email)
    listed = run(database, tmp_path, "user", "list")

    assert (added.returncode, again.returncode, disabled.returncode) == (0, 1, 0)
    assert again.stderr.strip().endswith("c'è già.")
    assert re.search(rf"{email}.*disattivata", listed.stdout)


def test_doctor_says_that_a_local_installation_is_in_order(
    database: str, db: None, tmp_path: Path
) -> None:
    told = run(database, tmp_path, "doctor")

    assert "PostgreSQL" in told.stdout
    assert "DA SISTEMARE" not in told.stdout
    assert told.returncode == 0


def test_check_finds_a_document_that_is_no_longer_as_it_was(
    database: str, db: None, tmp_path: Path
) -> None:
    stranger = tmp_path / "files" / "ab" / "abcdef"
    stranger.parent.mkdir(parents=True)
    stranger.write_bytes(b"mai visto")

    told = run(database, tmp_path, "check")

    assert told.returncode == 1
    assert "nessun documento del registro" in told.stderr
