"""新旧対照表: old beside new between any two versions, as page, workbook and JSON."""

import json
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText
from python_calamine import CalamineWorkbook

from disclosures.permissions import AUDITOR, EDITOR, MANAGER, REVIEWER
from tests.factory import (
    change_answer,
    get_user,
    make_approved,
    make_checklist,
    make_product,
    make_user,
    saved,
    submit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def versions():
    """Versions 1.0 to 3.0: 有無 and text of item 1, a link of Alpha's, then the company."""
    alpha = make_product("Alpha")
    checklist = make_checklist(products=[alpha])
    change_answer(checklist, "1", availability="no", body="7日分を保管します。")
    change_answer(checklist, "2", body="=HYPERLINK(1)")
    first = make_approved(checklist, "1.0")
    change_answer(checklist, "1", availability="yes", body="14日分を保管します。")
    change_answer(checklist, "2", product=alpha, body="@SUM(1)")
    second = make_approved(checklist, "2.0")
    checklist.company = "Other Inc."
    saved(checklist)
    return first, second, submit(checklist, "3.0")


def get(client, new, old, name="compare", by=None):
    client.force_login(by or get_user("reader", AUDITOR))
    return client.get(reverse(f"admin:disclosures_revision_{name}", args=[new.pk, old.pk]))


def cells(response):
    """The rows of the workbook below its headings, marks included."""
    book = load_workbook(BytesIO(response.content), rich_text=True)
    return list(book.active.iter_rows(min_row=4, values_only=True))


def test_the_page_shows_old_beside_new_with_the_changed_characters_marked(client, versions):
    first, second, _ = versions

    shown = get(client, second, first).content.decode()

    assert "旧：版 1.0" in shown
    assert '<p class="text"><del>無し</del></p>' in " ".join(shown.split()).replace(" </p>", "</p>")
    assert "<del>7</del>日分を保管します。" in shown
    assert "<ins>14</ins>日分を保管します。" in shown


def test_any_two_versions_can_be_compared_in_either_order(client, versions):
    first, _, third = versions

    forward = get(client, third, first).context["items"]
    back = get(client, first, third).context["items"]

    assert [item.number for item in forward] == ["", "1", "2"]
    assert [item.number for item in back] == ["", "1", "2"]


def test_versions_that_say_the_same_are_said_to(client, versions):
    checklist = versions[0].checklist
    versions[2].recall(by=make_user("submitter", role=EDITOR), reason="Again")
    again = submit(checklist, "3.1")

    shown = get(client, again, versions[2]).content.decode()

    assert "お客様に表示される内容に違いはありません。" in shown


def test_the_workbook_marks_the_changed_characters(client, versions):
    first, second, _ = versions

    rows = cells(get(client, second, first, "compare_xlsx"))

    assert [row[:3] for row in rows] == [
        ("1", "Name 1", "有無"),
        ("1", "Name 1", "回答"),
        ("2", "Name 2", "回答（Alpha）"),
    ]
    old, new = rows[1][3:]
    assert isinstance(old, CellRichText)
    assert [(part.text, bool(part.font.strike)) for part in old] == [
        ("7", True),
        ("日分を保管します。", False),
    ]
    assert [(part.text, bool(part.font.u)) for part in new] == [
        ("14", True),
        ("日分を保管します。", False),
    ]


def test_the_workbook_keeps_what_looks_like_a_character_by_its_number(client, versions):
    checklist = versions[0].checklist
    versions[2].recall(by=make_user("submitter", role=EDITOR), reason="Again")
    change_answer(checklist, "1", body="_x0041_x0042_ 14日分を保管しています。")
    again = submit(checklist, "3.1")

    response = get(client, again, versions[1], "compare_xlsx")

    book = CalamineWorkbook.from_filelike(BytesIO(response.content))
    texts = [cell for row in book.get_sheet_by_index(0).to_python() for cell in row]
    assert "_x0041_x0042_ 14日分を保管しています。" in texts


def test_the_workbook_holds_no_formula(client, versions):
    response = get(client, versions[2], versions[0], "compare_xlsx")

    book = load_workbook(BytesIO(response.content))
    assert {cell.data_type for row in book.active for cell in row} <= {"s", "n"}
    assert {cell.value for row in book.active for cell in row if cell.data_type == "n"} <= {None}
    assert "@SUM(1)" in [cell.value for row in book.active for cell in row]


def test_the_workbook_names_no_person_and_no_clock(client, versions):
    properties = load_workbook(
        BytesIO(get(client, versions[1], versions[0], "compare_xlsx").content)
    ).properties

    assert (properties.creator, properties.lastModifiedBy) == ("Kaiji", "Kaiji")
    assert str(properties.created) == str(properties.modified) == "2025-10-01 00:00:00"


def test_the_json_has_codes_and_marks(client, versions):
    first, second, _ = versions

    data = json.loads(get(client, second, first, "compare_json").content)

    assert (data["from"]["version"], data["to"]["sha256"]) == ("1.0", second.sha256)
    flip, text = data["items"][0]["fields"]
    assert (flip["field"], flip["old"], flip["new"], flip["risk"]) == (
        "availability",
        "no",
        "yes",
        "flip",
    )
    assert text["marks"] == [
        ["deleted", "7"],
        ["inserted", "14"],
        ["same", "日分を保管します。"],
    ]


def test_the_file_is_named_after_its_versions(client, versions):
    response = get(client, versions[1], versions[0], "compare_xlsx")

    assert response["Content-Disposition"] == 'attachment; filename="sheet-1.0-2.0.xlsx"'


@pytest.mark.parametrize("name", ["compare", "compare_xlsx", "compare_json"])
def test_versions_of_another_sheet_are_not_found(client, versions, name):
    guideline = versions[0].checklist.guideline
    other = make_approved(make_checklist("other", guideline=guideline))

    assert get(client, versions[0], other, name).status_code == 404
    assert get(client, versions[0], versions[0], name).status_code == 404


@pytest.mark.parametrize("name", ["compare", "compare_xlsx", "compare_json"])
@pytest.mark.parametrize("role", [None, AUDITOR, EDITOR, REVIEWER, MANAGER])
def test_staff_with_a_role_may_read_it(client, versions, name, role):
    response = get(client, versions[1], versions[0], name, make_user("who", role=role))

    assert response.status_code == (200 if role else 403)
