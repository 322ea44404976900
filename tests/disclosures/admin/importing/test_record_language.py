"""The record of an import says its reasons in the language of who reads it."""

import pytest
from django.utils.translation import override

from disclosures.models import Intake
from tests.factory import editor
from tests.pages import lists_of, page_of

from .import_pages import ROWS, bring, confirm, workbook

pytestmark = pytest.mark.django_db

OTHER_WORDING = [*ROWS[:3], ("4", None, "Another item", "Another question", "Nowhere.")]
IN_JAPANESE = (
    "4 Name 4 – 8行目：ガイドラインの文言と異なります：「Another item」 / 「Another question」"
)
IN_ENGLISH = (
    "4 Name 4 – Row 8: the guideline words this item differently:"
    " “Another item” / “Another question”"
)


@pytest.fixture
def record(desk, checklist):
    """An import that was made in Japanese."""
    intake, page = bring(desk, checklist, workbook(OTHER_WORDING))
    confirm(desk, intake, page)
    return Intake.objects.get()


def english(desk, record):
    with override("en"):
        address = page_of(record)
    return lists_of(desk.get(address))


def test_a_new_record_holds_codes_and_details(record):
    reasons = {row["number"]: row["why"] for row in record.report["items"]}

    assert reasons == {
        "1": None,
        "2": None,
        "3": None,
        "4": {
            "code": "wording_differs",
            "details": {"row": "8", "texts": "“Another item” / “Another question”"},
        },
    }


def test_an_import_made_in_japanese_is_shown_in_english_to_an_english_reader(desk, record):
    in_japanese = lists_of(desk.get(page_of(record)))

    assert [*in_japanese.values()][1] == [IN_JAPANESE]
    assert english(desk, record)["unsure, not taken"] == [IN_ENGLISH]


def test_a_former_record_keeps_its_sentence(desk, checklist):
    sentence = "この文は当時のものです。"
    former = {"number": "4", "name": "Name 4", "outcome": "unsure", "why": sentence}
    report = {"items": [{**former, "is_taken": False}]}
    intake, _page = bring(desk, checklist)
    intake.confirm(lambda: report, by=editor(), seen=intake.digest())

    assert english(desk, intake)["unsure, not taken"] == [f"4 Name 4 – {sentence}"]
