"""One answer of a file, in each layout, beside what stands already."""

from django.utils.translation import override

from disclosures.imports.matching.current_state import WorkingCopyState
from disclosures.imports.matching.matcher import match
from disclosures.imports.matching.question import Question
from disclosures.imports.tables.reading import read_file
from disclosures.sheet.content import AnswerContent

QUESTIONS = [Question(n, "", f"項目{n}", f"{n}について教えてください") for n in "123"]
NOW = AnswerContent(availability="yes", body="毎日点検しています。", responsibility="vendor")
NEW = "毎週点検しています。"


def table(headings, *rows):
    """A CSV of these headings, and of rows that give the number and what is said."""
    lines = [headings]
    for number, *said in rows:
        lines.append(",".join((number, f"項目{number}", f"{number}について教えてください", *said)))
    return read_file("\n".join(lines).encode())


def matches(file, current=None, earlier=None, **state):
    """Each match by its key; current: of item 1, or of each item by its number."""
    now = current if isinstance(current, dict) else {"1": current or NOW}
    stated = {(number, ""): said for number, said in now.items()}
    told = {("1", ""): earlier or ()}
    with override("en"):
        found = match(
            file, QUESTIONS, WorkingCopyState({**stated, **state.pop("of", {})}, told, **state)
        )
    return {one.key: one for one in found.items}


def first(file, current=None, earlier=None):
    return matches(file, current, earlier)["1", ""]


ASKED = "No.,項目,内容"
OURS = "番号,区分,大項目,項目,内容,サービス・製品,有無,責任主体,同上,回答"
LAYOUTS = {
    "the text alone": lambda text: table(f"{ASKED},回答", ("1", text)),
    "有無 that is empty": lambda text: table(f"{ASKED},有無,回答", ("1", "", text)),
    "責任主体 that is empty": lambda text: table(f"{ASKED},回答,責任主体", ("1", text, "")),
    "both empty": lambda text: table(f"{ASKED},有無,責任主体,回答", ("1", "", "", text)),
    "no headings": lambda text: read_file(
        f"1\t項目1\t1について教えてください\t{text}\n2\t項目2\t2について教えてください\t{NEW}".encode()
    ),
    "our own table": lambda text: read_file(
        f"{OURS}\n1,,,項目1,1について教えてください,全サービス共通,,,,{text}".encode()
    ),
}
