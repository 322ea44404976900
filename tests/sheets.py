"""Frozen sheets for tests, made without a database."""

from dataclasses import replace
from datetime import date

from disclosures.sheet.document import (
    Sheet,
    SheetAnswer,
    SheetGuideline,
    SheetItem,
    SheetProduct,
    SheetSection,
)

ALPHA = SheetProduct("alpha", "Alpha", "", None)
BETA = SheetProduct("beta", "Beta", "", None)


def answer(body="", *, products=(), availability=None, responsibility=None, evidence=""):
    return SheetAnswer(products, availability, responsibility, body, evidence)


def item(number, *answers, **values):
    given_values = {"name": f"Name {number}", "question": f"Question {number}?", **values}
    return SheetItem(
        **{
            "number": number,
            "category": "",
            "asks_availability": False,
            "is_required": None,
            "states_disclosure_date": False,
            "same_as": None,
            "answers": answers,
            **given_values,
        }
    )


def sheet(*items, products=(ALPHA, BETA), **values):
    return replace(
        Sheet(
            slug="sheet",
            title="Title",
            company="Example Inc.",
            department="",
            established_on=None,
            updated_on=date(2025, 10, 1),
            version="1.0",
            summary="First",
            notes="",
            contact="",
            guideline=SheetGuideline("code", "Guideline", "", "", ""),
            products=products,
            sections=(SheetSection("Basics", items),),
            previous=None,
        ),
        **values,
    )
