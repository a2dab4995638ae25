"""The tables of what arrives and how they became so."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from good_practices.intake.tables import (
    DeliveredFile,
    DeliveredScheda,
    Delivery,
    RefusedUpload,
    Upload,
    UploadedFile,
)

APP_CONFIG = AppConfig(
    app_name="intake",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=[Delivery, DeliveredFile, DeliveredScheda, RefusedUpload, Upload, UploadedFile],
    migration_dependencies=[
        "registry.platform.piccolo_app",
        "good_practices.circulars.piccolo_app",
    ],
)
