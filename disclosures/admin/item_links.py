"""Where in the admin each item of a checklist is answered."""

from django.urls import reverse


def places(checklist):
    """Where each item is answered, by its number; "" is the title."""
    worksheet = reverse("admin:disclosures_checklist_worksheet", args=[checklist.pk])
    items = checklist.guideline.items.values_list("number", "section_id", "pk")
    title = reverse("admin:disclosures_checklist_change", args=[checklist.pk])
    return {
        "": title,
        **{n: f"{worksheet}?section={section}#item-{pk}" for n, section, pk in items},
    }
