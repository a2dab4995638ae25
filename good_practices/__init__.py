"""Le buone pratiche: what Prefetture tell the Ministry. It stands on the registry, never beside it."""
