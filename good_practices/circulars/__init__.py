"""Le circolari: the Ministry's letters that ask the Prefetture for their good practices.

A circular carries a form: its sentences, its fields, the mailbox to write to. The form is
data with editions: a changed form is a new edition, and every scheda stays on its own.
"""
