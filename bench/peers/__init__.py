"""The peers of the document engine, and how the same document is asked of each.

``install`` sets them up from their own locks, ``tags`` reads our templates, ``dialects`` writes
them again as each peer wants them, ``shapes`` does so with the data, ``engines`` keeps a process
for each. A peer never gets a harder template than ours: the same paragraphs, tables, loops and
conditions, in its own words.
"""
