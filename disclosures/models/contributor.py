"""Who worked on a revision and therefore cannot approve it; appended for ever."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class RevisionContributor(models.Model):
    """A user with a change in a revision, who therefore cannot approve it."""

    revision = models.ForeignKey(
        "Revision", models.PROTECT, related_name="contributors", verbose_name=_("version")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("user")
    )

    class Meta:
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "user"], name="contributor_once")
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
