"""Forms are data: what they say is kept to the letter, and a changed form is a new edition."""

from pathlib import Path

import pytest

from good_practices.circulars import queries
from good_practices.circulars.actions import load_circulars
from good_practices.circulars.naming import circular_name, scheda_heading
from good_practices.circulars.reading import DATA, read_circular
from good_practices.circulars.tables import Circular
from registry.platform.database import fetch
from registry.platform.errors import InvalidInput
from registry.platform.mailboxes import warning_about

FORM = DATA / "circolare-5973-2015.toml"


@pytest.fixture
async def kept_forms(db: None):  # type: ignore[no-untyped-def]  # a fixture that cleans after itself
    """Forms are reference data, which tests do not empty: what a test adds, it takes away."""
    before = [row["id"] for row in await fetch("SELECT id FROM circular")]
    yield
    await Circular.delete().where(Circular.id.not_in(before))
    await Circular.update({Circular.is_current: True}).where(Circular.id.is_in(before))


def changed_form(folder: Path, old: str, new: str) -> Path:
    path = folder / "modulo.toml"
    text = FORM.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return path


async def test_the_form_of_2015_is_there_with_its_eleven_fields_in_order(db: None) -> None:
    circular = await queries.find_current("5973")

    assert circular.name == "Circolare n. 5973 dell'11/11/2015"
    assert [field.number for field in circular.fields] == list(range(1, 12))
    assert circular.sender_lines[0] == "Ministero dell'Interno"
    assert len(circular.instructions) == 2


async def test_field_seven_keeps_the_word_that_copies_drop(db: None) -> None:
    circular = await queries.find_current("5973")

    assert "strutture ospitanti che nella comunità locale" in circular.field(7).text


async def test_only_other_needs_a_specification_and_only_stories_tell_of_persons(db: None) -> None:
    circular = await queries.find_current("5973")

    assert [f.number for f in circular.fields if f.needs_specification] == [11]
    assert [f.number for f in circular.fields if f.tells_stories] == [6]
    assert circular.field(10).sub_items[:2] == ["minori", "minori non accompagnati"]


async def test_loading_again_changes_nothing(db: None) -> None:
    before = await fetch("SELECT * FROM circular")

    added = await load_circulars()

    assert added == 0
    assert await fetch("SELECT * FROM circular") == before


async def test_a_changed_form_is_a_new_edition_and_the_old_one_stays(
    kept_forms: None, tmp_path: Path
) -> None:
    old = await queries.find_current("5973")
    changed_form(tmp_path, "apprendimento della lingua italiana", "lingua e cultura italiana")

    added = await load_circulars(tmp_path)

    new = await queries.find_current("5973")
    assert added == 1
    assert (new.edition, new.field(5).text) == (old.edition + 1, "lingua e cultura italiana")
    assert (await queries.find(old.id)).field(5).text == "apprendimento della lingua italiana"


async def test_going_back_to_an_earlier_form_takes_its_edition_up_again(
    kept_forms: None, tmp_path: Path
) -> None:
    old = await queries.find_current("5973")
    changed_form(tmp_path, "apprendimento della lingua", "studio della lingua")
    await load_circulars(tmp_path)

    added = await load_circulars()

    assert added == 0
    assert (await queries.find_current("5973")).id == old.id


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('short_name = "Lingua italiana"\n', "", "fields.4.short_name"),
        ("needs_specification", "needs_specifcation", "fields.10.needs_specifcation"),
        ("number = 4\n", "number = 5\n", "fields.3.number"),
        ("issued_on = 2015-11-11", 'issued_on = "novembre"', "issued_on"),
        ("mailbox = ", "mail_box = ", "mail_box"),
        ("[[fields]]\nnumber = 2", "[[fields\nnumber = 2", ""),
    ],
)
def test_a_data_file_with_a_wrong_field_is_refused_with_its_place(
    tmp_path: Path, old: str, new: str, place: str
) -> None:
    path = changed_form(tmp_path, old, new)

    with pytest.raises(InvalidInput) as refused:
        read_circular(path)

    assert (f"modulo.toml: {place}" if place else "modulo.toml") in refused.value.fields


async def test_a_refused_file_leaves_every_form_as_it_was(db: None, tmp_path: Path) -> None:
    changed_form(tmp_path, "number = 4\n", "number = 44\n")
    before = await fetch("SELECT * FROM circular")

    with pytest.raises(InvalidInput):
        await load_circulars(tmp_path)

    assert await fetch("SELECT * FROM circular") == before


@pytest.mark.parametrize(
    ("address", "is_suspect"),
    [
        ("dlci.buonepraticheaccoglienza@interno.it", False),
        ("dici.buonepraticheaccoglienza@interno.it", True),
        (" DICI.altro@interno.it", True),
        ("d1ci@interno.it", False),
        ("", False),
    ],
)
def test_an_address_that_begins_with_dici_is_told_and_never_put_right(
    address: str, is_suspect: bool
) -> None:
    assert bool(warning_about(address)) is is_suspect


async def test_the_mailbox_is_the_installations_unless_the_form_has_its_own(
    kept_forms: None, tmp_path: Path
) -> None:
    changed_form(tmp_path, 'mailbox = ""', 'mailbox = "dici.prova@interno.it"')
    usual = await queries.find_current("5973")

    await load_circulars(tmp_path)

    own = await queries.find_current("5973")
    assert usual.mailbox == "dlci.buonepraticheaccoglienza@interno.it"
    assert own.mailbox == "dici.prova@interno.it"
    assert "dlci" in own.mailbox_warning


def test_the_heading_of_a_scheda_is_made_from_its_field() -> None:
    text = read_circular(FORM).fields[6].text

    heading = scheda_heading(7, text + ";")

    assert heading.startswith("Scheda 7: Processi di coinvolgimento volontario")
    assert heading.endswith("nella comunità locale.")


def test_a_circular_is_called_with_the_day_as_it_is_read_aloud() -> None:
    issued_on = read_circular(FORM).issued_on

    assert circular_name("5973", issued_on).endswith("n. 5973 dell'11/11/2015")
    assert circular_name("12", issued_on.replace(day=8)).endswith("dell'08/11/2015")
    assert circular_name("12", issued_on.replace(day=9)).endswith("del 09/11/2015")
