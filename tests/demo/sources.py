"""What the sources say, read with types off; and the text of a .docx."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

from intese.plain_yaml import read_yaml

SOURCES: dict[str, Any] = read_yaml(Path(__file__).with_name("sources.yaml"))[0]  # type: ignore[assignment]  # the file is ours
ROWS = list(enumerate(SOURCES["liguria"], start=1))


def words_of(docx: bytes) -> str:
    """Every word of the body, with plain spaces, apostrophes and hyphens."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        body = package.read("word/document.xml").decode()
    text = re.sub(r"<[^>]+>", "", re.sub(r"</w:p>|<w:tab/>", " ", body))
    return " ".join(text.replace("\u00a0", " ").replace("\u2011", "-").split())
