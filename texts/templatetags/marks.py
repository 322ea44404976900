"""How the differences between two texts are printed."""

from django import template

from texts.textdiff import diff_runs

register = template.Library()


@register.inclusion_tag("_marked.html")
def marked_text(old, new):
    """The new text with what was put in marked, and what was taken out struck."""
    return {"pieces": diff_runs(old, new)}


@register.filter
def plain(pieces):
    """The text of these pieces, without what is marked in it."""
    return "".join(piece.text for piece in pieces)
