"""What the cells of a heading row head: the role of each column."""

from disclosures.imports.files.cells import without_brackets
from disclosures.imports.files.visible_pages import Grid
from texts.normalize import normalize

from .declared_forms import declared_roles
from .lexicon import ASKS_OR_SAYS, HEADING_WORDS

ROLES = tuple(HEADING_WORDS)
ASKS = ("name", "question")
SAYS = ("answer", "availability")
# Headings one below the other; two of them or more are what they are together.
LEVELS = {"大項目": "section", "中項目": "category", "小項目": "name"}
WRITTEN_OUT = (*SAYS, "evidence")  # may go on in the cells beside and below
ASKING = ("number", "section", "category", "name", "question", "required")
SAYING = (*SAYS, "responsibility", "product", "same_as", "evidence")


def roles(grid: Grid, row: int) -> dict[int, str | None]:
    """What each cell of the row would head."""
    words = {column: word(text) for column, text in grid.row(row).items()}
    declared = declared_roles(words.values())
    by_column = {column: declared.get(own) or _role(own) for column, own in words.items()}
    if {"中項目", "小項目"} <= set(words.values()):
        by_column |= {column: LEVELS[own] for column, own in words.items() if own in LEVELS}
    is_open = {column for column, own in words.items() if own == ASKS_OR_SAYS not in declared}
    asks = "question" in by_column.values()
    says = {column for column, role in by_column.items() if role in SAYS}
    answers = "answer" in by_column.values()
    for column in is_open:
        # Behind 有無 it is the text of the answer, before it what is asked in other words.
        is_answer = not says or (not answers and column > max(says))
        by_column[column] = "question" if not asks else "answer" if is_answer else None
    return by_column


def known_roles(grid: Grid, row: int) -> dict[int, str]:
    """What those cells of the row would head whose words are known."""
    return {column: role for column, role in roles(grid, row).items() if role}


def _role(own: str) -> str | None:
    return next((role for role, words in HEADING_WORDS.items() if own in words), None)


def word(text: str) -> str:
    """A heading's words for comparing."""
    return without_brackets(normalize(text)).casefold().rstrip(".:*※")
