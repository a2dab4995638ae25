"""pyHanko reads the hexadecimal string that holds a signature digit by digit: of the time that
a signed PDF of an office takes, more than half. Here it is read at once where it is plain.

In the processes that read strangers' files, and nowhere else.
"""

import re
from io import BytesIO

from pyhanko.pdf_utils import generic

_PLAIN = re.compile(rb"<([0-9A-Fa-f]*+)>")
_SHORT, _LONG = 128, 1024 * 1024

digit_by_digit = generic.read_hex_string_from_stream


def at_once(stream: BytesIO) -> generic.ByteStringObject | generic.TextStringObject:
    """The same as pyHanko's, which still reads those with blanks, comments or errors in them."""
    start = stream.tell()
    for length in (_SHORT, _LONG):
        found = _PLAIN.match(stream.read(length))
        stream.seek(start)
        if found:
            digits = found[1]
            stream.seek(start + found.end())
            return generic.pdf_string(bytes.fromhex(f"{digits.decode()}{'0' * (len(digits) % 2)}"))
    return digit_by_digit(stream)


generic.read_hex_string_from_stream = at_once
