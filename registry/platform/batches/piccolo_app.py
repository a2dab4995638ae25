"""The tables of batches and how they became so."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from registry.platform.batches.tables import Batch, BatchChunk, BatchLine

APP_CONFIG = AppConfig(
    app_name="batches",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=[Batch, BatchLine, BatchChunk],
    migration_dependencies=["registry.platform.piccolo_app", "registry.platform.jobs.piccolo_app"],
)
