"""Le schede: the sheets in which a Prefettura describes its good practices to the Ministry.

One scheda for each field of the circular and each practice. Somebody of the office writes
it, somebody in charge who did not write it approves it, a transmission carries it away.
It names bodies and acts, never persons.
"""
