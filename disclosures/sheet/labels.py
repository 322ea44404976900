"""The labels of the codes and fields of a sheet, and its dates, in the active language."""

from datetime import date, datetime

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .diff import FieldChange, Risk


class Availability(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
    PARTIAL = "partial", _("partial or conditional")
    NOT_APPLICABLE = "not_applicable", _("not applicable")
    UNDISCLOSED = "undisclosed", _("not disclosed")


class Responsibility(models.TextChoices):
    VENDOR = "vendor", _("us")
    CLOUD_PROVIDER = "cloud_provider", _("cloud provider")
    SHARED = "shared", _("shared")
    CUSTOMER = "customer", _("customer")


FIELD_LABELS = {
    "availability": _("availability"),
    "responsibility": _("responsibility"),
    "body": _("answer"),
    "same_as": _("same as"),
    "category": _("category"),
    "name": _("name"),
    "question": _("question"),
    "asks_availability": _("asks whether it exists"),
    "is_required": _("required"),
    "states_disclosure_date": _("states the disclosure date"),
    "section": _("section"),
    "title": _("title"),
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


def moment(value: datetime) -> str:
    """A moment (aware) in the zone of the settings, to the minute, with the zone's name."""
    # Translators: a date with the hour, in Django's date format characters
    text: str = date_format(timezone.localtime(value), gettext("j F Y (D) H:i T"))
    return text


def day(value: date) -> str:
    """A day as the language writes it."""
    # Translators: a date, in Django's date format characters
    text: str = date_format(value, gettext("j F Y"))
    return text
