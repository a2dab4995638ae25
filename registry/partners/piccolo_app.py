"""The tables of partners and how they became so."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from registry.partners.tables import (
    Clarification,
    Contact,
    Glance,
    Identifier,
    Membership,
    Partner,
    PartnerName,
    Succession,
    Tie,
)

APP_CONFIG = AppConfig(
    app_name="partners",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=[
        Partner,
        PartnerName,
        Identifier,
        Membership,
        Succession,
        Contact,
        Clarification,
        Tie,
        Glance,
    ],
    migration_dependencies=["registry.platform.piccolo_app"],
)
