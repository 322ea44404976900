"""What the cells of a heading row head: the role of each column."""

from disclosures.imports.files.cells import without_brackets
from disclosures.imports.files.visible_pages import Grid
from texts.normalize import normalize

from .lexicon import ASKS_OR_SAYS, HEADING_WORDS

ROLES = tuple(HEADING_WORDS)
ASKS = ("name", "question")
SAYS = ("answer", "availability")
ASKING = ("number", "section", "category", "name", "question", "required")
SAYING = (*SAYS, "responsibility", "product", "same_as")


def roles(grid: Grid, row: int) -> dict[int, str | None]:
    """What each cell of the row would head."""
    by_column = {column: _role(text) for column, text in grid.row(row).items()}
    words = {column for column, text in grid.row(row).items() if word(text) == ASKS_OR_SAYS}
    asks = "question" in by_column.values()
    says = any(role in SAYS for role in by_column.values())
    for column in words:
        by_column[column] = "question" if not asks else None if says else "answer"
    return by_column


def _role(text: str) -> str | None:
    own = word(text)
    return next((role for role, words in HEADING_WORDS.items() if own in words), None)


def word(text: str) -> str:
    """A heading's words for comparing."""
    return without_brackets(normalize(text)).casefold().rstrip(".:*※")
