"""One check's smallest file: with what it finds, and without."""

from dataclasses import dataclass, field

from disclosures.imports.matching.current_state import WorkingCopyState
from disclosures.imports.matching.matcher import match
from disclosures.imports.tables.reading import read_file
from disclosures.imports.tables.rows import SheetFile

from .one_answer import QUESTIONS

ASKED = "No.,項目,内容"


@dataclass(frozen=True)
class Given:
    """A file, a CSV or what was read of one, and what is answered now."""

    file: bytes | str | SheetFile
    current: dict = field(default_factory=dict)
    earlier: dict = field(default_factory=dict)
    products: tuple[str, ...] = ()
    named: dict = field(default_factory=dict)
    language: str = ""

    def matched(self, key, questions):
        """The match of that item and product."""
        file = self.file.encode() if isinstance(self.file, str) else self.file
        if isinstance(file, bytes):
            file = read_file(file)
        state = WorkingCopyState(
            self.current, self.earlier, self.products, self.named, self.language
        )
        return {one.key: one for one in match(file, questions, state).items}[key]


@dataclass(frozen=True)
class Case:
    """The code of a check, what it doubts, and the same where there is nothing to doubt."""

    code: str
    doubtful: Given
    sound: Given
    key: tuple[str, str] = ("1", "")
    questions: tuple = tuple(QUESTIONS)

    def __str__(self):
        return self.code


def lines(*rows, columns="回答"):
    """A CSV: of each row the number and what stands in these columns."""
    asked = (
        ",".join((number, f"項目{number}", f"{number}について教えてください", *cells))
        for number, *cells in rows
    )
    return "\n".join((f"{ASKED},{columns}", *asked))


def texts(doubtful, sound, columns="回答", **state):
    """Item 1 answered by these cells: doubtful ones and sound ones."""
    pair = ((cells,) if isinstance(cells, str) else cells for cells in (doubtful, sound))
    return [Given(lines(("1", *cells), columns=columns), **state) for cells in pair]
