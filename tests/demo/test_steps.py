"""Data files are refused with their place before anything is done."""

from pathlib import Path

import pytest

from intese import demo
from intese.plain_yaml import read_yaml
from intese.steps import read_steps
from registry.platform.errors import InvalidInput

STORY = """\
about: una prova
by: operator_cr
ago: 3
steps:
"""


def _refused(folder: Path, *steps: str) -> dict[str, str]:
    """What is said of a story with these steps; the first of them is on line 5."""
    path = folder / "prova.yaml"
    path.write_text(STORY + "\n".join(steps), "utf-8")
    with pytest.raises(InvalidInput) as refused:
        read_steps([path], rooms=demo.ROOMS, people=["operator_cr"])
    return refused.value.fields


PARTNER = "- {do: partners.create, key: uno, with: {name: Comune di Valdoria, kind: municipality}}"


def test_an_unknown_field_is_refused_with_its_place(tmp_path: Path) -> None:
    step = "- {do: partners.create, with: {name: Comune di Valdoria, knd: municipality}}"

    told = _refused(tmp_path, PARTNER, step)

    assert told == {
        "prova.yaml, riga 6 (partners.create): with: knd": (
            "Questo campo non esiste: forse «kind»?"
        ),
        "prova.yaml, riga 6 (partners.create): with: kind": "Manca: è necessario.",
    }


def test_every_wrong_step_is_told_at_once(tmp_path: Path) -> None:
    told = _refused(
        tmp_path,
        "- {do: partners.create, with: {name: Comune di Valdoria, kind: city}}",
        "- {do: partners.mend, with: {}}",
        "- {do: partners.ask, on: nessuno, with: Chi sono}",
        "- {do: partners.create, by: chiunque, with: {name: Comune, kind: other}}",
    )

    assert [place.partition(" (")[0] for place in told] == [
        "prova.yaml, riga 6",
        "prova.yaml, riga 8",
        "prova.yaml, riga 5",
        "prova.yaml, riga 7",
    ]


def test_a_key_is_known_only_after_the_step_that_makes_it(tmp_path: Path) -> None:
    told = _refused(tmp_path, "- {do: partners.ask, on: uno, with: Chi sono}", PARTNER)

    assert list(told.values()) == ["Prima di qui niente si chiama «uno»."]


def test_an_earlier_day_comes_first_whatever_the_order_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "prova.yaml"
    ask = "- {do: partners.ask, on: uno, with: Chi sono}"
    path.write_text(STORY + f"{ask}\n{PARTNER[:-1]}, ago: 9}}\n", "utf-8")

    steps = read_steps([path], rooms=demo.ROOMS, people=["operator_cr"])

    assert [step.told.do for step in steps] == ["partners.create", "partners.ask"]


def test_a_verb_is_told_what_it_is_done_to(tmp_path: Path) -> None:
    told = _refused(tmp_path, "- {do: partners.ask, with: Chi sono}")

    assert list(told.values()) == ["Qui va: partner_id."]


def test_novara_and_napoli_stay_text(tmp_path: Path) -> None:
    path = tmp_path / "sigle.yaml"
    path.write_text("sigle: [NO, NA, ON, 012, 1e3, ~, 2001-01-01]\nsteps: []\n", "utf-8")

    value, _lines = read_yaml(path)

    assert value == {"sigle": ["NO", "NA", "ON", "012", "1e3", "~", "2001-01-01"], "steps": []}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 1\nb:\n  c: 1\n  c: 2\n", {"rotto.yaml, riga 3": "Un campo è scritto due volte"}),
        ("a: 1\nb: [1\nc: 2\n", {"rotto.yaml, riga 3": "Questo non è un YAML"}),
    ],
)
def test_a_file_that_says_a_thing_twice_or_is_broken_is_refused_with_its_line(
    tmp_path: Path, text: str, told: dict[str, str]
) -> None:
    path = tmp_path / "rotto.yaml"
    path.write_text(text, "utf-8")

    with pytest.raises(InvalidInput) as refused:
        read_yaml(path)

    assert refused.value.fields.keys() == told.keys()
    assert all(refused.value.fields[place].startswith(words) for place, words in told.items())


def test_a_file_that_is_no_story_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "vuoto.yaml"
    path.write_text("", "utf-8")

    with pytest.raises(InvalidInput, match="oggetto"):
        read_steps([path], rooms=demo.ROOMS, people=[])


def test_a_day_to_come_is_known_and_one_too_far_is_refused(tmp_path: Path) -> None:
    act = "- {do: protocols.register_historic, with: {kind: other, title: Prova, ends: %s}}"

    told = _refused(tmp_path, act % "=in.38", act % "=in.200.month", act % "=in.900")

    assert {place.partition(" (")[0]: words for place, words in told.items()} == {
        "prova.yaml, riga 7": "Prima di qui niente si chiama «in.900»."
    }


def test_the_demo_s_own_files_are_good() -> None:
    assert len(demo.read_demo()) > 200
