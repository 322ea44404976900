"""The labels of the codes and fields of a sheet, and its dates, in the active language."""

from django.utils.translation import gettext_lazy as _

from .answer_codes import Availability, Language, Responsibility
from .field_change import FieldChange, Risk

FIELD_LABELS = {
    "availability": _("availability"),
    "responsibility": _("responsibility"),
    "body": _("answer"),
    "evidence": _("evidence"),
    "same_as": _("same as"),
    "category": _("category"),
    "name": _("name"),
    "question": _("question"),
    "asks_availability": _("asks whether it exists"),
    "is_required": _("required"),
    "states_disclosure_date": _("states the disclosure date"),
    "second_category": _("category in the second language"),
    "second_name": _("name in the second language"),
    "second_question": _("question in the second language"),
    "formerly": _("called earlier"),
    "section": _("section"),
    "second_section": _("section in the second language"),
    "title": _("title"),
    "language": _("language"),
    "second_language": _("second language"),
    "company": _("company"),
    "department": _("department"),
    "established_on": _("established on"),
    "notes": _("notes"),
    "contact": _("contact"),
    "slug": _("slug"),
    "website": _("website"),
    "in_service_since": _("in service since"),
    "guideline.code": _("code of the guideline"),
    "guideline.name": _("name of the guideline"),
    "guideline.edition": _("edition of the guideline"),
    "guideline.publisher": _("publisher of the guideline"),
    "guideline.url": _("address of the guideline"),
}
CODE_LABELS = {
    "language": dict(Language.choices),
    "second_language": dict(Language.choices),
    "availability": dict(Availability.choices),
    "responsibility": dict(Responsibility.choices),
    **{
        name: {"true": _("yes"), "false": _("no")}
        for name in ("asks_availability", "is_required", "states_disclosure_date")
    },
}
RISK_LABELS = {
    Risk.FLIP: _("the availability flipped"),
    Risk.AVAILABILITY: _("the availability changed"),
    Risk.DENIAL: _("a denial came or went"),
    Risk.FIGURES: _("figures or dates changed"),
    Risk.LINKS: _("links or addresses changed"),
    Risk.RESPONSIBILITY: _("the responsibility changed"),
    Risk.WORDING: _("the wording changed"),
}
CHANGE_LABELS = {"added": _("added"), "removed": _("removed"), "changed": _("changed")}


def in_words(change: FieldChange) -> tuple[str, str, bool]:
    """The old and the new value of a `FieldChange`, and whether they are labels of codes."""
    labels = CODE_LABELS.get(change.field)
    if labels is None:
        return change.old, change.new, False
    return labels.get(change.old, ""), labels.get(change.new, ""), True
