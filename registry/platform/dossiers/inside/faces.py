"""The fonts of what the program draws itself: measured, written and embedded, their used letters
alone."""

import io
import unicodedata

from fontTools import subset
from fontTools.ttLib import TTFont
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

INSTEAD = "?"
"""For a letter that the font has not."""
SYMBOLIC = 4


class Face:
    """One font. Letters have the same numbers in the whole font and in what is embedded of it."""

    def __init__(self, content: bytes, tag: str) -> None:
        self._font = TTFont(io.BytesIO(content), recalcTimestamp=False, lazy=True)
        self._tag = tag
        self._known: dict[int, str] = self._font.getBestCmap()
        self._metrics = self._font["hmtx"].metrics
        self._scale: float = 1000 / self._font["head"].unitsPerEm
        self._used: dict[int, str] = {}
        """Number of a letter → the sign that it stands for."""

    def width(self, text: str, size: float) -> float:
        """In points."""
        units: int = sum(self._metrics[self._glyph(sign)][0] for sign in shown(text))
        return units * self._scale * size / 1000

    def written(self, text: str) -> str:
        """As a string of a content stream."""
        return f"<{''.join(f'{self._use(sign):04x}' for sign in shown(text))}>"

    def shortened(self, text: str, size: float, room: float) -> str:
        """As much of it as there is room for, with dots where something is left out."""
        if self.width(text, size) <= room:
            return text
        least, most = 0, len(text)
        while least < most:
            middle = (least + most + 1) // 2
            if self.width(f"{text[:middle].rstrip()}…", size) <= room:
                least = middle
            else:
                most = middle - 1
        return f"{text[:least].rstrip()}…" if least else ""

    def lines(self, text: str, size: float, room: float) -> list[str]:
        """Broken between words, and within a word that is longer than a line."""
        found: list[str] = []
        line = ""
        for word in text.split():
            longer = f"{line} {word}" if line else word
            if self.width(longer, size) <= room:
                line = longer
                continue
            if line:
                found.append(line)
            *whole, line = self._pieces(word, size, room)
            found += whole
        return [*found, line] if line or not found else found

    def _pieces(self, word: str, size: float, room: float) -> list[str]:
        found = [""]
        for sign in word:
            if found[-1] and self.width(found[-1] + sign, size) > room:
                found.append("")
            found[-1] += sign
        return found

    def _glyph(self, sign: str) -> str:
        return self._known.get(ord(sign)) or self._known[ord(INSTEAD)]

    def _use(self, sign: str) -> int:
        number: int = self._font.getGlyphID(self._glyph(sign))
        self._used.setdefault(number, sign if ord(sign) in self._known else INSTEAD)
        return number

    def embed(self, writer: PdfWriter, place: IndirectObject) -> None:
        """Puts the font in its place, when everything is written."""
        name = NameObject(f"/{self._tag}+{self._font['name'].getDebugName(6)}")
        below = writer._add_object(self._descendant(writer, name))
        writer._replace_object(
            place.idnum,
            DictionaryObject(
                {
                    NameObject("/Type"): NameObject("/Font"),
                    NameObject("/Subtype"): NameObject("/Type0"),
                    NameObject("/BaseFont"): name,
                    NameObject("/Encoding"): NameObject("/Identity-H"),
                    NameObject("/DescendantFonts"): ArrayObject([below]),
                    NameObject("/ToUnicode"): writer._add_object(_packed(self._to_unicode())),
                }
            ),
        )

    def _descendant(self, writer: PdfWriter, name: NameObject) -> DictionaryObject:
        order = self._font.getGlyphOrder()
        widths = ArrayObject()
        for number in sorted(self._used):
            width = round(self._metrics[order[number]][0] * self._scale)
            widths += [NumberObject(number), ArrayObject([NumberObject(width)])]
        return DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/CIDFontType2"),
                NameObject("/BaseFont"): name,
                NameObject("/CIDSystemInfo"): DictionaryObject(
                    {
                        NameObject("/Registry"): TextStringObject("Adobe"),
                        NameObject("/Ordering"): TextStringObject("Identity"),
                        NameObject("/Supplement"): NumberObject(0),
                    }
                ),
                NameObject("/FontDescriptor"): writer._add_object(self._described(writer, name)),
                NameObject("/CIDToGIDMap"): NameObject("/Identity"),
                NameObject("/DW"): NumberObject(500),
                NameObject("/W"): widths,
            }
        )

    def _described(self, writer: PdfWriter, name: NameObject) -> DictionaryObject:
        head, line, os2 = self._font["head"], self._font["hhea"], self._font["OS/2"]
        numbers = {
            "/Flags": SYMBOLIC,
            "/ItalicAngle": 0,
            "/Ascent": line.ascent * self._scale,
            "/Descent": line.descent * self._scale,
            "/CapHeight": getattr(os2, "sCapHeight", line.ascent) * self._scale,
            "/StemV": 50 + os2.usWeightClass / 10,
        }
        box = (head.xMin, head.yMin, head.xMax, head.yMax)
        return DictionaryObject(
            {
                NameObject("/Type"): NameObject("/FontDescriptor"),
                NameObject("/FontName"): name,
                NameObject("/FontBBox"): ArrayObject(
                    NumberObject(round(one * self._scale)) for one in box
                ),
                NameObject("/FontFile2"): writer._add_object(_packed(self._letters())),
                **{NameObject(key): NumberObject(round(one)) for key, one in numbers.items()},
            }
        )

    def _letters(self) -> bytes:
        """The font with its used letters."""
        options = subset.Options(
            retain_gids=True, notdef_outline=True, hinting=True, layout_features=[],
            drop_tables=[*subset.Options().drop_tables, "GSUB", "GPOS", "GDEF", "DSIG"],
        )  # fmt: skip
        maker = subset.Subsetter(options)
        maker.populate(gids=sorted({0, *self._used}))
        maker.subset(self._font)
        made = io.BytesIO()
        self._font.save(made, reorderTables=True)
        return made.getvalue()

    def _to_unicode(self) -> bytes:
        pairs = [
            f"<{number:04x}> <{sign.encode('utf-16-be').hex()}>"
            for number, sign in sorted(self._used.items())
        ]
        blocks = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
        told = "\n".join(
            f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
        )
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
            f"{told}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        ).encode()


def shown(text: str) -> str:
    """Without what has no shape: marks of direction, controls."""
    whole = unicodedata.normalize("NFC", " ".join(text.split()))
    return "".join(sign for sign in whole if unicodedata.category(sign)[0] != "C")


def _packed(content: bytes) -> StreamObject:
    stream = StreamObject()
    stream.set_data(content)
    packed = stream.flate_encode()
    packed[NameObject("/Length1")] = NumberObject(len(content))
    return packed
