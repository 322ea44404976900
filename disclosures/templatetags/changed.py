"""A part of an answer beside what it was: what changes is marked, what stays is printed."""

from django import template
from django.utils.text import capfirst
from django.utils.translation import gettext

from disclosures.models import Availability, Responsibility
from disclosures.sheet.labels import FIELD_LABELS

from .sheets import HOLDERS, MARKS

register = template.Library()

SHAPES = {"availability": (Availability, MARKS), "responsibility": (Responsibility, HOLDERS)}


@register.inclusion_tag("admin/disclosures/intake/_changed.html")
def changed(field, old, new):
    """有無 or 責任主体 by their codes, or 同上 by the number; nothing where neither is stated."""
    return {
        "field": field,
        "label": capfirst(str(FIELD_LABELS[field])),
        "old": _words(field, old),
        "new": _words(field, new),
    }


def _words(field, value):
    if not value:
        return ""
    if field == "same_as":
        return gettext("Same as item %(number)s") % {"number": value}
    choices, shapes = SHAPES[field]
    return f"{shapes[value]} {capfirst(str(choices(value).label))}"
