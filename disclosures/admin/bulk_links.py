"""Links to what was changed at once, after it was done and from its record."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext

from disclosures.permissions import READ_BULK_CHANGES, UNDO


def bulk_change_address(pk, page="change"):
    """The address of a page of this bulk change: "change" shows it, "undo" takes it back."""
    return reverse(f"admin:audit_bulkchange_{page}", args=[pk])


def with_link(request, message, bulk_change):
    """The message, followed by the link to the page from which it can be undone.

    bulk_change: None where nothing was written; then there is no link.
    """
    if not bulk_change or not request.user.has_perms(READ_BULK_CHANGES):
        return message
    return format_html("{} {}", message, link(bulk_change))


def link(bulk_change):
    """The link to this bulk change, in words that promise an undo only where there is one."""
    address = bulk_change_address(bulk_change.pk)
    words = gettext("See or undo") if bulk_change.kind in UNDO else gettext("What was changed")
    return format_html('<a href="{}">{}</a>', address, words)
