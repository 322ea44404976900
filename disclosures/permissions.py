"""The four roles: groups whose permissions every migration sets to exactly these."""

from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext_noop

VIEW_ALL = [
    "products.view_product",
    *(
        f"disclosures.view_{model}"
        for model in (
            "guideline",
            "section",
            "item",
            "checklist",
            "checklistproduct",
            "answer",
            "revision",
            "revisioncontributor",
            "revisionevent",
            "comment",
            "mail",
            "intake",
            "reminder",
        )
    ),
]


def _may(app_label, models, *actions):
    return [f"{app_label}.{action}_{model}" for model in models for action in actions]


EDITOR = gettext_noop("Editor")
REVIEWER = gettext_noop("Reviewer")
MANAGER = gettext_noop("Manager")
AUDITOR = gettext_noop("Auditor")

ROLES = {
    EDITOR: [
        *_may("disclosures", ["answer", "checklist"], "change"),
        *_may("disclosures", ["checklistproduct"], "add", "change", "delete"),
        "disclosures.import_checklist",
        "disclosures.submit_revision",
        "disclosures.comment_revision",
        "disclosures.resend_mail",
    ],
    REVIEWER: [
        "disclosures.decide_revision",
        "disclosures.comment_revision",
        "disclosures.resend_mail",
    ],
    MANAGER: [
        *_may("products", ["product"], "add", "change", "delete"),
        *_may("disclosures", ["guideline", "section", "item"], "add", "change", "delete"),
        *_may("disclosures", ["checklist", "checklistproduct"], "add"),
    ],
    AUDITOR: [],
}


def keep_after_migrate(app_config, using, **kwargs):
    """Runs after the last app's permissions were made: disclosures stands last in the settings."""
    for role, names in ROLES.items():
        group, _ = Group.objects.using(using).get_or_create(name=role)
        group.permissions.set(_permissions(names + VIEW_ALL, using))


def _permissions(names, using):
    wanted = set(names)
    permissions = Permission.objects.using(using).select_related("content_type")
    return [
        permission
        for permission in permissions
        if f"{permission.content_type.app_label}.{permission.codename}" in wanted
    ]
