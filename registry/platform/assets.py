"""What the front-end packages bring, as ``registry.platform.web.build_assets`` made it."""

import json
from pathlib import Path

ASSETS = Path(__file__).parent / "web" / "assets"


def read_manifest(folder: Path = ASSETS) -> dict[str, str]:
    """Logical name → name on disk."""
    path = folder / "manifest.json"
    if not path.exists():
        sentence = f"{path} is missing: run python -m registry.platform.web.build_assets"
        raise FileNotFoundError(sentence)
    manifest: dict[str, str] = json.loads(path.read_text("utf-8"))
    return manifest
