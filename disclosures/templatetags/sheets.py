"""Template tags for the parts of a frozen sheet, for readers and for reviewers."""

from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.urls import reverse, translate_url
from django.utils.html import escape, format_html, format_html_join
from django.utils.translation import get_language

from disclosures.exports.registry import COMPARISON_FORMATS, product_formats
from disclosures.models import Availability, Responsibility
from disclosures.sheet.document import anchor_of
from disclosures.sheet.labels import CODE_LABELS
from disclosures.sheet.links import base
from disclosures.sheet.moments import day, moment
from texts.evidence import evidence_links
from texts.hyperlinks import hyperlinks
from texts.language import language_of
from texts.normalize import spans

register = template.Library()
register.filter(day)
register.filter(moment)
register.filter(evidence_links)

MARKS = {"yes": "●", "no": "×", "partial": "◐", "not_applicable": "—", "undisclosed": "▲"}
HOLDERS = {"vendor": "■", "cloud_provider": "□", "shared": "◧", "customer": "◇"}


@register.inclusion_tag("disclosures/_availability.html")
def availability(code):
    """有無 as word and shape; None prints nothing."""
    return {"code": code, "mark": MARKS.get(code), "label": code and Availability(code).label}


@register.inclusion_tag("disclosures/_responsibility.html")
def responsible(code, is_short=False):
    """責任主体 as word and shape, by itself or as a statement; None prints nothing."""
    label = code and Responsibility(code).label
    return {"code": code, "mark": HOLDERS.get(code), "label": label, "is_short": is_short}


@register.simple_tag
def availabilities():
    """The codes of 有無, in their order."""
    return Availability.values


@register.simple_tag
def responsibilities():
    """The codes of 責任主体, in their order."""
    return Responsibility.values


@register.simple_tag(takes_context=True)
def shown(context, text):
    """The text as `linked`, with the `words` that a reader looks for marked."""
    return linked(text, context.get("words", ()))


@register.filter
def linked(text, words=()):
    """The text with its http(s) and mail addresses as links; everything else is escaped.

    These words are marked wherever they occur (`texts.normalize.spans`).
    """
    marks = spans(text, words) if words else []
    parts, end = [], 0
    for begin, until, target in hyperlinks(text):
        link = _link(target, _marked(text, begin, until, marks))
        parts += [_marked(text, end, begin, marks), link]
        end = until
    return format_html_join(
        "", "{}", ((part,) for part in [*parts, _marked(text, end, len(text), marks)])
    )


@register.simple_tag(takes_context=True)
def evidence_link(context, link):
    """The link, by its label or its address, with the `words` that a reader looks for marked."""
    text = link.label or link.address
    marks = spans(text, context.get("words", ()))
    return _link(link.address, _marked(text, 0, len(text), marks))


def _marked(text, start, end, marks):
    """That part of the text, escaped, with <mark> around what of it is in one of the marks."""
    parts, position = [], start
    for begin, until in marks:
        begin, until = max(begin, position), min(until, end)
        if begin < until:
            parts.append(escape(text[position:begin]))
            parts.append(format_html("<mark>{}</mark>", text[begin:until]))
            position = until
    return format_html_join("", "{}", ((part,) for part in [*parts, escape(text[position:end])]))


@register.filter
def web_address(url):
    """The address where it leads to a page; "" for any other, so that no link runs a script."""
    return url if urlsplit(url).scheme in ("http", "https") else ""


def _link(address, inside):
    return format_html('<a href="{}">{}</a>', address, inside)


@register.filter
def product_names(sheet, slugs):
    """The names of these products, in the sheet's order."""
    return sheet.product_names(slugs)


@register.filter
def names(products):
    """The names of these products, one after the other."""
    return "、".join(product.name for product in products)


@register.simple_tag
def language(*texts, stated=""):
    """The value of `lang` for the element that holds these texts (`language_of`).

    stated: the language of the sheet or checklist whose texts they are; empty for other texts.
    """
    return language_of(*(str(text) for text in texts if text), stated=stated or "")


@register.simple_tag(takes_context=True)
def lang_of(context, *texts):
    """The attribute `lang`, where these texts are not in the document's `language`, else none."""
    code = language_of(*texts, stated=context["language"])
    return "" if code == context["language"] else format_html(' lang="{}"', code)


@register.inclusion_tag("disclosures/_written_in.html")
def written_in(sheet):
    """In which language the sheet is written, where it states another one than the frame's."""
    is_apart = sheet.language != get_language()
    return {"written_in": is_apart and CODE_LABELS["language"].get(sheet.language)}


@register.filter
def anchor(number):
    """The fragment of the item of that number."""
    return anchor_of(number)


@register.simple_tag
def company():
    """Whose installation this is, as the settings name it; may be empty."""
    return settings.KAIJI_COMPANY


@register.simple_tag
def comparison_formats():
    """The names of the formats of a comparison, each with what people call it."""
    return [(name, format.label) for name, format in COMPARISON_FORMATS.items()]


@register.simple_tag
def product_files(sheet, product):
    """The files of that product's view: of each its name, its address and what people call it."""
    return [
        {
            "name": f"{sheet.slug}-{sheet.version}-{product.slug}.{name}",
            "address": reverse(f"product_sheet_{name}", args=[sheet.slug, product.slug]),
            "label": format.label,
        }
        for name, format in product_formats().items()
    ]


@register.simple_tag
def file_url(sheet, file, version=None):
    """The permanent address of the file, in this sheet's version or in another one of its own."""
    return reverse(f"version_sheet_{file.format}", args=[sheet.slug, version or sheet.version])


@register.simple_tag(takes_context=True)
def in_language(context, code):
    """The address of this page in that language, without scheme and host."""
    return translate_url(context["request"].path, code)


@register.simple_tag(takes_context=True)
def absolute(context, code=None):
    """The whole address of this page, in this or that language."""
    request = context["request"]
    return base(request) + (translate_url(request.path, code) if code else request.path)


@register.simple_tag(takes_context=True)
def absolute_url(context, name, *args):
    """The whole address of another page."""
    return base(context["request"]) + reverse(name, args=args)


@register.simple_tag
def answered(items):
    """How many of these items have an answer."""
    return sum(item.is_answered for item in items)
