"""How the parts of a frozen sheet are printed, for readers and for reviewers."""

import re

from django import template
from django.urls import translate_url
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape, format_html, mark_safe
from django.utils.translation import gettext

from products.figures import ADDRESS, MAIL

from ..models import Availability, Responsibility
from ..sheet import anchor_of

register = template.Library()

MARKS = {"yes": "●", "no": "○", "partial": "◐", "not_applicable": "—", "undisclosed": "▲"}
LINK = re.compile(
    rf"(?P<address>{ADDRESS.pattern}(?<!://))"
    rf"|(?:mailto:)?(?P<mail>{MAIL.pattern})",
    re.IGNORECASE | re.ASCII,
)
FOLLOWS = ".,:;!?'*)]}"  # ends the sentence around an address, not the address


@register.inclusion_tag("disclosures/_availability.html")
def availability(code):
    """有無 as word and shape; None prints nothing."""
    return {"code": code, "mark": MARKS.get(code), "label": code and Availability(code).label}


@register.filter
def responsibility(code):
    """The words for a responsibility's code."""
    return Responsibility(code).label


@register.filter
def linked(text):
    """The text with its http(s) and mail addresses as links; everything else is escaped."""
    parts, end = [], 0
    for found in LINK.finditer(text):
        shown = _trimmed(found.group())
        address = shown if found["address"] else f"mailto:{shown.removeprefix('mailto:')}"
        parts += [escape(text[end : found.start()]), _link(address, shown)]
        end = found.start() + len(shown)
    return mark_safe("".join([*parts, escape(text[end:])]))  # noqa: S308 escaped above


def _trimmed(address):
    while address[-1] in FOLLOWS and not (address.endswith(")") and "(" in address):
        address = address[:-1]
    return address


def _link(address, shown):
    return format_html('<a href="{}">{}</a>', address, shown)


@register.filter
def moment(value):
    """A moment (aware) in the zone of the settings, to the minute, with the zone's name."""
    # Translators: a date with the hour, in Django's date format characters
    return date_format(timezone.localtime(value), gettext("j F Y (D) H:i T"))


@register.filter
def day(value):
    """A day as the language writes it."""
    # Translators: a date, in Django's date format characters
    return date_format(value, gettext("j F Y"))


@register.filter
def product_names(sheet, slugs):
    """The names of these products, in the sheet's order."""
    return sheet.product_names(slugs)


@register.filter
def anchor(number):
    """The fragment of the item of that number."""
    return anchor_of(number)


@register.simple_tag(takes_context=True)
def in_language(context, code):
    """The address of this page in that language."""
    return translate_url(context["request"].path, code)


@register.simple_tag
def answered(items):
    """How many of these items have an answer."""
    return sum(bool(item.answers) for item in items)
