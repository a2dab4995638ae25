"""What an honest task is given, and what comes back."""

from pathlib import Path

import pytest

from registry.platform.contained import Broke, Died, Task, run, scratch
from registry.platform.errors import (
    AlreadyThere,
    InvalidInput,
    NotAllowed,
    NotFound,
    Refused,
    WrongStatus,
)
from registry.platform.i18n import speaking
from tests.contained.mischief import Asked, Said
from tests.contained.naming import nursery_pid, task


def test_a_task_reads_bytes_and_files_in_the_order_given(tmp_path: Path) -> None:
    act = tmp_path / "atto.pdf"
    act.write_bytes(b"%PDF-1.7")

    said = run(task("measure"), Asked(), files=[b"uno", act, b""])

    assert said.words == ["uno", "%PDF-1.7", ""]


def test_a_thousand_files_are_given_to_one_task() -> None:
    said = run(task("measure"), Asked(), files=[str(n).encode() for n in range(1000)])

    assert said.words == [str(n) for n in range(1000)]


def test_each_task_has_a_process_of_its_own() -> None:
    first, second = (run(task("measure"), Asked()).number for _time in range(2))

    assert len({first, second, nursery_pid()}) == 3


def test_an_output_is_there_when_the_task_is_done_and_is_private(tmp_path: Path) -> None:
    path = tmp_path / "fascicolo.pdf"

    said = run(task("write"), Asked("z", 3), files=[b"dossier "], output=path)

    assert path.read_bytes() == b"dossier zzz"
    assert said.number == 11
    assert path.stat().st_mode & 0o777 == 0o600


def test_an_output_without_a_name_is_read_by_who_asked() -> None:
    with scratch() as file:
        run(task("write"), Asked("z", 3), output=file)

        assert file.read() == b"zzz"


def test_an_output_never_takes_the_place_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "there"
    path.write_bytes(b"old")

    with pytest.raises(FileExistsError):
        run(task("write"), Asked("z", 3), output=path)

    assert path.read_bytes() == b"old"


def test_a_pipe_or_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="is no file"):
        run(task("measure"), Asked(), files=[tmp_path])


def test_a_file_that_is_not_there_is_said_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="manca"):
        run(task("measure"), Asked(), files=[b"x", tmp_path / "manca"])


@pytest.mark.parametrize(
    ("word", "kind", "sentence"),
    [
        ("Refused", Refused, "Così no."),
        ("NotFound", NotFound, "Non c'è."),
        ("NotAllowed", NotAllowed, "Non puoi."),
        ("WrongStatus", WrongStatus, "Non adesso."),
        ("TooOld", WrongStatus, "Troppo vecchio."),
        ("AlreadyThere", AlreadyThere, "C'è già."),
        ("InvalidInput", InvalidInput, "Qualcosa non va."),
    ],
)
def test_what_a_task_refuses_is_refused_here(word: str, kind: type[Refused], sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        run(task("refuse"), Asked(word))

    assert type(refused.value) is kind
    assert refused.value.sentence == sentence


def test_invalid_input_keeps_its_fields() -> None:
    with pytest.raises(InvalidInput) as refused:
        run(task("refuse"), Asked("InvalidInput"))

    assert refused.value.fields == {"": "Qualcosa non va.", "title": "Manca."}


def test_a_refusal_is_in_the_language_of_who_asked() -> None:
    with speaking("en"), pytest.raises(NotFound, match="document"):
        run(task("refuse_in_a_language"), Asked())


@pytest.mark.parametrize("kind", ["ValueError", "SystemExit", "KeyboardInterrupt",
                                  "NotImplementedError", "UnicodeDecodeError"])  # fmt: skip
def test_any_other_exception_is_told_by_kind_and_place_but_not_in_its_words(kind: str) -> None:
    with pytest.raises(Broke) as broke:
        run(task("raise_"), Asked(kind))

    assert broke.value.kind == kind
    assert broke.value.place.startswith("tests.contained.mischief:")
    assert "words of a file" not in str(broke.value)


def test_a_recursion_without_end_ends() -> None:
    with pytest.raises(Broke, match="RecursionError"):
        run(task("recurse"), Asked())


def test_a_library_may_run_a_loop_of_its_own() -> None:
    assert run(task("run_a_loop"), Asked()).number == 7


def test_a_task_may_still_import_from_the_interpreter() -> None:
    assert run(task("import_late"), Asked()).words == ["colorsys", "encodings.cp273", "A"]


def test_a_task_that_is_not_there_is_a_fault_and_not_the_end() -> None:
    with pytest.raises(Broke, match="AttributeError"):
        run(task("nowhere"), Asked())
    with pytest.raises(Broke, match="ModuleNotFoundError"):
        run(Task("tests.nowhere:at_all", asks=Asked, answers=Said), Asked())

    assert run(task("measure"), Asked()).words == []


def test_an_answer_of_another_shape_is_none() -> None:
    with pytest.raises(Died, match="no Said"):
        run(task("answer_something_else"), Asked())
