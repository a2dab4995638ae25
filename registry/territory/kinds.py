"""The kinds of places, units and offices, as the data and the codes write them."""

import re
from enum import StrEnum

from registry.platform.i18n import lazy, lazy_in


class PlaceKind(StrEnum):
    COUNTRY = "country"
    REGION = "region"
    PROVINCE = "province"
    MUNICIPALITY = "municipality"
    AREA = "area"


ITALY = "it"
PREFIXES = {
    PlaceKind.REGION: "reg",
    PlaceKind.PROVINCE: "prov",
    PlaceKind.MUNICIPALITY: "com",
    PlaceKind.AREA: "area",
}
PLACE_CODE = re.compile(r"it|reg:[0-9]{2}|prov:[0-9]{3}|com:[0-9]{6}|area:[a-z0-9]+(?:-[a-z0-9]+)*")

PLACE_KIND_LABELS = {
    PlaceKind.COUNTRY: lazy_in("country", "Stato"),
    PlaceKind.REGION: lazy("Regione"),
    PlaceKind.PROVINCE: lazy("Provincia"),
    PlaceKind.MUNICIPALITY: lazy("Comune"),
    PlaceKind.AREA: lazy("Area"),
}


class ProvinceKind(StrEnum):
    """``statistical_only``: abolished as a body by its region, still a unit of statistics."""

    PROVINCE = "province"
    METROPOLITAN_CITY = "metropolitan_city"
    FREE_CONSORTIUM = "free_consortium"
    AUTONOMOUS_PROVINCE = "autonomous_province"
    STATISTICAL_ONLY = "statistical_only"


class AreaKind(StrEnum):
    AMBITO_SOCIALE = "ambito_sociale"
    CONFERENZA_SINDACI_ASL = "conferenza_sindaci_asl"
    DISTRETTO = "distretto"
    ASL = "asl"


AREA_KIND_LABELS = {
    AreaKind.AMBITO_SOCIALE: lazy("Ambito sociale"),
    AreaKind.CONFERENZA_SINDACI_ASL: lazy("Conferenza dei sindaci della ASL"),
    AreaKind.DISTRETTO: lazy("Distretto"),
    AreaKind.ASL: lazy("Azienda sanitaria locale"),
}


class OfficeKind(StrEnum):
    """The three kinds of offices that send schede."""

    PREFETTURA = "prefettura"
    COMMISSARIATO_GOVERNO = "commissariato_governo"
    PRESIDENZA_REGIONE = "presidenza_regione"


OFFICE_KIND_LABELS = {
    OfficeKind.PREFETTURA: lazy("Prefettura"),
    OfficeKind.COMMISSARIATO_GOVERNO: lazy("Commissariato del Governo"),
    OfficeKind.PRESIDENZA_REGIONE: lazy("Presidenza della Regione"),
}


class Change(StrEnum):
    """Why a comune's row was closed: merged into one that is born of it the day after, absorbed
    by one that was there already."""

    RECODED = "recoded"
    RENAMED = "renamed"
    MERGED = "merged"
    ABSORBED = "absorbed"


CHANGE_LABELS = {
    Change.RECODED: lazy("cambia codice"),
    Change.RENAMED: lazy("cambia nome"),
    Change.MERGED: lazy("confluisce"),
    Change.ABSORBED: lazy("entra in un altro"),
}


class Deed(StrEnum):
    """What a vintage did to a row that was, or was not yet, kept."""

    ADDED = "added"
    CHANGED = "changed"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


DEED_LABELS = {
    Deed.ADDED: lazy("aggiunto"),
    Deed.CHANGED: lazy("cambiato"),
    Deed.CLOSED: lazy("chiuso"),
    Deed.WITHDRAWN: lazy("tolto"),
}
