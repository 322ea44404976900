"""What nobody edits in the admin: it is written by the workflow alone."""

from django.contrib import admin

from audit.filtered_list import FilteredList


class ReadOnlyAdmin(FilteredList, admin.ModelAdmin):
    """Lists and shows; superusers too can only read."""

    actions = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
