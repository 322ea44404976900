"""Who was reminded, on which day, and what became of the mail."""

from django.contrib import admin
from django.utils.translation import gettext_lazy

from disclosures.models import Reminder

from .read_only import ReadOnlyAdmin


@admin.register(Reminder)
class ReminderAdmin(ReadOnlyAdmin):
    list_display = ["on", "user", "condition"]
    list_select_related = ["user", "mail"]
    search_fields = ["user__username"]
    date_hierarchy = "on"

    @admin.display(description=gettext_lazy("state"))
    def condition(self, reminder):
        """Of its mail; those from before there was an outbox have none, and were sent."""
        return reminder.mail.condition.label if hasattr(reminder, "mail") else None
