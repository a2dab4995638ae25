"""I partner: the bodies that a Prefettura works with.

A partner is one body: a comune, a health service, a union, an association, or a group of
them with dated members. It keeps its names over time, its codes in the registers, its
offices to write to (never persons), and the bodies that came before and after it.
"""
