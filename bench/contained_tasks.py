"""The empty task, by name."""

from msgspec import Struct

from registry.platform.contained import Task


class Nothing(Struct):
    pass


NOTHING = Nothing()
EMPTY = Task("bench.contained_inside:nothing", asks=Nothing, answers=Nothing)
PARSERS = ("lxml", "pikepdf", "pypdf", "pyHanko", "asn1crypto", "olefile")
