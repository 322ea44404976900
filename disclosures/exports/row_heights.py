"""How tall a row of a workbook has to be for its texts.

Programs differ in whether they fit the height of a row themselves, so it is always given.
"""

import re
from unicodedata import east_asian_width

# In points; a line is one of 10 point Yu Gothic in Excel, which makes no row taller than TALLEST.
LINE, PADDING, TALLEST = 17, 4, 409
MOST_LINES = (TALLEST - PADDING) // LINE
_UNBROKEN = re.compile(r"[!-~]+|.", re.DOTALL)


def height_of(lines: int, line: int = LINE) -> int:
    """The height in points of a row of so many lines of so many points."""
    return min(lines * line + PADDING, TALLEST)


def lines_of(text: str, width: int) -> int:
    """How many lines the text takes in that many characters; a Japanese one counts twice.

    The last character's place stays free: a sign that may not begin a line pulls one down.
    """
    return sum(_wrapped(line, width - 2) for line in text.split("\n"))


def _wrapped(line: str, width: int) -> int:
    """The lines that one line takes, where words of letters stay whole."""
    lines, used = 1, 0
    for unit in _UNBROKEN.findall(line):
        size = sum(1 + (east_asian_width(character) in "WFA") for character in unit)
        if used and used + size > width:
            lines, used = lines + 1, 0
        lines, used = lines + (used + size - 1) // width, (used + size - 1) % width + 1
    return lines
