"""The schede's tables and how they became so."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from good_practices.schede.tables import (
    MarkedField,
    Practice,
    Scheda,
    SchedaAct,
    SchedaAttachment,
    SchedaExplanation,
    SchedaPartner,
    SchedaPlace,
    SchedaResult,
    SchedaRewriting,
)

APP_CONFIG = AppConfig(
    app_name="schede",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=[
        Practice,
        MarkedField,
        Scheda,
        SchedaPlace,
        SchedaPartner,
        SchedaAct,
        SchedaAttachment,
        SchedaResult,
        SchedaExplanation,
        SchedaRewriting,
    ],
    migration_dependencies=[
        "registry.platform.piccolo_app",
        "registry.partners.piccolo_app",
        "registry.protocols.piccolo_app",
        "good_practices.circulars.piccolo_app",
    ],
)
