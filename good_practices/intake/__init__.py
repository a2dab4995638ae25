"""In arrivo: the Ministry's side of the collection.

A package that arrives is opened, verified and kept once, however often it comes; many that are
brought together are read by a job. Each scheda waits in one queue, is looked at and accepted,
returned with words or not accepted; the Prefettura is told at once on the same server, with a
receipt's file on another. The Ministry sees who has sent, for which fields and with which kinds
of act, and finds again what it accepted.
"""
