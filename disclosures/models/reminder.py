"""That somebody has a reminder of a day: a log, so that nobody gets two."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Reminder(models.Model):
    """One digest for one user on one day; its mail says whether it was sent."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("user")
    )
    on = models.DateField(_("day"))

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-on", "user_id"]
        default_permissions = ["view"]
        constraints = [models.UniqueConstraint(fields=["user", "on"], name="one_reminder_a_day")]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.on}"
