"""What goes wrong around a command is a sentence in Italian and a status, never a traceback."""

import errno
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from intese.commands import COMMANDS, main, parser, telling
from registry.platform import demonstration
from registry.platform.database import DB
from registry.platform.errors import InvalidInput
from registry.platform.settings import NAMES, ROOT, read_settings, settings
from tests.territory.make import an_edition
from tests.territory.test_loading import with_columns

PROGRAM = [sys.executable, "-m", "intese"]
FULL = "/dev/full"
HEAVY = ("litestar", "piccolo", "asyncpg", "docx", "structlog", "uvicorn")


@pytest.fixture
def setting(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Settings of one test only, and its own way to the database."""
    settings.cache_clear()
    monkeypatch.setattr(DB, "pool", None)
    monkeypatch.setattr(DB, "config", {})
    demonstration.forget()
    yield monkeypatch
    monkeypatch.undo()
    settings.cache_clear()


def start(*typed: str | bytes, **options: object) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]  # noqa: S603  our own
        [*PROGRAM, *typed],
        cwd=ROOT,
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options},
    )


def ends(*typed: str | bytes, given: bytes = b"", **options: object) -> tuple[int, str, str]:
    """Status, standard output and standard error of the program as a process of its own."""
    process = start(*typed, **{"stdin": subprocess.PIPE, **options})
    out, err = process.communicate(given, timeout=120)
    return process.returncode, (out or b"").decode(), (err or b"").decode()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("postgresql://x:segreta@127.0.0.1:1/z", "su 127.0.0.1:1/z non risponde"),
        ("postgresql://x:segreta@nessuno.invalid/z", "nessuno.invalid/z non risponde"),
        ("postgresql://x:segreta@127.0.0.1:porta/z", "INTESE_DATABASE_URL"),
        ("garbage", "scrivilo come postgresql://"),
        ("http://x", "scrivilo come postgresql://"),
    ],
)
def test_a_database_that_cannot_be_had_is_a_sentence_without_its_password(
    url: str,
    words: str,
    setting: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    setting.setenv("INTESE_DATABASE_URL", url)

    status = main(["check"])

    told = capsys.readouterr().err
    assert status == 1
    assert words in told
    assert "segreta" not in told
    assert len(told.splitlines()) == 1


def test_doctor_tells_every_setting_before_a_database_that_does_not_answer(
    setting: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    setting.setenv("INTESE_DATABASE_URL", "postgresql://x:segreta@127.0.0.1:1/z")

    status = main(["doctor"])

    told = capsys.readouterr().out
    assert status == 1
    assert "INTESE_DATABASE_URL: 127.0.0.1:1/z" in told
    assert told.splitlines()[-1].startswith("DA SISTEMARE  L'archivio su 127.0.0.1:1/z")
    assert "segreta" not in told


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("INTESE_POOL_SIZE", "abc"),
        ("INTESE_POOL_SIZE", "0"),
        ("INTESE_POOL_SIZE", "-1"),
        ("INTESE_POOL_SIZE", "1e3"),
        ("INTESE_POOL_SIZE", "9" * 5000),
        ("INTESE_PUBLIC_URL", "intese"),
        ("INTESE_PUBLIC_URL", "http://[x"),
        ("INTESE_HOME", __file__),
    ],
)
def test_a_setting_that_cannot_be_is_named(
    name: str, value: str, setting: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    setting.setenv(name, value)

    statuses = (main(["check"]), main(["doctor"]))

    told = capsys.readouterr()
    assert statuses == (1, 1)
    assert told.err.startswith(f"{name}: ")
    assert f"DA SISTEMARE  {name}: " in told.out


def test_a_home_below_a_file_and_one_without_permission_are_sentences(
    tmp_path: Path, setting: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    setting.setenv("INTESE_HOME", str(tmp_path / "file" / "var"))
    below = main(["check"])
    settings.cache_clear()
    setting.setenv("INTESE_HOME", "/proc/intese")
    nowhere = main(["check"])

    told = capsys.readouterr().err
    assert (below, nowhere) == (1, 1)
    assert str(tmp_path / "file") in told
    assert "/proc/intese" in told


def test_settings_are_all_told_by_doctor(
    database: str, db: None, setting: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    setting.delenv("INTESE_DATABASE_URL", raising=False)
    main(["doctor"])

    told = capsys.readouterr().out
    assert [name for name in NAMES if f"{name}: " not in told] == []


def test_doctor_makes_nothing(
    tmp_path: Path, setting: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "nuova"
    setting.setenv("INTESE_HOME", str(home))

    status = main(["doctor"])

    assert status == 0
    assert not home.exists()
    assert "nasce al primo avvio" in capsys.readouterr().out


def test_doctor_knows_a_mailbox_from_a_word_and_names_what_it_does_not_know(
    tmp_path: Path, setting: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    setting.setenv("INTESE_HOME", str(tmp_path / "nuova"))
    setting.setenv("INTESE_MAILBOX", "nonposta")
    setting.setenv("INTESE_POOLSIZE", "20")

    status = main(["doctor"])

    told = capsys.readouterr().out
    assert status == 1
    assert "DA SISTEMARE  INTESE_MAILBOX: «nonposta»" in told
    assert "nota          INTESE_POOLSIZE: " in told


def test_reading_the_settings_makes_no_secret_and_two_that_need_it_share_one(
    tmp_path: Path,
) -> None:
    home = tmp_path / "nuova"
    first, second = (read_settings({"INTESE_HOME": str(home)}) for _ in range(2))
    assert not home.exists()

    assert len(first.secret) >= 32
    assert second.secret == first.secret
    assert first.secret_file.stat().st_mode & 0o777 == 0o600
    assert list(home.iterdir()) == [first.secret_file]


@pytest.mark.parametrize("port", ["99999", "-1", "0", "tanti", "८०"])
def test_what_is_no_port_is_wrong_usage(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["serve", f"--port={port}"])

    assert ended.value.code == 2
    assert "scrivi un numero da 1 a 65535" in capsys.readouterr().err


def test_a_taken_port_is_said_before_the_registry_is_opened(
    tmp_path: Path, setting: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    setting.setenv("INTESE_HOME", str(tmp_path / "nuova"))
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        status = main(["serve", "--port", str(port)])

    assert status == 1
    assert f"La porta {port} è già occupata" in capsys.readouterr().err
    assert not (tmp_path / "nuova").exists()


@pytest.mark.parametrize("host", ["1.2.3.4", "nessuno.invalid", "x" * 70, ".."])
def test_an_address_of_another_machine_is_a_sentence(
    host: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["serve", "--host", host])

    assert status == 1
    assert "127.0.0.1" in capsys.readouterr().err


@pytest.mark.parametrize(
    "typed",
    [
        ["generate", "scheda", "DATI", "-o", "/dev/full"],
        ["generate", "scheda", "DATI", "-o", "DATI/foo.docx"],
        ["generate", "scheda", "DATI/foo"],
        ["generate", "scheda", "x" * 300],
        ["generate", "scheda", "DATI", "-o", "x" * 300],
        ["generate", "scheda", "DATI", "-o", "non-ce/foo.docx"],
        ["generate", "scheda", "."],
    ],
)
def test_a_file_that_cannot_be_read_or_written_is_a_sentence_that_names_it(
    typed: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["generate", "scheda", "--example"])
    data = tmp_path / "dati.json"
    data.write_text(capsys.readouterr().out, "utf-8")
    typed = [word.replace("DATI", str(data)) for word in typed]

    status = main(typed)

    told = capsys.readouterr().err
    assert status == 1
    assert typed[-1] in told
    assert "difetto" not in told


@pytest.mark.parametrize("number", ["99999999999", "0", "2147483648"])
def test_a_package_that_no_submission_can_have_is_not_there(
    number: str,
    database: str,
    db: None,
    setting: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    setting.setenv("INTESE_DATABASE_URL", database)

    status = main(["submissions", "package", number])

    assert status == 1
    assert capsys.readouterr().err == "Non c'è un invio con questo numero.\n"


def test_partners_are_exported_into_no_missing_folder_and_onto_no_full_disk(
    database: str,
    db: None,
    tmp_path: Path,
    setting: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    setting.setenv("INTESE_DATABASE_URL", database)
    missing = tmp_path / "non-ce" / "partner.csv"

    nowhere, full = main(["partners", "export", str(missing)]), main(["partners", "export", FULL])

    told = capsys.readouterr().err.splitlines()
    assert (nowhere, full) == (1, 1)
    assert str(missing) in told[0]
    assert "Non c'è più posto" in told[1]
    assert not missing.parent.exists()


def test_wrong_territory_is_told_once_with_its_place(
    database: str,
    db: None,
    tmp_path: Path,
    setting: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    setting.setenv("INTESE_DATABASE_URL", database)
    edition = an_edition(
        tmp_path, municipalities=with_columns("istat_code", "019036", cadastral_code="d150")
    )

    status = main(["territory", "load", str(edition)])

    told = capsys.readouterr().err.splitlines()
    assert status == 1
    assert told[0].startswith("municipalities.csv, riga ")
    assert told[0].count("municipalities.csv") == told[0].count("cadastral_code") == 1
    assert told[-1] == "Non ho cambiato niente."


def test_a_table_that_does_not_print_its_acts_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["generate", "tabella-rete", "--example"])
    data = tmp_path / "dati.json"
    data.write_text(capsys.readouterr().out, "utf-8")
    main(["generate", "tabella-rete", str(data), "-o", str(tmp_path / "a.docx")])
    silent = capsys.readouterr().err
    data.write_text(data.read_text("utf-8").replace("{", '{"with_acts": true,', 1), "utf-8")

    main(["generate", "tabella-rete", str(data), "-o", str(tmp_path / "b.docx")])

    assert "«with_acts»" in silent
    assert capsys.readouterr().err == ""


def test_words_that_are_no_text_are_refused_and_their_line_is_told() -> None:
    argument = ends("dates", b"13/10/2010 \xe0\xff")
    line = ends("dates", "--stdin", "--json", given=b"13/10/2010\n\xe0\xff\n")
    name = ends("inspect", b"non-ce-\xff.docx")

    assert [one[0] for one in (argument, line, name)] == [1, 1, 1]
    assert "UTF-8" in argument[2]
    assert "La riga 2 " in line[2]
    assert '"edtf":"2010-10-13"' in line[1]
    assert not [one for one in (argument, line, name) if "Traceback" in one[2]]


def test_a_closed_or_full_output_is_no_success_and_no_traceback() -> None:
    def close_output() -> None:
        os.close(1)

    closed = ends("dates", "13/10/2010", preexec_fn=close_output)
    help_on_closed = ends("--help", preexec_fn=close_output)
    with Path("/dev/full").open("wb") as full:
        on_full = ends("dates", "13/10/2010", stdout=full)
        help_on_full = ends("--help", stdout=full)

    assert (closed[0], on_full[0], help_on_full[0]) == (1, 1, 1)
    assert "chiusa" in closed[2]
    assert "Non c'è più posto" in on_full[2]
    everything = closed[2] + on_full[2] + help_on_closed[2] + help_on_full[2]
    assert "Traceback" not in everything
    assert "Exception ignored" not in everything


def test_a_reader_that_leaves_is_no_fault() -> None:
    read, write = os.pipe()
    os.close(read)
    status, _out, err = ends("dates", "13/10/2010", stdout=write)
    os.close(write)

    assert (status, err) == (0, "")


INTERRUPTED_AT = """
import os, signal, sys
loading = sys.argv.pop()
sys.argv[1:] = ["serve", "--port", "1"]
class Interrupting:
    def find_spec(self, name, *_where):
        if name == loading:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupting())
