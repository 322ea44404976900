"""The groups of the four roles, whose permissions every migration sets to exactly these."""

from django.contrib.auth.models import Group, Permission

from . import ROLES, VIEW_ALL


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
