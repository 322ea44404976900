"""Many import runs: which are in the making, and which are over."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy

LIFETIME = timedelta(days=14)  # of what is in the making; the browser keeps unsent text as long


class ImportState(models.TextChoices):
    """What became of the file."""

    PREVIEWED = "previewed", gettext_lazy("waits for confirmation")
    TAKEN = "taken", gettext_lazy("taken in")
    REFUSED = "refused", gettext_lazy("refused")
    DISCARDED = "discarded", gettext_lazy("discarded")
    EXPIRED = "expired", gettext_lazy("expired")


class IntakeQuerySet(models.QuerySet):
    def previewed(self):
        """Those that still wait for a decision."""
        return self.filter(state=ImportState.PREVIEWED)

    def in_the_making(self):
        """Those that can still be confirmed, without their files."""
        young = self.previewed().filter(received_at__gt=timezone.now() - LIFETIME)
        return young.select_related("checklist", "guideline", "by").defer("content", "report")

    def forget_expired(self):
        """Drop files and decisions of imports that nobody confirmed in time."""
        old = self.previewed().filter(received_at__lte=timezone.now() - LIFETIME)
        return old.update(
            state=ImportState.EXPIRED, content=b"", decisions={}, finished_at=timezone.now()
        )
