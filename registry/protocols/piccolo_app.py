"""The tables of acts and how they became so."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from registry.protocols import tables

APP_CONFIG = AppConfig(
    app_name="protocols",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=[
        tables.Protocol,
        tables.ProtocolStep,
        tables.Party,
        tables.Commitment,
        tables.Recital,
        tables.Citation,
        tables.Article,
        tables.Relation,
        tables.ProtocolPlace,
        tables.ProtocolNetwork,
        tables.ParticipationAct,
        tables.ProtocolDocument,
    ],
    migration_dependencies=[
        "registry.platform.piccolo_app",
        "registry.partners.piccolo_app",
        "registry.networks.piccolo_app",
    ],
)
