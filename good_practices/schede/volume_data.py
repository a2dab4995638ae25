"""What a volume of good practices is made from: its cover, its source, and the schede."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from good_practices.circulars.letter_data import CircularCode
from good_practices.schede.letter_data import SchedaLetterData
from registry.platform.documents.facts import Facts, Line, OfficeCode, Slug, Version, Year
from registry.platform.documents.letter import Stage


class VolumeData(Facts, frozen=True, kw_only=True):
    """La raccolta delle buone pratiche di un ufficio, o di più uffici.

    Si danno tutte le schede: quelle non pubblicabili restano fuori, e il volume dice quante
    sono."""

    stage: Stage
    version: Version = 1
    office: OfficeCode
    slug: Slug = ""
    office_name: Line
    office_short_name: Annotated[str, Meta(min_length=1, max_length=200)]
    unit: Annotated[str, Meta(max_length=300)] = ""
    year: Year
    circular: CircularCode = "5973/2015"
    extracted_on: Annotated[date, Meta(description="Il giorno in cui le schede sono state prese")]
    introduction: Annotated[str, Meta(max_length=6000)] = ""
    schede: Annotated[tuple[SchedaLetterData, ...], Meta(min_length=1, max_length=2000)]
