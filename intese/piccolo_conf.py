"""The list of Piccolo apps, from the ground up."""

from piccolo.conf.apps import AppRegistry

from registry.platform.database import DB

__all__ = ["APP_REGISTRY", "DB"]

APP_REGISTRY = AppRegistry(
    apps=[
        "registry.platform.piccolo_app",
        "registry.platform.jobs.piccolo_app",
        "registry.platform.templates.piccolo_app",
        "registry.platform.dossiers.piccolo_app",
        "registry.platform.batches.piccolo_app",
        "registry.territory.piccolo_app",
        "registry.partners.piccolo_app",
        "registry.networks.piccolo_app",
        "registry.protocols.piccolo_app",
        "good_practices.circulars.piccolo_app",
        "good_practices.schede.piccolo_app",
        "good_practices.submissions.piccolo_app",
        "good_practices.intake.piccolo_app",
    ]
)
