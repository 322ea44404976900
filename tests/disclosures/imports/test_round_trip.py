"""A sheet that went out as a file comes in again unchanged, whatever its answers say."""

import json
from contextlib import contextmanager
from dataclasses import replace
from unittest import mock

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from disclosures.exports import sheet_csv, sheet_xlsx
from disclosures.imports.files import pages, reader
from disclosures.imports.matching.current_state import WorkingCopyState
from disclosures.imports.matching.matcher import match
from disclosures.imports.matching.statement import Statement
from disclosures.imports.matching.wording_match import Question
from disclosures.imports.tables.reading import read_file
from disclosures.models import Answer, Availability, Responsibility, Revision
from disclosures.models.freezing import draft
from disclosures.models.guideline import item_number
from disclosures.sheet.document import SheetAnswer, SheetProduct, canonical_text, sha256_of
from disclosures.sheet.table import COMMON, cell_text, item_rows
from tests.factory import (
    bring_in,
    editor,
    make_checklist,
    make_guideline,
    make_item,
    make_product,
    saved,
)
from tests.sheets import answer, item, sheet
from tests.soaking import times
from texts.fields import MAX_LENGTH, clean_text

# The files that come in again as they went out.
KINDS = {"xlsx": sheet_xlsx.render, "csv": sheet_csv.render}

# The sheet: three ordinary items and three whose numbers are none, products of one reading.
ITEMS = {
    "1": {
        "name": "データの暗号化",
        "question": "保存データの暗号化とTLSの有無",
        "asks_availability": True,
    },
    "1-1": {"name": "バックアップ", "question": "バックアップの世代と復元の手順"},
    "A&A-01.1": {
        "category": "'大項目",
        "name": "=名称",
        "question": "+質問",
        "asks_availability": True,
    },
    "問5": {"question": "開示情報の日付", "states_disclosure_date": True},
    "①": {"name": "<r>", "question": "<r>質問</r>"},
    "=1": {"category": "@大項目_x000D_", "name": "名称", "question": "　質問\n「内容」"},
}
DATED = "問5"
PRODUCTS = ("特 '\"=1,、", "Alpha", "Ａｌｐｈａ")

STARTS = (
    *(
        "有り",
        "無し",
        "無し、",
        "有り。\n",
        "一部・条件付き",
        "該当なし ",
        "○",
        "×",
        "はい",
        "自社",
    ),
    *("'", "''", "'=", "=", "+", "-", "@", "＝", "＋", "－", "＠", "＇", '"', '"",', ";", "\\"),
    *("同上", "〃", "（同上）", "25", "２５", "No. 1", "1e5", "TRUE", "#N/A", "2025-10-01", "{="),
    *(
        "全サービス共通：",
        "Alpha：",
        "・Alpha 有り\n・Ａｌｐｈａ：",
        "責任主体：自社\n",
        "同上（項目1）",
    ),
    *("番号", "回答", "<r>", "<r><t>", "<ID> & ", "_x000D_", "_x000a_", "_x005F_x0041_"),
    *("神\ufa19", "葛\U000e0100", "ガ", "か\u309a", "ｶﾞ", "㈱", "\u0301", "𠮷", "👩"),
)
ENDS = (
    "",
    "…",
    "...",
    "</r>",
    "</t></r>",
    "'",
    '"',
    ",",
    "、有り",
    "_x000D_",
    "２",
    "\u0301",
    "。",
)
OF_OTHERS = ("バックアップの世代と復元の手順", "保存データの暗号化とTLS")
DATES = ("2025-10-01", "2025年10月1日", "'2025/10/1")

SIGNS = st.sampled_from("\n \t　,'\"、。0２é=") | st.characters(
    exclude_categories=["Cc", "Cf", "Cs", "Co"]
)


def kept(text):
    """What an answer holds of the text, or None where it refuses it."""
    try:
        return clean_text(text)
    except ValidationError:
        return None


def repeated(text, length):
    return (text * length)[:length]


def texts(starts):
    some = st.builds(
        "{}{}{}".format, st.sampled_from(starts), st.text(SIGNS, max_size=9), st.sampled_from(ENDS)
    )
    long = st.builds(
        repeated, st.text(SIGNS, min_size=1, max_size=9), st.sampled_from([255, MAX_LENGTH])
    )
    free = st.text(SIGNS, max_size=30)
    return st.one_of(some, some, free, long).map(kept).filter(lambda text: text is not None)


def statements(bodies):
    """What an answer can say of its own."""
    return st.fixed_dictionaries(
        {
            "availability": st.sampled_from([None, *Availability.values]),
            "responsibility": st.sampled_from([None, *Responsibility.values]),
            "body": bodies,
        }
    )


