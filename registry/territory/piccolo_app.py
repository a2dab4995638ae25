"""The tables of the territory and how they became so."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from registry.territory.tables import (
    Area,
    AreaMember,
    Municipality,
    OfficeCoverage,
    OfficeSuggestion,
    PlaceEntry,
    PlaceWithin,
    Province,
    Region,
    TerritoryChange,
    Vintage,
)

APP_CONFIG = AppConfig(
    app_name="territory",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=[
        Region,
        Province,
        Municipality,
        Area,
        AreaMember,
        OfficeCoverage,
        OfficeSuggestion,
        Vintage,
        TerritoryChange,
        PlaceEntry,
        PlaceWithin,
    ],
    migration_dependencies=["registry.platform.piccolo_app"],
)
