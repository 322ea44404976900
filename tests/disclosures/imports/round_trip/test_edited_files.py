"""Edits on one of the two pages: taken as they stand, or not at all."""

import re
from dataclasses import replace

from hypothesis import assume, event, example, given
from hypothesis import strategies as st

from disclosures.imports.matching.statement import availability_of
from disclosures.models.freezing import draft
from disclosures.sheet.cell_grammar import cell_text
from disclosures.sheet.content import STATED_FIELDS
from disclosures.sheet.document import SheetAnswer
from disclosures.sheet.table import item_rows
from tests.workbooks import own_workbook
from texts.evidence import evidence_key

from .any_answers import (
    DATED,
    DATED_ANSWERS,
    ITEMS,
    OF_OTHERS,
    PRODUCTS,
    STARTS,
    answers,
    contents,
    edits,
    texts,
)
from .written_sheets import few, frozen, taken_in, undone, write

LABELLED = re.compile(rf"^((?:{'|'.join(map(re.escape, PRODUCTS))})[：:])[^\S\n]+", re.MULTILINE)


def pages_alike_but(made, *, form=None, table=None):
    """The workbook of a sheet, one of its pages edited to be another's; None: as it was made."""
    return own_workbook(made, form=form or made, data=table or made)


def rewritten(sheet_item, answers):
    """The item with these answers, by the product's name."""
    said = {}
    for name in ("", *PRODUCTS):  # in the order of the sheet
        values = answers.get(name, {})
        if any(values.values()):
            words = tuple(values[key] for key in STATED_FIELDS)
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
    values = _as_read(values)
    if now is None or not any(values.values()):
        return values
    stated = {key: value or getattr(now, key) for key, value in values.items()}
    is_same = evidence_key(stated["evidence"]) == evidence_key(now.evidence)
    return stated | ({"evidence": now.evidence} if is_same else {})


def _as_read(values):
    """What was typed as an import reads it.

    A bare word of 有無 states that, though it stands in the place of a text; blanks behind a
    product's name divide that from what it says.
    """
    values = {**values, "body": LABELLED.sub(r"\1", values["body"])} if values else values
    code = availability_of(values["body"]) if values and not values["availability"] else None
    return {**values, "availability": code, "body": ""} if code else values


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


def said(body):
    return {"": dict.fromkeys(("availability", "responsibility")) | {"body": body, "evidence": ""}}


@few
@given(
    content=contents(STARTS + OF_OTHERS, dated=DATED_ANSWERS),
    number=st.sampled_from([number for number in ITEMS if number != DATED]),
    new=answers(texts(STARTS)),
    is_known=st.booleans(),
    has_table=st.booleans(),
)
@example(content={"1": said("0")}, number="1", new=said("有り"), is_known=False, has_table=False)
@example(
    content={"1": said("無し…")}, number="1", new=said("無し…"), is_known=False, has_table=False
)
@example(content={}, number="1", new=said("Alpha： <r>"), is_known=False, has_table=False)
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
        is_edited = cells(edited)[number] != cells(made)[number]  # 無し… is read as 無し, if typed
        check_edit(source, file, number, made, whole if is_edited else made)


def form_alone_of(made, edited):
    """The edited form, which still names the version that was made."""
    return own_workbook(made, form=edited, data=None)


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
    edit=edits(texts(STARTS)),
)
def test_an_edit_of_the_table_is_taken_as_it_stands_or_not_at_all(
    source, content, number, at, edit
):
    with undone():
        write(source, content)
        made = frozen(source)
        old = next(one for one in made.items() if one.number == number)
        assume(old.answers and not old.same_as)
        field, typed = edit
        answers = list(old.answers)
        at %= len(answers)
        assume(evidence_key(str(typed)) != evidence_key(answers[at].evidence))
        answers[at] = replace(answers[at], **{field: typed})
        edited = with_item(made, replace(old, answers=tuple(answers)))
        check_edit(source, pages_alike_but(made, table=edited), number, made, edited)
