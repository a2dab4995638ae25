"""What the documents about the house say is true of the code."""

import ast
import re

import pytest
import yaml

from registry.platform.settings import ROOT
from tests.house.test_rooms import CODE
from tools.diagrams import stale

CODE_NAMES = {
    node.name
    for path in CODE
    for node in ast.walk(ast.parse(path.read_text("utf-8")))
    if isinstance(node, ast.ClassDef)
}
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")
PUBLICCODE = yaml.safe_load((ROOT / "publiccode.yml").read_text("utf-8"))


def test_every_word_of_the_glossary_is_a_name_of_the_code() -> None:
    rows = [line.split("|")[2] for line in GLOSSARY.splitlines() if line.startswith("| ")]
    words = {word for row in rows for word in re.findall(r"`([A-Z]\w+)`", row)}

    assert len(words) > 30
    assert words - CODE_NAMES == set()


def test_the_lifecycle_diagrams_say_what_the_code_says() -> None:
    assert stale() == []


@pytest.mark.parametrize(
    "key",
    ["publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType",
     "organisation", "description", "legal", "maintenance", "localisation"],
)  # fmt: skip
def test_publiccode_has_what_its_form_asks(key: str) -> None:
    assert PUBLICCODE[key]


def test_publiccode_follows_version_0_7_and_not_the_deprecated_italian_section() -> None:
    described = PUBLICCODE["description"]["it"]

    assert PUBLICCODE["publiccodeYmlVersion"] == "0"
    assert "IT" not in PUBLICCODE
    assert PUBLICCODE["organisation"]["uri"]
    assert PUBLICCODE["legal"]["license"] == "EUPL-1.2"
    assert len(described["shortDescription"]) <= 150
    assert 150 <= len(described["longDescription"]) <= 10_000
    assert described["features"]


def test_no_address_of_a_package_registry_stands_in_the_project() -> None:
    kept = [ROOT / name for name in ("requirements.lock", "package-lock.json", "pyproject.toml",
                                     "package.json", "Makefile", "bench/peers/requirements.lock",
                                     "bench/peers/package-lock.json")]  # fmt: skip

    for path in kept:
        text = path.read_text("utf-8")
        assert not re.search(r"index-url|\"resolved\":|registry\.npmjs|pypi\.org", text), path


def test_the_two_commands_stand_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")

    assert "make run" in readme
    assert "make test" in readme
