"""File names: ASCII, lower-case, hyphens, at most 100 characters, no day of production."""

import re
import unicodedata

LONGEST = 100
SMALL_WORDS = frozenset(
    word
    for words in (
        "il lo la i gli le l un uno una di a da in con su per tra fra e ed o d",
        "del dello della dei degli delle dell al allo alla ai agli alle all",
        "dal dallo dalla dai dagli dalle dall nel nello nella nei negli nelle nell",
        "sul sullo sulla sui sugli sulle sull",
    )
    for word in words.split()
)


def slug_of(text: str, *, words: int = 3) -> str:
    """The first words that say something: «accoglienza-diffusa-richiedenti»."""
    spaced = text.replace("’", " ").replace("'", " ")
    plain = unicodedata.normalize("NFKD", spaced).encode("ascii", "ignore").decode().lower()
    kept = [part for part in re.findall(r"[a-z0-9]+", plain) if part not in SMALL_WORDS]
    return "-".join(kept[:words])


def file_name(*parts: str, draft: int | None = None, extension: str = "docx") -> str:
    """The parts that are not empty, joined by «_»; a draft adds «_bozza-v3»."""
    tail = (f"_bozza-v{draft}" if draft is not None else "") + f".{extension}"
    name = "_".join(part for part in parts if part)
    return name[: LONGEST - len(tail)].rstrip("-_") + tail
