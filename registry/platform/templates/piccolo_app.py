"""The tables of templates and how they became so."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from registry.platform.templates.tables import TemplateVersion

APP_CONFIG = AppConfig(
    app_name="templates",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=[TemplateVersion],
    migration_dependencies=["registry.platform.piccolo_app"],
)
