"""What changed between two sheets."""

from dataclasses import fields, replace
from datetime import date

from disclosures.sheet.content import STATED_FIELDS
from disclosures.sheet.diff import (
    ITEM_FIELDS,
    PRODUCT_FIELDS,
    SECTION_FIELDS,
    TITLE_FIELDS,
    Changes,
    ItemChange,
    changes,
)
from disclosures.sheet.document import (
    Sheet,
    SheetAnswer,
    SheetGuideline,
    SheetItem,
    SheetProduct,
    SheetSection,
)
from disclosures.sheet.field_change import FieldChange, Risk
from disclosures.sheet.labels import FIELD_LABELS
from tests.sheets import ALPHA, BETA, answer, item, sheet


def item_changes(before, after):
    return changes(sheet(before), sheet(after)).items


VERSION_ITSELF = {"version", "updated_on", "summary", "previous", "schema"}


def names(of, *without):
    return {field.name for field in fields(of)} - set(without)


def test_every_field_of_a_sheet_is_compared_and_has_a_name():
    title = names(Sheet, *VERSION_ITSELF, "guideline", "products", "sections")
    guideline = {f"guideline.{name}" for name in names(SheetGuideline)}

    assert set(TITLE_FIELDS) == title | guideline
    assert set(PRODUCT_FIELDS) == names(SheetProduct, "slug")
    assert set(ITEM_FIELDS) == names(SheetItem, "number", "answers")
    assert set(STATED_FIELDS) == names(SheetAnswer, "products")
    assert set(SECTION_FIELDS.values()) == names(SheetSection, "items")
    compared = {*TITLE_FIELDS, *PRODUCT_FIELDS, *ITEM_FIELDS, *STATED_FIELDS, *SECTION_FIELDS}
    assert set(FIELD_LABELS) == compared


def test_equal_sheets_have_no_changes():
    one = sheet(item("1", answer("Words")))

    assert changes(one, one).is_empty


def test_what_names_the_version_is_no_change():
    before = sheet(item("1"))
    after = replace(before, version="2.0", updated_on=date(2026, 1, 1), summary="Second")

    assert changes(before, after).is_empty


def test_a_changed_text_names_item_old_and_new():
    [found] = item_changes(item("1", answer("Old")), item("1", answer("New")))

    assert found == ItemChange("1", "Name 1", "changed", (FieldChange("body", "Old", "New"),))


def test_an_answer_given_for_the_first_time_is_no_flip():
    [found] = item_changes(item("1"), item("1", answer(availability="yes")))

    assert found.fields == (FieldChange("availability", "", "yes"),)
    assert found.risk == Risk.AVAILABILITY


# What one answer said before and says now, the riskiest change first.
BY_RISK = [
    (Risk.FLIP, answer("a", availability="yes"), answer("b", availability="no")),
    (Risk.FLIP, answer(availability="no"), answer(availability="yes")),
    (Risk.AVAILABILITY, answer(availability="yes"), answer(availability="partial")),
    (Risk.AVAILABILITY, answer(availability="no"), answer()),
    (Risk.DENIAL, answer("3年保管します。"), answer("保管しません。")),
    (Risk.FIGURES, answer("7日分を保管します。"), answer("14日分を保管します。")),
    (Risk.FIGURES, answer("6か月"), answer("6年")),
    (Risk.FIGURES, answer("2025年10月1日"), answer("2025年10月2日")),
    (Risk.LINKS, answer("https://example.com/a をご覧ください。"), answer("ご覧ください。")),
    (Risk.LINKS, answer("窓口はa@example.comです。"), answer("窓口はb@example.comです。")),
    (Risk.RESPONSIBILITY, answer(responsibility="vendor"), answer(responsibility="shared")),
    (Risk.WORDING, answer("99.9%です。"), answer("９９．９パーセントとしています。")),
    (Risk.WORDING, answer("保管します。"), answer("保存します。")),
]


def test_the_riskiest_items_come_first_and_equals_in_reading_order():
    numbered = [(str(at), *case) for at, case in enumerate(reversed(BY_RISK))]
    before = sheet(*(item(number, old) for number, _, old, _ in numbered))
    after = sheet(*(item(number, new) for number, _, _, new in numbered))

    found = changes(before, after).items

    expected = sorted((risk, int(number)) for number, risk, _, _ in numbered)
    assert [(change.risk, int(change.number)) for change in found] == expected


def test_a_product_that_now_deviates_from_the_common_answer_is_a_flip():
    common = answer(availability="yes")
    [found] = item_changes(
        item("1", common), item("1", common, answer(products=("beta",), availability="no"))
    )

    assert found.fields == (FieldChange("availability", "yes", "no", (BETA,)),)
    assert found.risk == Risk.FLIP


def test_products_that_changed_alike_stand_together():
    [found] = item_changes(
        item("1", answer("Old", products=("alpha", "beta"))),
        item("1", answer("New", products=("alpha", "beta"))),
    )

    assert found.fields == (FieldChange("body", "Old", "New", (ALPHA, BETA)),)


def test_added_and_removed_items_are_named():
    found = changes(sheet(item("1")), sheet(item("2", answer("New"))))

    assert [(change.number, change.kind) for change in found.items] == [
        ("2", "added"),
        ("1", "removed"),
    ]


def test_an_item_that_moved_to_another_section_is_changed():
    one = sheet(item("1"))
    other = replace(one, sections=(SheetSection("Other", (item("1"),)),))

    [found] = changes(one, other).items

    assert found.fields == (FieldChange("section", "Basics", "Other"),)


def test_title_and_guideline_are_compared_field_by_field():
    after = sheet(title="New", guideline=SheetGuideline("code", "Guideline", "2", "", ""))

    assert changes(sheet(), after).fields == (
        FieldChange("title", "Title", "New"),
        FieldChange("guideline.edition", "", "2"),
    )


def test_products_are_added_removed_and_renamed_by_slug():
    renamed = replace(ALPHA, name="Alpha II")
    gamma = SheetProduct("gamma", "Gamma", "", None)

    found = changes(sheet(), sheet(products=(renamed, gamma)))

    assert found.products_added == (gamma,)
    assert found.products_removed == (BETA,)
    assert found.products_changed == (FieldChange("name", "Alpha", "Alpha II", (renamed,)),)


def test_another_order_is_said_once():
    before, after = sheet(item("1"), item("2")), sheet(item("2"), item("1"))

    assert changes(before, after) == Changes((), (), (), (), (), True)


def test_without_a_version_before_every_item_is_added_and_the_title_is_no_change():
    found = changes(None, sheet(item("1", answer("Words"))))

    assert (found.fields, [change.kind for change in found.items]) == ((), ["added"])
