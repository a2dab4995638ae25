"""Gli invii: the batches with which a Prefettura sends its schede to the Ministry.

A batch has a number that never repeats. It holds schede that somebody in charge approved,
freezes them as they are, and becomes a package: letter, form, schede, acts, list and data,
with the fingerprint of each, the same bytes however often it is made. The receipts and the
answers of the Ministry come back to it.
"""
