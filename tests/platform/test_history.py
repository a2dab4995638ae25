"""The history is kept in Italian and told in the language of who reads it."""

import pytest

from registry.platform.audit import events_about, record
from registry.platform.audit.events import Event
from registry.platform.database import transaction
from registry.platform.i18n import lazy, speaking
from tests.people import People

pytestmark = pytest.mark.usefixtures("db")


async def test_a_label_of_ours_is_told_to_each_reader_in_their_language(as_: People) -> None:
    with speaking("en"):
        async with transaction():
            await record(
                Event("test:labels", "{name}: {status} ({fields})"),
                about=("test", 1),
                by=as_.operator_cr,
                name="Accolta",
                status=lazy("Accolta"),
                fields=[lazy("Titolo"), lazy("Periodo")],
            )
        in_english = (await events_about("test", 1))[0].sentence
    in_italian = (await events_about("test", 1))[0].sentence

    assert in_italian == "Accolta: Accolta (Titolo, Periodo)"
    # The name is somebody's: it stays as it was typed, even if it is a word of ours.
    assert in_english == "Accolta: Accepted (Title, Period)"
