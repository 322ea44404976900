"""The frozen sheet: canonical text, hash and back."""

import hashlib
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosures.sheet.canonical import BrokenSheet, canonical_text, sha256_of, sheet_from_text
from disclosures.sheet.document import (
    Previous,
    Sheet,
    SheetAnswer,
    SheetGuideline,
    SheetItem,
    SheetProduct,
    SheetSection,
)

COMMON = SheetAnswer((), "yes", "vendor", "For all.")
ADDED = SheetAnswer(("beta",), "no", None, "Beta differs.")


def make_item(number="1", answers=(COMMON,), **kwargs):
    values = {
        "category": "Category",
        "name": "Name",
        "question": "Question?",
        "asks_availability": True,
        "is_required": None,
        "states_disclosure_date": False,
        "same_as": None,
    }
    return SheetItem(number=number, answers=tuple(answers), **{**values, **kwargs})


def make_sheet(*items, **kwargs):
    values = {
        "slug": "sheet",
        "title": "開示シート",
        "company": "Example",
        "department": "",
        "established_on": None,
        "updated_on": date(2025, 10, 1),
        "version": "2.0",
        "summary": "All new",
        "notes": "",
        "contact": "",
        "guideline": SheetGuideline("code", "Guideline", "3", "Publisher", ""),
        "products": (
            SheetProduct("alpha", "Alpha", "", None),
            SheetProduct("beta", "Beta", "https://beta.example/", date(2018, 8, 13)),
        ),
        "sections": (SheetSection("", items or (make_item(),)),),
        "previous": Previous("1.0", "0" * 64),
    }
    return Sheet(**{**values, **kwargs})


def test_a_sheet_comes_back_from_its_text():
    sheet = make_sheet(make_item(answers=[COMMON, ADDED]))

    assert sheet_from_text(canonical_text(sheet)) == sheet


def test_the_text_is_sorted_dense_and_readable_json():
    text = canonical_text(make_sheet())

    data = json.loads(text)

    assert text == json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert (data["title"], data["schema"], data["updated_on"]) == ("開示シート", 2, "2025-10-01")


def test_what_is_not_stated_of_schema_2_is_absent():
    stated = make_sheet(language="en", second_language="ja")

    added = (
        json.loads(canonical_text(stated)).keys() - json.loads(canonical_text(make_sheet())).keys()
    )

    assert added == {"language", "second_language"}


def test_a_sheet_of_schema_1_is_read_and_keeps_its_text():
    text = canonical_text(make_sheet(schema=1))

    sheet = sheet_from_text(text)

    assert sheet == make_sheet(schema=1)
    assert '"schema":1' in text
    assert canonical_text(sheet) == text
    assert (sheet.language, sheet.sections[0].items[0].formerly) == ("", ())


def test_the_hash_is_that_of_the_utf8_bytes():
    text = canonical_text(make_sheet())

    assert sha256_of(text) == hashlib.sha256(text.encode("utf-8")).hexdigest()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text + "\n",
        lambda text: text.replace('"schema":2', '"schema":3'),
        lambda text: text.replace('"schema":2', '"schema":true'),
        lambda text: text.replace('"schema":2', '"language":"","schema":2'),
        lambda text: text.replace('"schema":2', '"language":"ja","schema":1'),
        lambda text: text.replace('"title"', '"titel"'),
        lambda text: text.replace(",", ", ", 1),
        lambda text: text[:-1],
        lambda text: "[]",
        lambda text: "",
        lambda text: text.replace('"2025-10-01"', "20251001"),
    ],
)
def test_anything_but_the_canonical_text_is_refused(spoil):
    with pytest.raises(BrokenSheet):
        sheet_from_text(spoil(canonical_text(make_sheet())))


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from([None, "yes", "no"]))
def test_any_text_survives_freezing(body, availability):
    sheet = make_sheet(make_item(answers=[SheetAnswer((), availability, None, body)]))

    assert sheet_from_text(canonical_text(sheet)) == sheet


def test_a_products_answer_adds_to_the_common_text_and_never_hides_it():
    item = make_item(answers=[COMMON, ADDED])

    answers = item.for_product("beta").answers

    assert answers == (SheetAnswer((), None, "vendor", "For all."), ADDED)


def test_what_a_product_does_not_replace_stays_whatever_the_field():
    common = SheetAnswer((), "yes", "vendor", "For all.", "https://a.example/")
    added = SheetAnswer(("beta",), None, None, "More.", "https://b.example/")

    assert make_item(answers=[common, added]).for_product("beta").answers == (common, added)


def test_a_product_without_an_answer_of_its_own_reads_the_common_one():
    item = make_item(answers=[COMMON, ADDED])

    assert item.for_product("alpha").answers == (COMMON,)


def test_a_product_with_nothing_to_read_is_unanswered():
    item = make_item(answers=[ADDED])

    assert item.for_product("alpha").answers == ()


def test_the_sheet_of_a_product_has_its_answers_in_every_section():
    one, two = make_item("1", answers=[COMMON, ADDED]), make_item("2", answers=[ADDED])
    sheet = make_sheet(sections=(SheetSection("A", (one,)), SheetSection("B", (two,))))

    alone = sheet.for_product("beta")

    assert list(alone.items()) == [one.for_product("beta"), two.for_product("beta")]
    assert [section.title for section in alone.sections] == ["A", "B"]
    assert list(sheet.for_product("alpha").items())[1].answers == ()


def test_products_are_found_by_their_slugs_and_named_in_the_order_of_the_sheet():
    sheet = make_sheet()

    assert sheet.product("beta").name == "Beta"
    assert sheet.product("gamma") is None
    assert sheet.product_names(("beta", "gamma", "alpha")) == ["Alpha", "Beta"]


def test_anchors_hold_in_an_address():
    anchors = [make_item(number).anchor for number in ("25", "A-01.1", "A&A-01", "25の2")]

    assert anchors == ["item-25", "item-A-01.1", "item-A_26_A-01", "item-25_306e_2"]
