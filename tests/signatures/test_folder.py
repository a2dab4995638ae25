"""The folder of trust: what an administrator may put there, and what becomes of the rest."""

import base64
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.x509.oid import NameOID

from intese.commands import main
from registry.platform.settings import settings
from registry.platform.signatures import anchors
from registry.platform.signatures.shapes import Anchors
from tests.signatures import people
from tests.signatures.envelopes import TEXT, By, envelope, in_pem
from tests.signatures.lists import GRANTED, WITHDRAWN, signed_list, trusted_list
from tests.signatures.people import a_certifier, certifier, rossi

SINCE = datetime(2020, 1, 1, tzinfo=UTC)
LATER = datetime(2025, 1, 1, tzinfo=UTC)
STATE = people.certify({NameOID.COMMON_NAME: "Stato"}, key=people.of_rsa())
CHAIN = envelope(b"", By(rossi()))
BASE64 = base64.encodebytes(certifier().der)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "fiducia"
    place.mkdir()
    monkeypatch.setenv("INTESE_TRUST", str(place))
    settings.cache_clear()
    return place


@pytest.fixture(autouse=True)
def _as_before() -> object:
    yield
    settings.cache_clear()


def read() -> Anchors:
    found = anchors.read()
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "content", "count"),
    [
        ("a.cer", certifier().der, 1),
        ("a.pem", certifier().pem, 1),
        ("due.pem", certifier().pem + b"\nnota\n" + a_certifier("Altro").pem, 2),
        ("catena.p7b", CHAIN, 2),
        ("catena.pem.p7b", in_pem(CHAIN), 2),
        ("elenco.xml", trusted_list(certifier(), (GRANTED, SINCE)), 1),
    ],
)
def test_certificates_chains_and_lists_are_read(
    folder: Path, name: str, content: bytes, count: int
) -> None:
    (folder / name).write_bytes(content)

    found = read()

    assert (len(found.anchors), found.unread) == (count, [])


@pytest.mark.parametrize(
    "content",
    [
        b"", b"niente", b"0\x82\xff\xff" + b"\0" * 50, certifier().der[:200],
        b"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
        b"<a/>", b"<TrustServiceStatusList", b"\x30" * 100_000,
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b"%PDF-1.7", envelope(TEXT, By(rossi()))[:300],
    ],
)  # fmt: skip
def test_a_damaged_file_is_told_and_takes_nothing_from_the_others(
    folder: Path, content: bytes
) -> None:
    (folder / "guasto.cer").write_bytes(content)
    (folder / "a.cer").write_bytes(certifier().der)

    found = read()

    assert (len(found.anchors), found.unread) == (1, ["guasto.cer"])


def test_notes_and_hidden_files_are_no_certificates(folder: Path) -> None:
    (folder / "LEGGIMI.txt").write_text("da dove viene")
    (folder / ".nascosto").write_bytes(b"x")

    assert (read().anchors, read().unread) == ([], [])
    assert anchors.packed() is None


def test_a_file_put_there_later_is_read_without_starting_again(folder: Path) -> None:
    assert read().anchors == []

    (folder / "a.cer").write_bytes(certifier().der)

    assert len(read().anchors) == 1


def test_a_list_says_in_which_times_a_certifier_was_good(folder: Path) -> None:
    content = trusted_list(certifier(), (GRANTED, SINCE), (WITHDRAWN, LATER))
    (folder / "elenco.xml").write_bytes(content)

    (anchor,) = read().anchors

    assert anchor.periods == [(SINCE, LATER)]


@pytest.mark.parametrize(
    ("kind", "purpose", "signs", "stamps"),
    [
        ("CA/QC", "ForeSignatures", True, False),
        ("CA/QC", "ForeSeals", True, False),
        ("TSA/QTST", "ForeSignatures", False, True),
        ("CA/QC", "ForWebSiteAuthentication", None, None),
        ("CA/PKC", "ForeSignatures", None, None),
    ],
)
def test_a_list_says_for_what_a_certifier_is_good(
    folder: Path, kind: str, purpose: str, *, signs: bool | None, stamps: bool | None
) -> None:
    content = trusted_list(certifier(), (GRANTED, SINCE), kind=kind, purpose=purpose)
    (folder / "elenco.xml").write_bytes(content)

    told = [(one.signs, one.stamps) for one in read().anchors]

    assert told == ([] if signs is None else [(signs, stamps)])


def test_a_list_that_its_state_signed_says_so_and_one_that_was_changed_counts_for_nothing(
    folder: Path,
) -> None:
    content = signed_list(trusted_list(certifier(), (GRANTED, SINCE)), STATE)
    (folder / "buono.xml").write_bytes(content)
    (folder / "cambiato.xml").write_bytes(content.replace(b"2020-01-01", b"2010-01-01"))

    good, changed = read().lists

    assert (good.signed_by, good.is_intact, good.territory) == ("Stato", True, "IT")
    assert (changed.signed_by, changed.is_intact) == ("Stato", False)
    assert len(read().anchors) == 1


def test_the_command_says_valid_with_the_folder_and_not_without(
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "atto.txt.p7m"
    file.write_bytes(envelope(TEXT, By(rossi())))
    (folder / "a.cer").write_bytes(certifier().der)

    assert main(["verify", str(file)]) == 0
    with_folder = capsys.readouterr().out
    monkeypatch.delenv("INTESE_TRUST")
    settings.cache_clear()
    assert main(["verify", str(file)]) == 0
    without = capsys.readouterr().out

    assert "Firma valida" in with_folder
    assert "Firma integra, fiducia non valutata" in without
    assert "valida" not in without


def test_doctor_tells_the_folder_and_what_is_wrong_in_it(
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("INTESE_HOME", str(tmp_path / "var"))
    monkeypatch.delenv("INTESE_DATABASE_URL", raising=False)
    settings.cache_clear()
    (folder / "a.cer").write_bytes(certifier().der)
    (folder / "guasto.cer").write_bytes(b"x")
    content = trusted_list(
        certifier(), (GRANTED, SINCE), next_update=datetime(2024, 1, 1, tzinfo=UTC)
    )
    (folder / "vecchio.xml").write_bytes(signed_list(content, STATE))

    main(["doctor"])

    told = capsys.readouterr().out
    assert f"bene          INTESE_TRUST: {folder}: 2 certificatori fidati" in told
    assert "DA SISTEMARE  INTESE_TRUST: «guasto.cer» non è un certificato" in told
    assert "nota          INTESE_TRUST: «vecchio.xml», elenco di IT" in told
    assert "il prossimo era atteso il 01/01/2024" in told


def test_a_folder_that_is_not_there_is_told(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.rmdir()
    file = tmp_path / "atto.txt.p7m"
    file.write_bytes(envelope(TEXT, By(rossi())))

    assert main(["verify", str(file)]) == 1
    assert "INTESE_TRUST" in capsys.readouterr().err
