"""The names of columns as spreadsheets have them."""

import re

_LETTERS = re.compile("[A-Z]{1,3}")


def letters(column: int) -> str:
    """The name of a column (from 0): A, B, … Z, AA."""
    name = ""
    while column >= 0:
        name, column = chr(65 + column % 26) + name, column // 26 - 1
    return name


def column_of(name: str) -> int | None:
    """The column (from 0) of that name, or None where the text is no such name."""
    if not _LETTERS.fullmatch(name):
        return None
    column = 0
    for letter in name:
        column = column * 26 + ord(letter) - 64
    return column - 1
