"""Any questions: numbers, wording and products, without a database."""

from unittest import mock

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from disclosures.imports.files import visible_pages
from disclosures.imports.matching.current_state import WorkingCopyState
from disclosures.imports.matching.matcher import match
from disclosures.imports.matching.question import Question
from disclosures.imports.tables.reading import read_file
from disclosures.models.guideline import item_number
from disclosures.sheet.content import AnswerContent
from disclosures.sheet.document import SheetProduct
from disclosures.sheet.table import COMMON
from tests.sheets import answer, item, sheet

from .any_answers import ENDS, ITEMS, PRODUCTS, SIGNS, STARTS, kept, texts, tries
from .known_answers import LINKS
from .written_sheets import KINDS, read_here


def is_number(text):
    try:
        item_number(text)
    except ValidationError:
        return False
    return kept(text) == text


NUMBERS = st.one_of(
    st.sampled_from(
        [*ITEMS, "２", "2", "1.1", "No.1", "No", "ID", "番号", "'1", "-1", "@", "１．"]
    ),
    st.text(SIGNS, min_size=1, max_size=4),
).filter(is_number)
LINES = texts(STARTS).filter(lambda text: "\n" not in text and len(text) <= 100)
NAMES = (st.sampled_from([*PRODUCTS, "全サービス", "回答", "、"]) | LINES).filter(
    lambda name: name not in ("", COMMON)  # a table cannot tell such a product from all of them
)
QUESTIONS = st.builds(
    Question, NUMBERS, category=LINES, name=LINES, question=texts(STARTS).filter(bool)
)


WORDING = ("category", "name", "question")


def asked(question, body, slug):
    """The item of that question, with the body for all and for a product."""
    said = [answer(body, evidence=LINKS), answer(body, products=(slug,), availability="no")]
    said = said if body else []
    return item(question.number, *said, **{k: getattr(question, k) for k in WORDING})


@tries
@given(
    st.lists(QUESTIONS, min_size=1, max_size=4, unique_by=lambda question: question.number),
    st.lists(NAMES, min_size=1, max_size=3, unique=True),
    texts(STARTS),
)
def test_answers_to_any_questions_are_found_again(questions, names, body):
    products = tuple(SheetProduct(f"p{at}", name, "", None) for at, name in enumerate(names))
    made = sheet(*(asked(question, body, "p0") for question in questions), products=products)
    own = (
        {
            "": AnswerContent(body=body, evidence=LINKS),
            names[0]: AnswerContent(availability="no", body=body),
        }
        if body
        else {}
    )
    current = {(one.number, name): own[name] for one in questions for name in own}
    state = WorkingCopyState(current, {}, names)

    with mock.patch.object(visible_pages, "read_in_process", read_here):
        files = [read_file(render(made)) for render in KINDS.values()]

    for file in files:
        found = {one.key: one.outcome for one in match(file, questions, state).items}
        without = {(one.number, ""): "empty in file" for one in questions}
        assert found == (without | dict.fromkeys(current, "unchanged"))


@pytest.mark.parametrize("kind", KINDS)
def test_answers_of_any_length_are_read_back(kind):
    body = "\n".join("長い回答です。" * 20 for _line in range(20))  # 2,800 characters
    items = [item(str(number), answer(f"{number}\n{body}")) for number in range(73)]

    file = read_file(KINDS[kind](sheet(*items)))

    assert [row.answer for row in file.rows] == [one.answers[0].body for one in items]


@pytest.mark.parametrize("kind", KINDS)
def test_the_reader_in_a_process_of_its_own_reads_every_text(kind):
    bodies = [body for start in STARTS for end in ENDS if (body := kept(f"{start}ab{end}"))][:490]
    items = [item(str(number), answer(body)) for number, body in enumerate(bodies)]

    file = read_file(KINDS[kind](sheet(*items)))

    assert [row.answer for row in file.rows] == bodies
