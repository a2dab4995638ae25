"""La copia di sicurezza: the whole registry in one file, and back.

It is taken while people work, and is one moment of it: every table as it was at that moment,
and every document that those tables name, each with its checksum. A file that is damaged, cut
short or not ours is refused before anything is written.
"""
