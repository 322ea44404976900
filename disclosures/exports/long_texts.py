"""Texts too long for one row of a workbook, cut into parts that end where people would end them."""

from collections.abc import Iterator

from .row_heights import MAX_LINES, count_lines

PART_LINES = 12  # of an answer in several rows: short enough to fill the pages
ENDS = ("。！？!?", "、, 　")  # of sentences, then of words: the first that is found counts


def split_text(text: str, width: int) -> list[str]:
    """The text whole where one row can show it, else in parts, which end where lines do."""
    if count_lines(text, width) <= MAX_LINES:
        return [text]
    parts: list[str] = []
    lines_left = 0  # in the last part
    for line in text.split("\n"):
        for index, piece in enumerate(_pieces(line, width)):
            lines = count_lines(piece, width)
            if index or lines > lines_left:
                parts, lines_left = [*parts, piece], PART_LINES - lines
            else:
                parts[-1], lines_left = f"{parts[-1]}\n{piece}", lines_left - lines
    return parts


def _pieces(line: str, width: int) -> Iterator[str]:
    """A line too long for a part is cut: after a sentence, else a word, else anywhere."""
    longest = PART_LINES * (width - 2) // 2  # characters: a Japanese one takes two places
    while count_lines(line, width) > PART_LINES:
        # Only in its second half: a part of a few characters would look like a mistake.
        second_half = line[longest // 2 : longest]
        ends = (max(map(second_half.rfind, signs)) for signs in ENDS)
        cut = next((longest // 2 + end + 1 for end in ends if end >= 0), longest)
        yield line[:cut]
        line = line[cut:]
    yield line
