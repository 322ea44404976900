"""Our own files of guidelines of any shape come in again unchanged; needs no database."""

import csv
import io
import json
from dataclasses import replace
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from disclosures.exports import sheet_csv, sheet_xlsx
from disclosures.imports.files import reader, visible_pages
from disclosures.imports.matching.current_state import WorkingCopyState
from disclosures.imports.matching.matcher import match
from disclosures.imports.matching.question import Question
from disclosures.imports.tables.reading import read_file
from disclosures.sheet.content import STATED_FIELDS, AnswerContent, states_something
from disclosures.sheet.document import SheetAnswer, SheetSection
from disclosures.sheet.table import HEADINGS, PAGE, item_answers
from tests.disclosures.imports.reasons import reason
from tests.sheets import ALPHA, BETA, item, sheet
from tests.soaking import times
from tests.workbooks import own_workbook, saved

SHORT_LINES = "\n".join(f"{number}：保存しています。" for number in range(40))  # 440 characters
ONE_LINE = "毎日点検し、結果を記録しています。" * 60
WORDINGS = (("大項目{}", "項目{}"), ("番号", "項目"))  # of categories and names; as headings, too
BODIES = ("", "保存しています。", "6か月", SHORT_LINES, ONE_LINE, f"{ONE_LINE}\n\n{SHORT_LINES}")
EVIDENCE = (
    "",
    "https://example.com/",
    "規程, https://example.com/a\n証明書, https://example.com/b",
)
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
NUMBERS = {
    "figures": str,
    "parts": lambda at: f"{at // 9 + 1}.{at % 9 + 1}",
    "codes": "A&A-{:02}".format,
    "words": "問{}".format,
    "full width": lambda at: str(at).translate(FULL_WIDTH),
    "brackets": "({})".format,
    "headings": lambda at: ("No.", "番号", "回答", "合計")[at] if at < 4 else f"No.{at}",
}


def table_alone(made):
    """The workbook of a sheet without the page to read."""
    return own_workbook(made, form=None, data=made)


def form_alone(made):
    """The workbook of a sheet whose page for programs somebody emptied."""
    return own_workbook(made, form=made, data=None)


KINDS = {
    "workbook": sheet_xlsx.render,
    "form alone": form_alone,
    "table alone": table_alone,
    "CSV": sheet_csv.render,
}


def read_here(content):
    """What the reader's process writes, without that process."""
    return json.loads(json.dumps({"sheets": reader.visible_sheets(content)}))


@pytest.fixture(autouse=True, scope="module")
def _no_process():
    with mock.patch.object(visible_pages, "read_in_process", read_here):
        yield


@st.composite
def answers(draw):
    """What an item answers: in common, and what products add."""
    codes = st.sampled_from([None, "yes", "no", "partial", "not_applicable", "undisclosed"])
    owners = st.sampled_from([None, "vendor", "customer"])
    products = draw(st.sampled_from([[()], [(), ("alpha",)], [("beta",)], [("alpha", "beta")]]))
    said = [
        SheetAnswer(
            *(slugs, draw(codes), draw(owners)),
            body=draw(st.sampled_from(BODIES)),
            evidence=draw(st.sampled_from(EVIDENCE)),
        )
        for slugs in products
    ]
    return tuple(one for one in said if states_something(one))