def answers(bodies):
    """Of one item: the common answer, and what products add."""
    own = statements(bodies)
    added = st.dictionaries(st.sampled_from(PRODUCTS), own, max_size=2)
    return st.builds(
        lambda common, more: {"": common, **more}, st.just({}) | own, st.just({}) | added
    )


# An import takes no answer to this item from which it cannot read one date.
DATED_ANSWERS = st.fixed_dictionaries({"": st.just({}) | statements(st.sampled_from(DATES))})


def with_repeats(own, repeats):
    """The answers, some of them replaced by the number of an item that does not repeat itself."""
    return own | {number: to for number, to in repeats.items() if to not in repeats}


def contents(starts=STARTS, dated=None):
    """Of each item its answers, or the number of the one that it repeats."""
    usual = answers(texts(starts))
    own = dict.fromkeys(ITEMS, usual) | {DATED: usual if dated is None else dated}
    numbers = st.sampled_from(list(ITEMS))
    repeats = st.dictionaries(numbers, numbers, max_size=3)
    return st.builds(with_repeats, st.fixed_dictionaries(own), repeats)


def only(body, number="1", product="", **values):
    """Contents of one answer."""
    return {number: {product: {"body": body, **values}}}


# Writing it


@pytest.fixture
def source(db, monkeypatch):
    """The checklist that is written and goes out."""
    monkeypatch.setattr(pages, "_read", read_here)
    guideline = make_guideline("trip", items=())
    for position, (number, values) in enumerate(ITEMS.items()):
        make_item(guideline, number, position=position, **{"name": "", **values})
    products = [make_product(name, slug=f"p{at}") for at, name in enumerate(PRODUCTS)]
    return make_checklist("source", guideline=guideline, products=products, title="Sheet")


@pytest.fixture
def empty(source):
    """Another one, of the same guideline and products."""
    products = source.products()
    return make_checklist("empty", guideline=source.guideline, products=products, title="Sheet")


def read_here(content):
    """What the reader's process writes, without that process: two hundred would take a minute."""
    return json.loads(json.dumps({"sheets": reader._sheets(content)}))


