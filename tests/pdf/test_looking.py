"""What makes a PDF unfit to be kept is found by its structure."""

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest

from intese.letters import example_json, generate
from registry.platform.contained import Failed, run
from registry.platform.pdf import find_office, to_pdf
from registry.platform.pdf.converting import LOOK
from registry.platform.pdf.shapes import Nothing

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed"),
    pytest.mark.xdist_group("pdf"),
]


@pytest.fixture(scope="module")
def good() -> bytes:
    return to_pdf(generate("lettera-trasmissione", example_json("lettera-trasmissione"))[1])


def lacks_of(pdf: bytes) -> list[str]:
    return list(run(LOOK, Nothing(), files=[pdf]).lacks)


def changed(pdf: bytes, change: Callable[[pikepdf.Pdf], Any], **saving: Any) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        opened.save(out, **saving)
    return out.getvalue()


def without_fonts(pdf: pikepdf.Pdf) -> None:
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor":
            for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                if key in one:
                    del one[key]


def with_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def with_a_file(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["altro.txt"] = pikepdf.AttachedFileSpec(pdf, b"altro")


def without_mark(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        del metadata["pdfaid:part"]


def in_english(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = "en-US"


def without(key: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        del pdf.Root[key]

    return change


def test_what_libreoffice_makes_of_our_letter_lacks_nothing(good: bytes) -> None:
    assert lacks_of(good) == []


@pytest.mark.parametrize(
    ("change", "lack"),
    [
        (without_fonts, "fonts"),
        (with_script, "active"),
        (with_a_file, "attached"),
        (without_mark, "mark"),
        (in_english, "language"),
        (without("/OutputIntents"), "output_intent"),
        (without("/StructTreeRoot"), "tags"),
        (without("/MarkInfo"), "tags"),
    ],
)
def test_each_lack_is_found_alone(
    good: bytes, change: Callable[[pikepdf.Pdf], None], lack: str
) -> None:
    assert lacks_of(changed(good, change)) == [lack]


def test_one_that_is_locked_is_not_opened(good: bytes) -> None:
    locked = changed(
        good, lambda pdf: None, encryption=pikepdf.Encryption(owner="a", user="b", R=6)
    )

    assert lacks_of(locked) == ["encrypted"]


@pytest.mark.parametrize("cut", [0, 10, 2000])
def test_what_is_no_pdf_is_damaged(good: bytes, cut: int) -> None:
    try:
        found = lacks_of(good[:cut])
    except Failed:
        found = ["damaged"]

    assert "damaged" in found
