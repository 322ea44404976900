"""Template tags for findings: what each rule is about, and what it found."""

from datetime import date
from itertools import groupby

from django import template
from django.utils.translation import gettext_lazy as _

from disclosures.models import Availability
from disclosures.sheet.finding import BLOCKING

from .sheets import day

register = template.Library()

HEADINGS = {
    "required_unanswered": _("Required items are not answered"),
    "same_as_unanswered": _("“Same as” an item that is not answered"),
    "availability_flipped": _("The availability turned into its opposite"),
    "availability_contradicted": _("The text seems to say the opposite of the availability"),
    "prompt": _("Something stands in the place of an answer, or is not filled in"),
    "related_availability": _("Related items state opposite availabilities"),
    "related_figures": _("Related items state different figures"),
    "disclosure_date": _("The disclosure date is another day than the update"),
    "disclosure_date_missing": _("No day can be read where the disclosure date is asked"),
    "unanswered": _("Items are not answered"),
    "product_unanswered": _("Items are not answered for some products"),
    "availability_missing": _("The availability is asked and not stated"),
    "other_product": _("A product is named that is not on this sheet"),
    "same_sentence": _("Several items hold the same sentence"),
    "evidence_alone": _("Evidence stands without an answer"),
    "evidence_moved": _("Evidence of the same name leads to another address"),
    "insecure_link": _("Links are not encrypted (http://)"),
    "markup": _("HTML is left in the text"),
}
DETAILS = {
    "same_as_unanswered": _("same as item %(other)s"),
    "availability_flipped": "%(old)s → %(new)s",
    "availability_contradicted": _("%(availability)s, and the text says: “%(text)s”"),
    "prompt": "%(text)s",
    "related_availability": _("item %(other)s says the opposite"),
    "related_figures": _("%(here)s here, %(there)s in item %(other)s"),
    "disclosure_date": _("%(stated)s in the answer, updated on %(updated)s"),
    "product_unanswered": "%(products)s",
    "availability_missing": "%(products)s",
    "other_product": "%(product)s",
    "same_sentence": _("also in %(others)s: “%(text)s”"),
    "evidence_moved": "%(label)s: %(before)s → %(now)s",
    "insecure_link": "%(address)s",
    "markup": "%(text)s",
}


@register.inclusion_tag("admin/disclosures/_findings.html")
def list_findings(findings, places, heading=_("Findings")):
    """The findings rule by rule, those that the version before had apart.

    places: the address that leads to each item, by its number; "" leads to the title.
    """
    return {
        "heading": heading,
        "groups": _groups([finding for finding in findings if not finding.is_known], places),
        "known_groups": _groups([finding for finding in findings if finding.is_known], places),
    }


def _groups(findings, places):
    return [
        {
            "heading": HEADINGS[code],
            "is_blocking": code in BLOCKING,
            "rows": [
                (finding.number, places[finding.number], detail(finding)) for finding in group
            ],
        }
        for code, group in groupby(findings, key=lambda finding: finding.code)
    ]


def detail(finding):
    """What the rule found, beside the number of the item; may be empty."""
    words = DETAILS.get(finding.code, "") % _in_words(finding.about)
    products = finding.about.get("products") if finding.code == "availability_flipped" else ""
    return f"{words} ({products})" if products else words


def _in_words(about):
    words = dict(about)
    for name in about.keys() & {"availability", "old", "new"}:
        words[name] = Availability(about[name]).label
    for name in about.keys() & {"stated", "updated"}:
        words[name] = day(date.fromisoformat(about[name]))
    return words
