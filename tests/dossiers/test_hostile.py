"""What somebody put in on purpose harms itself only, and does not get into the dossier."""

from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from registry.platform.contained import Limits
from registry.platform.dossiers import Outcome, making
from registry.platform.dossiers.shapes import Piece
from tests.contained.naming import family_of, nursery_pid
from tests.dossiers import documents as papers
from tests.dossiers.bound import dossier
from tests.gate import accepted, refused
from tests.gate import papers as files

pytestmark = pytest.mark.xdist_group("dossiers")
SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
ACTING: dict[str, papers.Change] = {
    "a script when it opens": lambda pdf: pdf.Root.update(Dictionary(OpenAction=SCRIPT)),
    "a script when a page shows": papers.on_first_page(AA=Dictionary(O=SCRIPT)),
    "a script by its name": lambda pdf: pdf.Root.update(
        Dictionary(Names=Dictionary(JavaScript=Dictionary(Names=Array([String("a"), SCRIPT]))))
    ),
    "a link to a site": papers.noted(papers.link(S=Name.URI, URI=String("https://x.example"))),
    "a command that starts a program": papers.noted(papers.link(S=Name.Launch, F=String("cmd"))),
    "a link to another file": papers.noted(
        papers.link(S=Name.GoToR, F=String("b.pdf"), D=Array([0, Name.Fit]))
    ),
    "a link and then a script": papers.noted(
        papers.link(S=Name.GoTo, D=String("nowhere"), Next=SCRIPT)
    ),
    "a button that sends": papers.noted(
        Dictionary(Subtype=Name.Widget, A=Dictionary(S=Name.SubmitForm, F=String("http://x")))
    ),
    "a film": papers.noted(Dictionary(Subtype=Name.Screen, A=Dictionary(S=Name.Rendition))),
    "a script behind a remark": papers.noted(
        Dictionary(Subtype=Name.Text, Contents="?", A=SCRIPT, AA=Dictionary(E=SCRIPT))
    ),
    "a file that it carries": files.carrying("a.exe", b"MZ"),
}


@pytest.mark.parametrize("name", ACTING)
async def test_nothing_that_acts_gets_in(name: str) -> None:
    page = papers.pdf("testo", changes=(ACTING[name],))

    made = await dossier(("a.pdf", page))

    assert made.outcomes == [Outcome.PAGES]
    assert made.texts[1].splitlines()[0] == "testo"
    assert made.what_acts() == []
    assert made.attached() == {}


async def test_whoever_asked_is_told_what_was_taken_out() -> None:
    page = papers.pdf("testo", changes=(ACTING["a script when it opens"],))

    made = await dossier(("a.pdf", page))

    assert "Tolto dalla copia: istruzioni che si eseguono da sole." in made.documents[0].why
    assert "istruzioni che si eseguono da sole" in " ".join(made.texts[0].split())


async def test_a_stream_taken_from_another_file_is_not_taken() -> None:
    def change(document: pikepdf.Pdf) -> None:
        picture = document.make_stream(b"", Type=Name.XObject, Subtype=Name.Image, Width=1,
                                       Height=1, F=String("/etc/passwd"))  # fmt: skip
        document.pages[0].obj.Resources.XObject = Dictionary(I=picture)

    made = await dossier(("a.pdf", papers.pdf("testo", changes=(change,))))

    assert b"passwd" not in made.content


async def test_of_the_gates_whole_collection_none_stops_the_others() -> None:
    gathered: list[tuple[Any, ...]] = [*accepted.ACCEPTED.values(), *refused.REFUSED.values()]
    collection = [
        (name, content)
        for *_code, name, content in gathered
        if isinstance(content, bytes) and not content.startswith(b"PK")
    ]
    good = papers.pdf("buono")

    made = await dossier(("prima.pdf", good), *collection, ("dopo.pdf", good))

    assert made.outcomes[0] is made.outcomes[-1] is Outcome.PAGES
    assert "buono" in made.texts[-1]
    assert made.what_acts() == []
    assert len(made.documents) == len(collection) + 2


async def test_one_that_never_ends_is_ended_and_the_others_are_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(making, "OF_ONE", Limits(seconds=60, cpu_seconds=1))
    endless = papers.pdf(*("testo",) * 4000)
    others = family_of(nursery_pid())

    made = await dossier(("a.pdf", endless), ("b.pdf", papers.pdf("buono")))

    assert made.outcomes == [Outcome.TOO_MUCH, Outcome.PAGES]
    assert family_of(nursery_pid()) <= others


async def test_one_that_cannot_be_bound_stays_out_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    lay = making._lay

    def spoiled(page: making._Page, made: object, sheaf: object) -> object:
        piece = lay(page, made, sheaf)  # type: ignore[arg-type]
        return Piece(piece.at, 40) if piece and page.name == "b.pdf" else piece

    monkeypatch.setattr(making, "_lay", spoiled)

    made = await dossier(*((f"{name}.pdf", papers.pdf(name)) for name in "abc"))

    assert made.outcomes == [Outcome.PAGES, Outcome.DAMAGED, Outcome.PAGES]
    assert [text.splitlines()[0] for text in made.texts[1:]] == ["a", "c"]
