"""A package says what it holds, and one that does not is refused with the reason."""

import io
import stat
import tempfile
import zipfile
from pathlib import Path

import bagit
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from good_practices.submissions import bag
from good_practices.submissions.unpack import SUMMARY, open_package
from registry.platform.errors import InvalidInput
from tests.submissions.packages import (
    NAME,
    SHEET,
    a_package,
    a_summary,
    payload,
    spoiled,
    unzipped,
    zipped,
)

names = st.from_regex(r"\A[a-z0-9][a-z0-9_-]{0,30}\.docx\Z")


@given(st.dictionaries(names, st.binary(max_size=300), min_size=1, max_size=6))
def test_the_same_contents_give_the_same_bytes_in_any_order(files: dict[str, bytes]) -> None:
    backwards = dict(reversed(files.items()))

    assert bag.make("A", files, info={}) == bag.make("A", backwards, info={})


@given(st.dictionaries(names, st.binary(max_size=300), min_size=1, max_size=6))
def test_another_program_finds_the_bag_valid(files: dict[str, bytes]) -> None:
    package = bag.make("A", files, info={"Source-Organization": "Prefettura – UTG di Cremona"})

    with tempfile.TemporaryDirectory() as folder:
        zipfile.ZipFile(io.BytesIO(package)).extractall(folder)
        read = bagit.Bag(str(Path(folder) / "A"))

        assert read.validate()
        assert read.info["Source-Organization"] == "Prefettura – UTG di Cremona"


def test_a_good_package_is_read_whole() -> None:
    package = open_package(a_package())

    assert package.summary == a_summary()
    assert package.files["01_scheda.docx"] == SHEET


def _long(line: str) -> bytes:
    return line.encode()


REFUSED = {
    "not a zip": (b"PK\x03\x04 e poi niente", "zip leggibile"),
    "an empty zip": (zipped({}), "vuoto"),
    "a file changed on the way": (
        spoiled(**{"data/01_scheda.docx": b"un'altra"}),
        "Impronta diversa",
    ),
    "a file that is missing": (spoiled(**{"data/01_scheda.docx": None}), "manca"),
    "a file that no list names": (spoiled(**{"data/di-troppo.docx": b"x"}), "non nomina"),
    "a list of files to fetch": (
        spoiled(**{"fetch.txt": b"https://male.example/x 1 data/x\n"}),
        "dalla rete",
    ),
    "no manifest": (spoiled(**{"manifest-sha512.txt": None}), "manca manifest-sha512.txt"),
    "weak fingerprints only": (
        spoiled(**{"manifest-sha512.txt": None, "manifest-md5.txt": b""}),
        "manca manifest-sha512.txt",
    ),
    "a manifest that climbs out": (
        spoiled(**{"manifest-sha512.txt": _long("0" * 128 + "  data/../../etc/passwd\n")}),
        "riga che non va",
    ),
    "a manifest with odd spaces": (
        spoiled(**{"manifest-sha512.txt": _long("0" * 128 + " \t data/01_scheda.docx\n")}),
        "riga che non va",
    ),
    "a wrong total": (
        spoiled(**{"bag-info.txt": b"Payload-Oxum: 1.1\n", "tagmanifest-sha512.txt": b""}),
        "BagIt|integro",
    ),
    "two folders": (
        zipped({**unzipped(a_package()), "ALTRA/data/x": b"x"}),
        "una sola cartella",
    ),
    "a file beside the folder": (zipped({**unzipped(a_package()), "x": b"x"}), "sola cartella"),
    "a path that climbs out": (zipped({"A/../../x": b"x"}), "non ammesso"),
    "an absolute path": (zipped({"/etc/passwd": b"x"}), "non ammesso"),
    "a path of Windows": (zipped({"A\\..\\x": b"x"}), "non ammesso"),
    "a drive letter": (zipped({"C:/x": b"x"}), "non ammesso"),
    "a device of Windows": (zipped({"A/CON.txt": b"x"}), "non ammesso"),
    "a name that reads backwards": (zipped({"A/\u202efdp.exe": b"x"}), "non ammesso"),
    "a link": (zipped({"A/x": b"/etc/passwd"}, mode=stat.S_IFLNK | 0o777), "collegamento"),
    "two names that differ only in case": (zipped({"A/x": b"1", "A/X": b"2"}), "stesso nome"),
    "a bomb": (zipped({"A/x": b"\0" * 30_000_000}), "troppo grande"),
    "a folder with another name": (a_package(name="TRASM_GE_2026_0001"), "il riepilogo dice"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_package_that_is_not_what_it_says_is_refused(what: str) -> None:
    content, sentence = REFUSED[what]

    with pytest.raises(InvalidInput, match=sentence):
        open_package(content)


def test_a_summary_with_a_wrong_field_is_refused_with_its_place() -> None:
    broken = payload() | {SUMMARY: b'{"format": "intese-invio/1", "year": "ieri"}'}

    with pytest.raises(InvalidInput, match=SUMMARY):
        open_package(bag.make(NAME, broken, info={}))


def test_a_summary_that_cites_a_file_that_is_not_there_is_refused() -> None:
    summary = a_summary(files=())
    broken = payload() | {SUMMARY: msgspec.json.encode(summary)}

    with pytest.raises(InvalidInput):
        open_package(bag.make(NAME, broken, info={}))


@given(st.integers(0, 5000), st.integers(1, 255))
def test_a_damaged_byte_never_passes_unnoticed(place: int, change: int) -> None:
    """Whatever byte of the content changes, either nothing changed or it is refused."""
    package = bytearray(a_package())
    package[place % len(package)] ^= change

    try:
        read = open_package(bytes(package))
    except InvalidInput:
        return
    assert read.files["01_scheda.docx"] == SHEET
    assert read.summary == a_summary()
