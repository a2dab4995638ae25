"""What is there: places by their codes, units on a day, comuni through time, offices."""

from registry.territory.queries.areas import find_area, list_areas
from registry.territory.queries.finding import list_places, search_places
from registry.territory.queries.history import municipalities_on, municipality_on
from registry.territory.queries.naming import labels_of, place_named, places_offered
from registry.territory.queries.offices import (
    find_office,
    list_offices,
    offices_serving,
    places_of_office,
)
from registry.territory.queries.places import (
    check_places,
    find_place,
    is_within,
    places_by_code,
    places_inside,
    view_place,
)
from registry.territory.queries.rows import inside
from registry.territory.queries.units import (
    find_province,
    list_municipalities,
    list_provinces,
    list_regions,
    list_vintages,
    province_labels,
    region_names,
)

__all__ = [
    "check_places",
    "find_area",
    "find_office",
    "find_place",
    "find_province",
    "inside",
    "is_within",
    "labels_of",
    "list_areas",
    "list_municipalities",
    "list_offices",
    "list_places",
    "list_provinces",
    "list_regions",
    "list_vintages",
    "municipalities_on",
    "municipality_on",
    "offices_serving",
    "place_named",
    "places_by_code",
    "places_inside",
    "places_of_office",
    "places_offered",
    "province_labels",
    "region_names",
    "search_places",
    "view_place",
]