@contextmanager
def undone():
    """Whatever is written meanwhile is gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def write(checklist, content):
    by, rows = editor(), {}
    items = {item.number: item for item in checklist.guideline.items.all()}
    products = {product.name: product for product in checklist.products()}
    for row in checklist.answers.all():
        rows[row.item_id, ""] = row
    for number, said in by_own_words(content):
        answers = {"": {"same_as": items[said]}} if isinstance(said, str) else said
        for name, values in answers.items():
            new = Answer(checklist=checklist, item=items[number], product=products.get(name))
            put(rows.get((items[number].pk, name), new), values, by)


def by_own_words(content):
    """Those that repeat others last."""
    return sorted(content.items(), key=lambda one: isinstance(one[1], str))


def put(answer, values, by):
    if any(values.values()):
        for name, value in values.items():
            setattr(answer, name, value)
        saved(answer, by)


def expected(content, outcome):
    """What becomes of each item, and of each product that adds something."""
    found = {(number, ""): "empty in file" for number in ITEMS}
    for number, said in content.items():
        answers = {"": {"same_as": said}} if isinstance(said, str) else said
        for name, values in answers.items():
            if any(values.values()):
                found[number, name] = outcome
    return found


def taken_in(checklist, content):
    """What became of each; where it is a problem, why."""
    rows = bring_in(checklist, content).rows
    return {row.key: row.why if row.is_problem else row.outcome for row in rows}


# What once came back as something else, and now does not

KNOWN = {
    "markup of xlsxwriter": only("<r><t>無し</t></r>"),
    "markup of xlsxwriter that is broken": only("<r>&</r>"),
    "characters by number that share a sign": only("_x005F_x0041_"),
    "a line end by number": only("有り_x000D_無し_x000a_"),
    "a number that begins with a word": only("2025-10-01", number="問5"),
    "a number that is another one in a circle": {**only("One"), **only("Circle", number="①")},
    "a number that would be calculated": {**only("Sum", number="=1"), "1-1": "=1"},
    "who is responsible, in the words of our files": {
        number: {"": {"responsibility": code}}
        for number, code in zip(ITEMS.keys() - {DATED}, Responsibility.values, strict=False)
    },
    "同上 as an answer's own word": only("同上", availability="yes"),
    "the word that clears, as a text": {
        **only("記載なし"),
        **only("記載なし", number="①", availability="yes"),
    },
    "products of one reading": {
        "1": {"": {"body": "All"}, "Alpha": {"body": "One"}, "Ａｌｐｈａ": {"body": "Other"}}
    },
    "a repeated answer to which products add": {
        "1": {"": {"body": "All"}, "Alpha": {"availability": "yes", "body": "One"}},
        "①": "1",
    },
    "a repeated answer of products alone": {**only("One", product="Alpha"), "①": "1"},
    "an end with dots": only("記録、通知など…"),
    "as many signs as some programs leave of a text": only("あ" * 255),
}


# An import that is new to a checklist leaves these to a person; they come back to their own.

DOUBTED = {
    "no date where one is asked for": only("未定", number="問5"),
    "a word of 有無 where a date is asked for": {"問5": {"": {"availability": "undisclosed"}}},
    "words of the item below, which is empty": only("バックアップの世代と復元の手順"),
    "words of the item above, which is empty": only("保存データの暗号化とTLS", number="1-1"),
}


def same_text(checklist):
    """All that readers see, under one address."""
    return canonical_text(replace(draft(checklist), slug="sheet"))


def files(checklist):
    """Each of its files, by the kind."""
    made = draft(checklist)
    return {kind: render(made) for kind, render in KINDS.items()}


def check_own_files(source, content):
    """Written and taken in again, its files change nothing."""
    write(source, content)
    before, rows = same_text(source), Answer.history.count()
    for kind, file in files(source).items():
        assert taken_in(source, file) == expected(content, "unchanged"), kind
    assert same_text(source) == before
    assert Answer.history.count() == rows


def check_files_in_another(source, empty, content):
    """Written and taken in by an empty checklist, each of its files makes that one say the same."""
    write(source, content)
    for kind, file in files(source).items():
        with undone():
            assert taken_in(empty, file) == expected(content, "set"), kind
            assert same_text(empty) == same_text(source), kind


@pytest.mark.parametrize("name", KNOWN | DOUBTED)
def test_known_answers_come_back_unchanged(source, name):
    check_own_files(source, (KNOWN | DOUBTED)[name])


@pytest.mark.parametrize("name", KNOWN)
def test_known_answers_come_back_in_another_checklist(source, empty, name):
    check_files_in_another(source, empty, KNOWN[name])


tries = settings(
    max_examples=times(200, 2_000),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@tries
@given(content=contents(STARTS + OF_OTHERS))
def test_any_answers_come_back_unchanged(source, content):
    with undone():
        check_own_files(source, content)


@tries
@given(content=contents(dated=DATED_ANSWERS))
def test_any_answers_come_back_in_another_checklist(source, empty, content):
    with undone():
        check_files_in_another(source, empty, content)


# Our form read without the table beside it, and edits on one of the two pages


def pages_alike_but(made, *, form=None, table=None):
    """The workbook of a sheet, one of its pages edited to be another's; None: as it was made."""
    write_table = sheet_xlsx._write_table
    patches = {
        "_write_table": lambda page, formats, _sheet: write_table(page, formats, table or made),
        "sha256_of": lambda _text: sha256_of(canonical_text(made)),
    }
    with mock.patch.multiple(sheet_xlsx, **patches):
        return sheet_xlsx.render(form or made)


def form_alone(made):
    """The workbook of a sheet whose second page somebody emptied."""
    with mock.patch.object(sheet_xlsx, "_write_table"):
        return sheet_xlsx.render(made)


def frozen(checklist):
    """A version of the checklist as it stands, without its files."""
    made = draft(checklist)
    text = canonical_text(made)
    Revision.objects.create(
        checklist=checklist,
        number=1,
        version="1.0",
        sheet=text,
        sha256=sha256_of(text),
        updated_on=made.updated_on,
        summary="First",
        submitted_by=editor(),
        submitted_at=timezone.now(),
    )
    return made


few = settings(tries, max_examples=times(60, 2_000))


@pytest.mark.parametrize("name", KNOWN | DOUBTED)
def test_known_answers_come_back_from_the_form_alone(source, name):
    check_form_alone(source, (KNOWN | DOUBTED)[name])


@few
@given(content=contents(STARTS + OF_OTHERS))
def test_any_answers_come_back_from_the_form_alone(source, content):
    with undone():
        check_form_alone(source, content)


def check_form_alone(source, content):
    write(source, content)
    before, rows = same_text(source), Answer.history.count()
    assert taken_in(source, form_alone(draft(source))) == expected(content, "unchanged")
    assert (same_text(source), Answer.history.count()) == (before, rows)


@few
@given(content=contents(dated=DATED_ANSWERS))
def test_any_answers_come_from_the_form_of_a_known_version(source, empty, content):
    with undone():
        write(source, content)
        assert taken_in(empty, form_alone(frozen(source))) == expected(content, "set")
        assert same_text(empty) == same_text(source)


