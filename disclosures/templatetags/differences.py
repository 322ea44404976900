"""Template tags for the differences between two sheets: labels of codes, marks in texts."""

from collections import Counter

from django import template
from django.utils.translation import gettext, ngettext

from disclosures.sheet.labels import CHANGE_LABELS, FIELD_LABELS, RISK_LABELS, in_words

register = template.Library()


@register.inclusion_tag("disclosures/_difference.html", takes_context=True)
def difference(context, change):
    """One `FieldChange`: codes as words side by side, texts with what was put in and out."""
    old, new, is_code = in_words(change)
    return {
        "sheet": context.get("sheet"),
        "change": change,
        "label": FIELD_LABELS[change.field],
        "names": "、".join(product.name for product in change.products),
        "is_code": is_code,
        "old": old,
        "new": new,
    }


@register.filter
def risk(change):
    """What is riskiest about the change of an item, in words."""
    return RISK_LABELS[change.risk]


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
    how = gettext(", ").join(
        f"{RISK_LABELS[risk]} {count}" for risk, count in sorted(counts.items())
    )
    return words % {"count": counts.total(), "how": how}


@register.filter
def kind(change):
    """Whether an item is added, removed or changed, in words."""
    return CHANGE_LABELS[change.kind]
