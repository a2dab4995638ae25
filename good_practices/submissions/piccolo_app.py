"""The tables of batches and how they became so."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from good_practices.submissions.tables import (
    ReceiptRow,
    Submission,
    SubmissionFile,
    SubmissionItem,
)

APP_CONFIG = AppConfig(
    app_name="submissions",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=[Submission, SubmissionItem, SubmissionFile, ReceiptRow],
    migration_dependencies=[
        "registry.platform.piccolo_app",
        "good_practices.circulars.piccolo_app",
        "good_practices.schede.piccolo_app",
    ],
)
