"""La produzione in serie: one kind of letter, a line of data each, documents by the thousand.

Every line is checked before anything starts, and each wrong one is told with its number and its
fields; the good ones are made by the job queue, in chunks that are there whole or not at all, so
that whatever stops a worker no document is made twice and none is missing. The office takes them
as zips of a bounded size, each with its index; after thirty days they go.
"""
