"""I documenti: files kept by the SHA-256 of their bytes, written once and never changed."""

from registry.platform.storage.files import StoredFile, keep, read, stored_or_none

__all__ = ["StoredFile", "keep", "read", "stored_or_none"]
