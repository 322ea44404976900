"""Who was sent a reminder, and when."""

from django.contrib import admin

from ..models import Reminder
from .read_only import ReadOnlyAdmin


@admin.register(Reminder)
class ReminderAdmin(ReadOnlyAdmin):
    list_display = ["on", "user"]
    list_select_related = ["user"]
    search_fields = ["user__username"]
    date_hierarchy = "on"
