"""The models that stand in the admin."""

from django.apps import apps
from django.contrib import admin


def test_every_model_for_people_is_registered():
    """An admin site that is imported too early loses them all without a word."""
    registered = {
        model._meta.label for model in apps.get_models() if admin.site.is_registered(model)
    }

    assert registered == {
        "audit.BulkChange",
        "audit.RefusalCount",
        "audit.SecurityEvent",
        "auth.Group",
        "auth.User",
        "disclosures.Answer",
        "disclosures.Checklist",
        "disclosures.Comment",
        "disclosures.Guideline",
        "disclosures.Intake",
        "disclosures.Item",
        "disclosures.Mail",
        "disclosures.Reminder",
        "disclosures.Revision",
        "disclosures.RevisionContributor",
        "disclosures.RevisionEvent",
        "disclosures.Section",
        "products.Product",
    }
