"""What a preview costs grows with the file: each row is compared with few items, not with all."""

import sys

import pytest

from disclosures.imports.item_import import preview as preview_items
from disclosures.imports.item_import import read as read_items
from disclosures.imports.matching.current_state import WorkingCopyState
from disclosures.imports.matching.matcher import match
from disclosures.imports.matching.question import Question
from disclosures.imports.run import preview, receive
from disclosures.imports.tables.reading import read_file
from disclosures.imports.upload import Upload
from tests.factory import editor, make_checklist, make_guideline, make_product, manager, saved

pytestmark = pytest.mark.django_db

FEW, FACTOR = 40, 4
MOST = 1.25 * FACTOR  # times as many calls; with each row beside each item they are 16 times


def calls_of(work):
    """How many functions are called, those of the interpreter included, by which time goes."""
    count = 0

    def seen(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def growth(calls_for):
    calls_for(FEW)  # what is made once, such as patterns, is not counted
    return calls_for(FACTOR * FEW) / calls_for(FEW)


def guideline_of(count, code="guideline"):
    return make_guideline(f"{code}-{count}", items=[str(n) for n in range(1, count + 1)])


@pytest.fixture
def checklists():
    """By its number of items a checklist whose items are answered, and its products."""
    products = [make_product("Alpha"), make_product("Beta")]
    found = {}
    for count in (FEW, FACTOR * FEW):
        guideline = guideline_of(count)
        found[count] = make_checklist(f"sheet-{count}", guideline=guideline, products=products)
        for answer in found[count].answers.select_related("item"):
            answer.body = f"毎週点検{answer.item.number}回。"
            saved(answer)
    return found


def plain(count):
    """All answers in their order, beside name and question."""
    rows = (f"{n},Name {n},Question {n}?,毎日点検{n}回。" for n in range(1, count + 1))
    return "\n".join(("No.,項目,内容,回答", *rows))


def moved(count):
    """The same with their columns behind others than those of their headings."""
    rows = (f"{n},,Name {n},Question {n}?,毎日点検{n}回。" for n in range(1, count + 1))
    return "\n".join(("No.,項目,内容,回答,", *rows))


def loose(count):
    """Rows below no headings."""
    rows = (f"{n}\tName {n}\tQuestion {n}?\t毎日点検{n}回。" for n in range(1, count + 1))
    return "\n".join(rows)


def by_product(count):
    """A row for each item and product."""
    rows = (
        f"{n},Name {n},Question {n}?,{product},毎日点検{n}回。"
        for n in range(1, count + 1)
        for product in ("Alpha", "Beta")
    )
    return "\n".join(("No.,項目,内容,サービス・製品,回答", *rows))


def repeating(count):
    """Every second answer repeats the one above, and a note stands between some of them."""
    rows = (
        f"{n},Name {n},Question {n}?,{'同上' if n % 2 == 0 else f'毎日点検{n}回。'}"
        + ("\n,,,,備考" if n % 9 == 0 else "")
        for n in range(1, count + 1)
    )
    return "\n".join(("No.,項目,内容,回答,", *rows))


def unnumbered(count):
    """Rows that only their wording tells apart."""
    rows = (f"Name {n},Question {n}?,毎日点検{n}回。" for n in range(1, count + 1))
    return "\n".join(("項目,内容,回答", *rows))


@pytest.mark.parametrize("written", [plain, moved, loose, by_product, repeating, unnumbered])
def test_the_preview_of_answers_grows_with_the_rows(checklists, written):
    def calls_for(count):
        intake = receive(checklists[count], "answers.csv", written(count).encode(), by=editor())
        upload = Upload(intake)
        upload.read()
        return calls_of(lambda: preview(intake, upload))

    assert growth(calls_for) < MOST


@pytest.mark.parametrize("heading", ["No.,大項目,設問,回答", "No.,設問,回答", "大項目,設問,回答"])
def test_items_of_one_question_grow_with_the_rows(heading):
    def calls_for(count):
        cells = {"No.": "{}", "大項目": "Category {}", "設問": "Is it done?", "回答": "毎日{}回。"}
        rows = (
            ",".join(cells[word] for word in heading.split(",")).format(*[n] * 4)
            for n in range(1, count + 1)
        )
        numbers = map(str, range(1, count + 1))
        items = [Question(n, f"Category {n}", "", "Is it done?") for n in numbers]
        file = read_file("\n".join((heading, *rows)).encode())
        return calls_of(lambda: match(file, items, WorkingCopyState()))

    assert growth(calls_for) < 1.5 * MOST  # each row looks at a list of those that ask the same


def test_the_preview_of_items_grows_with_the_rows():
    def calls_for(count):
        guideline = guideline_of(1, f"for-{count}-{len(made)}")
        made.append(guideline)
        rows = (f"{n},Name {n},Is {n} done?" for n in range(1, count + 1))
        content = "\n".join(("No.,項目,内容", *rows)).encode()
        intake = receive(guideline, "items.csv", content, by=manager())
        file = read_items(intake, Upload(intake).pages)
        return calls_of(lambda: preview_items(intake, file))

    made = []
    assert growth(calls_for) < MOST


def test_the_count_of_calls_tells_what_grows_faster():
    def calls_for(count):
        return calls_of(lambda: [str.strip("") for _row in range(count) for _item in range(count)])

    assert growth(calls_for) > MOST
