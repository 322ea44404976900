"""Groups in the admin: the roles of the program, which stand, and those that somebody added."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as StockGroupAdmin
from django.contrib.auth.models import Group
from django.utils.translation import gettext, gettext_lazy

from accounts.credential_seal import is_broken
from accounts.recently_confirmed import ask_again
from audit.security_event import SecurityEvent, record
from disclosures.permissions import ROLES

from .account_change import account_changed, permission_names

admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(StockGroupAdmin):
    """The stock pages; whoever changes a group changes what its members may do."""

    list_display = ["role"]
    actions = None

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        asking = ask_again(request, request.path)
        return asking or super().changeform_view(request, object_id, form_url, extra_context)

    def delete_view(self, request, object_id, extra_context=None):
        return ask_again(request, request.path) or super().delete_view(
            request, object_id, extra_context
        )

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        group = form.instance
        about = {"about": group.name, "permissions": permission_names(group.permissions)}
        record(SecurityEvent.Kind.ROLE, by=request.user, changed=form.changed_data, **about)
        if form.changed_data:
            _members_changed(request, _members(group))

    def delete_model(self, request, obj):
        members = _members(obj)
        record(SecurityEvent.Kind.ROLE, by=request.user, about=obj.name, changed=["deleted"])
        super().delete_model(request, obj)
        _members_changed(request, members)

    @admin.display(description=gettext_lazy("role"), ordering="name")
    def role(self, group):
        return role_name(group)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not _is_role(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not _is_role(obj)

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if _is_role(obj):
            fieldsets[0][1]["description"] = gettext(
                "This role belongs to the program, which keeps its permissions."
            )
        return fieldsets


def role_name(group):
    """The program's own roles in the reader's language, others as they were named."""
    return gettext(group.name) if _is_role(group) else group.name


def _is_role(group):
    return group is not None and group.name in ROLES


def _members(group):
    """The members, each with whether their seal is intact now."""
    return [(user, not is_broken(user)) for user in group.user_set.order_by("pk")]


def _members_changed(request, members):
    for user, was_sealed in members:
        account_changed(request, user, ["groups"], was_sealed=was_sealed)