from intese.__main__ import program
program()
"""


@pytest.mark.parametrize(
    "loading",
    ["intese.commands", "intese.commands.telling", "argparse", "intese.commands.serving",
     "litestar", "intese.app"],
)  # fmt: skip
def test_an_interruption_is_silent_however_early(loading: str) -> None:
    done = subprocess.run(  # noqa: S603  our own words
        [sys.executable, "-c", INTERRUPTED_AT, loading],
        cwd=ROOT, capture_output=True, check=False, timeout=120,
    )  # fmt: skip

    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


@pytest.mark.parametrize(
    "fault",
    [
        *(OSError(code, os.strerror(code), "dati.json") for code in sorted(telling.SENTENCES)),
        OSError(errno.EIO, "Input/output error", "dati.json"),
        OSError(errno.EIO, "Input/output error"),
        OSError(errno.ENOSPC, "No space left on device"),
        MemoryError(),
        RecursionError("maximum recursion depth exceeded"),
        ValueError("un difetto"),
        InvalidInput.of({"a.0": "Manca.", "": "Tutto."}),
    ],
    ids=str,
)
def test_whatever_breaks_ends_with_one_and_with_words(
    fault: Exception, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    status = telling.tell(fault)

    told = capsys.readouterr().err
    assert status == 1
    assert told.strip()
    assert "Traceback" not in told
    if "racconto" in told:
        path = Path(told.split(" è in ")[-1].strip().rstrip("."))
        assert type(fault).__name__ in path.read_text("utf-8")
        path.unlink()


def test_help_and_dates_import_none_of_the_program() -> None:
    asked = f"""
import sys
from intese.commands import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""
    for typed in (["--help"], ["dates", "13/10/2010"], ["nonesiste"]):
        done = subprocess.run(  # noqa: S603  our own program
            [sys.executable, "-c", asked, *typed], capture_output=True, text=True, check=True,
            cwd=ROOT,
        )  # fmt: skip

        assert done.stderr.splitlines()[-1] == "[]"


def test_the_help_of_all_commands_says_of_each_what_its_own_help_says() -> None:
    short = parser(knowing="").format_help()

    assert parser().format_help() == short
    assert all(name in short for name in COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_command_is_known_to_the_family_that_it_is_said_to_be_of(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])

    told = capsys.readouterr().out
    assert ended.value.code == 0
    assert "Esempio:" in told
    assert f"Esempio:\n  intese {name} --help" not in told
