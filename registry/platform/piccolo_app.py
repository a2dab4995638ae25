"""The platform's tables and how they became so."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from registry.platform.accounts.tables import (
    Office,
    Session,
    SignInFailure,
    SignInPlace,
    Token,
    User,
)
from registry.platform.audit.tables import AuditEvent
from registry.platform.counters import Counter
from registry.platform.demonstration import Demonstration
from registry.platform.search.index import SearchEntry
from registry.platform.signatures.kept import SignatureCheck
from registry.platform.storage.files import StoredFile
from registry.platform.tallies import Tally
from registry.platform.web.once import OnceDone

APP_CONFIG = AppConfig(
    app_name="platform",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=[
        Office,
        User,
        Session,
        Token,
        SignInFailure,
        SignInPlace,
        Demonstration,
        AuditEvent,
        Counter,
        SearchEntry,
        StoredFile,
        SignatureCheck,
        OnceDone,
        Tally,
    ],
    migration_dependencies=[],
)
