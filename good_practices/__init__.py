"""Le buone pratiche: what the Prefetture tell the Ministry.

It stands on the registry; the registry never stands on it.
"""
