"""In arrivo: the Ministry's side of the collection.

A package that arrives is opened, verified and kept once, however often it comes. Each scheda
in it is looked at and accepted, returned with words or not accepted; the Prefettura is told
at once on the same server, with a receipt's file on another. The Ministry sees who has sent,
and for which fields.
"""
