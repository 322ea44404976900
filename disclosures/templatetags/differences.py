"""How differences between two sheets are printed: words for codes, marks for texts."""

from collections import Counter

from django import template
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ..diffs import Risk
from ..models import Availability, Responsibility

register = template.Library()

LABELS = {
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
WORDS = {
    "availability": dict(Availability.choices),
    "responsibility": dict(Responsibility.choices),
    **{
        name: {"true": _("yes"), "false": _("no")}
        for name in ("asks_availability", "is_required", "states_disclosure_date")
    },
}
RISKS = {
    Risk.FLIP: _("the availability flipped"),
    Risk.AVAILABILITY: _("the availability changed"),
    Risk.DENIAL: _("a denial came or went"),
    Risk.FIGURES: _("figures or dates changed"),
    Risk.LINKS: _("links or addresses changed"),
    Risk.RESPONSIBILITY: _("the responsibility changed"),
    Risk.WORDING: _("the wording changed"),
}
KINDS = {"added": _("added"), "removed": _("removed"), "changed": _("changed")}


def in_words(change):
    """The old and the new value of a `FieldChange`, and whether they are words for codes."""
    words = WORDS.get(change.field)
    if words is None:
        return change.old, change.new, False
    return words.get(change.old, ""), words.get(change.new, ""), True


@register.inclusion_tag("disclosures/_difference.html")
def difference(change):
    """One `FieldChange`: codes as words side by side, texts with what was put in and out."""
    old, new, is_code = in_words(change)
    label = LABELS[change.field]
    return {"change": change, "label": label, "is_code": is_code, "old": old, "new": new}


@register.filter
def risk(change):
    """What is riskiest about the change of an item, in words."""
    return RISKS[change.risk]


@register.simple_tag
def counted(changes):
    """How many items changed and how, the riskiest first; "" where none did."""
    counts = Counter(item.risk for item in changes.items)
    if not counts:
        return ""
    words = ngettext(
        "%(count)d item changed (%(how)s)", "%(count)d items changed (%(how)s)", counts.total()
    )
    # Translators: stands between the members of a list
    how = gettext(", ").join(f"{RISKS[risk]} {count}" for risk, count in sorted(counts.items()))
    return words % {"count": counts.total(), "how": how}


@register.filter
def kind(change):
    """Whether an item is added, removed or changed, in words."""
    return KINDS[change.kind]