@st.composite
def shapes(draw):
    """A sheet: which wording its items have, how many there are, and what they answer."""
    # At most 240, since an item has up to two rows and a file at most 500.
    count = draw(st.sampled_from([1, 2, 3, 8, 40, times(80, 240)]))
    number = NUMBERS[draw(st.sampled_from(list(NUMBERS)))]
    has_category, has_name = draw(st.booleans()), draw(st.sampled_from([False, True, None]))
    is_headed = number is NUMBERS["headings"]  # with such names, too, the row is one of headings
    category, name = draw(st.sampled_from(WORDINGS[:1] if is_headed else WORDINGS))
    usual = draw(st.lists(answers(), min_size=1, max_size=6))
    repeating = draw(st.sets(st.integers(1, max(count - 1, 1)), max_size=3))
    items = []
    for at in range(count):
        is_named = at % 3 == 0 if has_name is None else has_name
        repeated = items[0] if at in repeating and items and items[0].answers else None
        asked = item(
            number(at),
            *(repeated.answers if repeated else usual[at % len(usual)]),
            category=category.format(at // 3) if has_category else "",
            name=name.format(at) if is_named else "",
            question=f"{at}について、どのようにしていますか",
            asks_availability=at % 2 == 0,
            same_as=repeated.number if repeated else None,
        )
        items.append(asked)
    return sheet(sections=_sections(items, draw(st.integers(1, 3)), draw(st.booleans())))


def _sections(items, count, has_titles):
    size = -(-len(items) // count)
    parts = [tuple(items[at : at + size]) for at in range(0, len(items), size)]
    return tuple(
        SheetSection(f"区分{at}" if has_titles else "", part) for at, part in enumerate(parts)
    )


def questions(made):
    return [
        Question(one.number, one.category, one.name, one.question, one.asks_availability)
        for one in made.items()
    ]


def state_of(made, *, is_known):
    """The working copy that says what the sheet says; is_known: so is the version of the file."""
    names = {"alpha": "Alpha", "beta": "Beta"}
    current = {
        (one.number, ""): AnswerContent(same_as=one.same_as) for one in made.items() if one.same_as
    }
    current |= {
        (one.number, names.get(slug, "")): AnswerContent(
            **{name: getattr(said, name) for name in STATED_FIELDS}
        )
        for one in made.items()
        if not one.same_as
        for said in one.answers
        for slug in said.products or [""]
    }
    named = table_of(made) if is_known else {}
    return WorkingCopyState(current, {}, list(names.values()), named)


def table_of(made):
    """What our table answers to each item."""
    return {one.number: list(item_answers(made, one)) for one in made.items()}


def before_evidence(made):
    """The sheet as it was before anybody entered evidence."""
    return replace(made, sections=tuple(map(_without_evidence, made.sections)))


def _without_evidence(section):
    items = []
    for one in section.items:
        answers = (replace(said, evidence="") for said in one.answers)
        items.append(replace(one, answers=tuple(filter(states_something, answers))))
    return replace(section, items=tuple(items))


def without_column(content, kind):
    """The file as it was before the column for evidence."""
    if kind == "CSV":
        rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
        file = io.StringIO()
        csv.writer(file).writerows(row[:-1] for row in rows)
        return file.getvalue().encode()
    book = load_workbook(io.BytesIO(content))
    book[PAGE].delete_cols(len(HEADINGS))
    return saved(book)


def outcomes(file, asked, state):
    return {one.key: reason(one) or one.outcome for one in match(file, asked, state).items}


def expected(asked, state):
    """Everything is unchanged; what says nothing is empty in the file."""
    empty = {(one.number, ""): "empty in file" for one in asked}
    numbers = {one.number for one in asked}
    said = (key for key in state.current if key[0] in numbers)
    return empty | dict.fromkeys(said, "unchanged")


@settings(
    max_examples=times(20, 600),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(made=shapes(), is_known=st.booleans(), retired=st.booleans())
def test_own_files_of_any_shape_change_nothing(made, is_known, retired):
    asked, state = questions(made), state_of(made, is_known=is_known)
    if retired and len(asked) > 1 and not any(one.same_as for one in made.items()):
        asked = asked[:-1]  # asked by the version of the file, and not any more

    for kind, render in KINDS.items():
        file = read_file(render(made))
        assert outcomes(file, asked, state) == expected(asked, state), kind


SAID = (
    SheetAnswer((), "yes", "vendor", SHORT_LINES, EVIDENCE[2]),
    SheetAnswer(("alpha",), None, None, "6か月", EVIDENCE[1]),
    SheetAnswer(("beta",), None, None, "", EVIDENCE[1]),
)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("is_known", [True, False])
def test_own_files_from_before_evidence_leave_it_alone(kind, is_known):
    made = sheet(item("1", *SAID), item("2", *SAID[:1]), item("3", *SAID, same_as="1"))
    old = before_evidence(made)
    state = replace(state_of(made, is_known=True), named=table_of(old) if is_known else {})

    found = outcomes(read_file(without_column(KINDS[kind](old), kind)), questions(made), state)

    assert set(found.values()) == {"unchanged"}


@pytest.mark.parametrize("is_known", [True, False])
def test_a_deleted_column_of_evidence_is_none_that_was_emptied(is_known):
    made = sheet(item("1", *SAID[:2]), item("2", *SAID[:1]))
    content = without_column(table_alone(made), "table alone")

    found = outcomes(read_file(content), questions(made), state_of(made, is_known=is_known))

    assert set(found.values()) == {"unchanged"}


def test_beside_the_form_a_deleted_column_of_evidence_is_none_that_was_emptied():
    made = sheet(item("1", *SAID[:2]), item("2", *SAID[:1]))
    content = without_column(sheet_xlsx.render(made), "workbook")

    found = outcomes(read_file(content), questions(made), state_of(made, is_known=True))

    assert set(found.values()) == {"unchanged"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("has_category", [True, False])
def test_a_long_answer_of_items_without_names_comes_back_whole(kind, has_category):
    said = SheetAnswer((), "yes", "vendor", SHORT_LINES)
    made = sheet(
        *(
            item(str(at), said, name="", category="大項目" if has_category else "")
            for at in range(1, 9)
        ),
        products=(ALPHA, BETA),
    )
    state = state_of(made, is_known=False)

    found = match(read_file(KINDS[kind](made)), questions(made), state).items

    assert {one.outcome for one in found} == {"unchanged"}
    assert {one.statement for one in found} == {
        AnswerContent(availability="yes", body=SHORT_LINES, responsibility="vendor")
    }
