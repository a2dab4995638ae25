"""The tables of networks and how they became so."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from registry.networks import tables

APP_CONFIG = AppConfig(
    app_name="networks",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=[
        tables.Source,
        tables.Network,
        tables.NetworkPlace,
        tables.Participation,
        tables.ParticipationWith,
        tables.Level,
        tables.Action,
        tables.ActionPromoter,
        tables.ScopeRow,
        tables.Shelter,
        tables.Service,
        tables.ServiceHours,
        tables.Figure,
    ],
    migration_dependencies=["registry.platform.piccolo_app", "registry.partners.piccolo_app"],
)
