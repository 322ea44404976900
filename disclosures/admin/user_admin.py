"""Users and groups in the admin: the stock pages, minus what would break the record."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as StockGroupAdmin
from django.contrib.auth.admin import UserAdmin as StockUserAdmin
from django.contrib.auth.models import Group, User
from django.utils.translation import gettext, gettext_lazy

from disclosures.permissions import ROLES

admin.site.unregister([User, Group])


@admin.register(User)
class UserAdmin(StockUserAdmin):
    """Users are disabled, never deleted: the history names them."""

    def has_delete_permission(self, request, obj=None):
        return False

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "groups":
            field.label_from_instance = _role_name
        return field

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        if "is_active" in form.base_fields:
            form.base_fields["is_active"].help_text = gettext(
                "Users cannot be deleted, because the history names them. Switch this off instead."
            )
        return form


@admin.register(Group)
class GroupAdmin(StockGroupAdmin):
    list_display = ["role"]
    actions = None

    @admin.display(description=gettext_lazy("role"), ordering="name")
    def role(self, group):
        return _role_name(group)

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


def _role_name(group):
    """The program's own roles in the reader's language, others as they were named."""
    return gettext(group.name) if _is_role(group) else group.name


def _is_role(group):
    return group is not None and group.name in ROLES
