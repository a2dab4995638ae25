"""How a place is called in a sentence, and whom to thank for the data. Pure."""

import unicodedata

from registry.platform.i18n import lazy
from registry.territory.kinds import PlaceKind, ProvinceKind

ATTRIBUTION = lazy(
    "Elaborazione su dati ISTAT (CC BY 4.0) e Archivio comuni ANPR – Ministero dell'Interno"
    " (CC BY 4.0)"
)
"""What the licences ask to be shown wherever these data are shown or leave."""

# Names that want their article: «provincia dell'Aquila», not «di L'Aquila».
_OF = {
    "L'Aquila": "dell'Aquila",
    "La Spezia": "della Spezia",
    "Verbano-Cusio-Ossola": "del Verbano-Cusio-Ossola",
    "Sud Sardegna": "del Sud Sardegna",
    "Medio Campidano": "del Medio Campidano",
    "Sulcis Iglesiente": "del Sulcis Iglesiente",
    "Ogliastra": "dell'Ogliastra",
    "Gallura Nord-Est Sardegna": "della Gallura Nord-Est Sardegna",
    "Valle d'Aosta": "della Valle d'Aosta",
}


def label(kind: str, name: str, *, unit_kind: str = "", abbreviation: str = "") -> str:
    """The place as a list or a sentence names it: «Crema (CR)», «provincia di Cremona»."""
    if kind == PlaceKind.MUNICIPALITY:
        return f"{name} ({abbreviation})"
    if kind == PlaceKind.PROVINCE:
        return province_label(name, unit_kind)
    return name


def province_label(name: str, unit_kind: str) -> str:
    """The name of the body, in Italian in every language: it is how people and acts call it."""
    of_it = _OF.get(name, f"di {name}")
    if unit_kind == ProvinceKind.METROPOLITAN_CITY:
        return f"città metropolitana {of_it}"
    if unit_kind == ProvinceKind.FREE_CONSORTIUM:
        return f"libero consorzio comunale {of_it}"
    if unit_kind == ProvinceKind.AUTONOMOUS_PROVINCE:
        return f"provincia autonoma {of_it}"
    return f"provincia {of_it}"


def folded(text: str) -> str:
    """Without accents, case, and differences of apostrophe or space: as names are compared."""
    plain = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return " ".join(bare.replace("’", "'").split())


def words_of(text: str, *, most: int | None = 12) -> list[str]:
    """The words of the text, folded; punctuation divides them."""
    divided = "".join(c if c.isalnum() else " " for c in folded(text))
    return divided.split()[:most]