def rewritten(sheet_item, answers):
    """The item with these answers, by the product's name."""
    said = {}
    for name in ("", *PRODUCTS):  # in the order of the sheet
        values = answers.get(name, {})
        if any(values.values()):
            words = tuple(values[key] for key in ("availability", "responsibility", "body"))
            said.setdefault((name == "", words), []).extend([SLUGS[name]] if name else [])
    stated = (SheetAnswer(tuple(slugs), *words) for (_is, words), slugs in said.items())
    return replace(sheet_item, same_as=None, answers=tuple(stated))


def with_what_stays(old, answers):
    """The answers by the product's name, each with what it does not state of itself now."""
    now = {PRODUCT_OF.get(slug, ""): one for one in old.answers for slug in one.products or [""]}
    if old.same_as:  # a product adds nothing to what is repeated
        now = {name: one for name, one in now.items() if not name}
    return {name: _with_what_stays(now.get(name), values) for name, values in answers.items()}


def _with_what_stays(now, values):
    if now is None or not any(values.values()):
        return values
    return {key: value or getattr(now, key) for key, value in values.items()}


def with_item(made, changed):
    """The sheet with the item in the place of that of its number."""
    [section] = made.sections
    items = [changed if one.number == changed.number else one for one in section.items]
    return replace(made, sections=(replace(section, items=tuple(items)),))


def cells(made):
    """What the form's cells say, by number; of what repeats an item that changes, only that."""
    [section] = made.sections
    return {
        one.number: cell_text(row[5:] for row in item_rows(made, section, one))
        for one in section.items
    }


SLUGS = {name: f"p{at}" for at, name in enumerate(PRODUCTS)}
PRODUCT_OF = {slug: name for name, slug in SLUGS.items()}


@few
@given(
    content=contents(STARTS + OF_OTHERS, dated=DATED_ANSWERS),
    number=st.sampled_from([number for number in ITEMS if number != DATED]),
    new=answers(texts(STARTS)),
    is_known=st.booleans(),
    has_table=st.booleans(),
)
def test_an_edit_of_the_form_is_taken_as_it_stands_or_not_at_all(
    source, content, number, new, is_known, has_table
):
    with undone():
        write(source, content)
        made = frozen(source) if is_known else draft(source)
        old = next(one for one in made.items() if one.number == number)
        edited = with_item(made, rewritten(old, new))
        file = pages_alike_but(made, form=edited) if has_table else form_alone_of(made, edited)
        whole = with_item(made, rewritten(old, with_what_stays(old, new)))
        check_edit(source, file, number, made, whole)


def form_alone_of(made, edited):
    """The edited form, which still names the version that was made."""
    named = sha256_of(canonical_text(made))
    with mock.patch.object(sheet_xlsx, "sha256_of", return_value=named):
        return form_alone(edited)


def check_edit(source, file, number, made, edited):
    outcomes = taken_in(source, file)
    before, now, wanted = cells(made), cells(draft(source)), cells(edited)
    repeating = {one.number for one in made.items() if one.same_as == number}
    others = before.keys() - {number} - repeating
    assert {one: now[one] for one in others} == {one: before[one] for one in others}
    ends = {end for key, end in outcomes.items() if key[0] == number}
    if now[number] == before[number] != wanted[number]:
        assert ends - {"set", "unchanged"}
    else:
        assert now[number] == wanted[number]
    event(f"taken: {now[number] == wanted[number] != before[number]}")


@few
@given(
    content=contents(STARTS + OF_OTHERS, dated=DATED_ANSWERS),
    number=st.sampled_from([number for number in ITEMS if number != DATED]),
    at=st.integers(0, 3),
    field=st.sampled_from(["availability", "responsibility", "body"]),
    new=statements(texts(STARTS)),
)
def test_an_edit_of_the_table_is_taken_as_it_stands_or_not_at_all(
    source, content, number, at, field, new
):
    with undone():
        write(source, content)
        made = frozen(source)
        old = next(one for one in made.items() if one.number == number)
        assume(old.answers and not old.same_as and new[field])
        answers = list(old.answers)
        at %= len(answers)
        answers[at] = replace(answers[at], **{field: new[field]})
        edited = with_item(made, replace(old, answers=tuple(answers)))
        check_edit(source, pages_alike_but(made, table=edited), number, made, edited)


# Any questions: numbers, wording and products, without a database


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
    said = [answer(body), answer(body, products=(slug,), availability="no")] if body else []
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
    own = {"": Statement(None, body, None), names[0]: Statement("no", body, None)} if body else {}
    current = {(one.number, name): own[name] for one in questions for name in own}
    state = WorkingCopyState(current, {}, names)

    with mock.patch.object(pages, "_read", read_here):
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
