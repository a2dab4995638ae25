"""I documenti: files kept by the SHA-256 of their bytes, written once and never changed."""

from registry.platform.storage.aside import drop_aside, drop_older_than, put_aside, read_aside
from registry.platform.storage.files import (
    StoredFile,
    keep,
    path_of,
    put_back,
    read,
    stored_or_none,
)

__all__ = [
    "StoredFile",
    "drop_aside",
    "drop_older_than",
    "keep",
    "path_of",
    "put_aside",
    "put_back",
    "read",
    "read_aside",
    "stored_or_none",
]
