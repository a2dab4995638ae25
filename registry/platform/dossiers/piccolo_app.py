"""The tables of dossiers and how they became so."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from registry.platform.dossiers.tables import DossierRequest

APP_CONFIG = AppConfig(
    app_name="dossiers",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=[DossierRequest],
    migration_dependencies=["registry.platform.piccolo_app", "registry.platform.jobs.piccolo_app"],
)
