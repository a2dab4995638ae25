"""The circulars' tables and how they became so."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from good_practices.circulars.tables import Circular, CircularField

APP_CONFIG = AppConfig(
    app_name="circulars",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=[Circular, CircularField],
    migration_dependencies=["registry.platform.piccolo_app"],
)
