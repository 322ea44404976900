"""Writes the fields of the worksheet's rows, of which a page has up to two hundred.

By Django's templates the fields alone take more than half of the page's time. What the worksheet
does not have is left out here: labels of option groups, and labels that are no tag.
"""

from html import escape  # Django's asks of each value whether it is lazy: a tenth of the page

from django.forms.renderers import get_default_renderer
from django.utils.safestring import mark_safe


class RowRenderer:
    """A form renderer that writes the usual fields itself, and leaves others to their templates."""

    def render(self, template_name, context, request=None):
        """The HTML that the template would make of this context."""
        write = WRITERS.get(template_name)
        if write is None:
            return get_default_renderer().render(template_name, context, request)
        return write(context)


def _input(context):
    widget = context["widget"]
    shown = {"type": widget["type"], "name": widget["name"], "value": widget["value"]}
    return mark_safe(f"<input{_attributes(shown | widget['attrs'])}>")  # noqa: S308 all escaped


def _textarea(context):
    widget = context["widget"]
    attributes = _attributes({"name": widget["name"], **widget["attrs"]})
    text = escape(str(widget["value"] or ""))
    return mark_safe(f"<textarea{attributes}>\n{text}</textarea>")  # noqa: S308


def _select(context):
    widget = context["widget"]
    options = "".join(
        f"<option{_attributes({'value': option['value'], **option['attrs']})}>"
        f"{escape(str(option['label']))}</option>"
        for _group, options, _index in widget["optgroups"]
        for option in options
    )
    attributes = _attributes({"name": widget["name"], **widget["attrs"]})
    return mark_safe(f"<select{attributes}>{options}</select>")  # noqa: S308


def _label(context):
    tag, attributes = context["tag"], _attributes(context["attrs"] or {})
    return mark_safe(f"<{tag}{attributes}>{escape(str(context['label']))}</{tag}>")  # noqa: S308


def _attributes(attributes):
    """As `flatatt`, each value escaped."""
    return "".join(
        f" {name}" if value is True else f' {name}="{escape(str(value))}"'
        for name, value in attributes.items()
        if value is not False and value is not None
    )


# By the name of the template that says the same.
WRITERS = {
    "django/forms/label.html": _label,
    "django/forms/widgets/date.html": _input,
    "django/forms/widgets/hidden.html": _input,
    "django/forms/widgets/select.html": _select,
    "django/forms/widgets/text.html": _input,
    "django/forms/widgets/textarea.html": _textarea,
}
