"""The heights of a workbook's rows, so that each row shows all lines of its texts.

Programs differ in whether they fit the height of a row themselves, so it is always given.
"""

import re
from functools import lru_cache
from unicodedata import east_asian_width

# In points; a line is one of 10 point Yu Gothic in Excel, which makes no row taller than that.
LINE_HEIGHT, PADDING, MAX_HEIGHT = 17, 4, 409
MAX_LINES = (MAX_HEIGHT - PADDING) // LINE_HEIGHT
# Where a program breaks a line: around a word of ASCII signs, and at any other character.
_UNBROKEN = re.compile(r"[!-~]+|.", re.DOTALL)


def row_height(lines: int, line_height: int = LINE_HEIGHT) -> int:
    """The height in points of a row of so many lines of so many points."""
    return min(lines * line_height + PADDING, MAX_HEIGHT)


def count_lines(text: str, width: int) -> int:
    """How many lines the text takes in that many characters; a Japanese one counts twice.

    The last character's place stays free: a sign that may not begin a line pulls one down.
    """
    return sum(_count_wrapped(line, width - 2) for line in text.split("\n"))


def _count_wrapped(line: str, width: int) -> int:
    """How many lines one line takes, where words of letters stay whole."""
    lines, used = 1, 0
    for unit in _UNBROKEN.findall(line):
        size = _size(unit)
        if used and used + size > width:
            lines, used = lines + 1, 0
        lines, used = lines + (used + size - 1) // width, (used + size - 1) % width + 1
    return lines


@lru_cache(maxsize=10_000)  # words repeat: a large sheet has some thousand different ones
def _size(unit: str) -> int:
    """In how many characters of one place it stands."""
    return sum(1 + (east_asian_width(character) in "WFA") for character in unit)
