"""Where in the admin each item of a checklist is answered."""

from django.urls import reverse


def places(checklist):
    """Where each item is answered, by its number; "" is the title."""
    items = checklist.guideline.items.values_list("number", "section_id", "pk")
    title = reverse("admin:disclosures_checklist_change", args=[checklist.pk])
    worksheet = worksheet_address(checklist)
    return {
        "": title,
        **{number: _place(worksheet, section, pk) for number, section, pk in items},
    }


def place_of(checklist, item):
    """Where the item is answered."""
    return _place(worksheet_address(checklist), item.section_id, item.pk)


def worksheet_address(checklist):
    """Where the checklist's worksheet begins."""
    return reverse("admin:disclosures_checklist_worksheet", args=[checklist.pk])


def _place(worksheet, section, item):
    """The address of the worksheet page that shows the item."""
    return f"{worksheet}?section={section}&item={item}#item-{item}"
