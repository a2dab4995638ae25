"""Oggi: what waits for a person, as soon as they open the registry.

The same order for everybody: the day, one sentence, the counters, what waits for me, my table,
what waits for others, what has changed. It asks the rooms; it decides nothing.
"""
