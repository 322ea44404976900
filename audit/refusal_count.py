"""How often something was refused, by the hour: strangers can cause no more rows than that."""

from collections import Counter
from datetime import timedelta
from threading import Lock
from time import monotonic

from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT_FOR = timedelta(days=90)
WRITTEN_EVERY = 60  # seconds


class RefusalCount(models.Model):
    """The refusals of a kind in one hour."""

    class Kind(models.TextChoices):
        SIGN_IN = "sign_in", _("sign-in refused")
        PERMISSION = "permission", _("permission refused")
        REQUEST = "request", _("request refused")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    hour = models.DateTimeField(_("hour"))
    count = models.PositiveIntegerField(_("count"), default=0)

    class Meta:
        verbose_name = _("count of refusals")
        verbose_name_plural = _("counts of refusals")
        ordering = ["-hour", "kind"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "hour"], name="one_count_of_an_hour"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.hour:%Y-%m-%d %H}: {self.count}"


class _Counter:
    """What was refused since the counts were written: strangers should not make others wait.

    While somebody holds the database's lock for writing, one thread waits for it and not all.
    """

    def __init__(self):
        self._lock = Lock()
        self._counts = Counter()
        self._written_at = None  # by `monotonic`

    def add(self, kind):
        hour = timezone.now().replace(minute=0, second=0, microsecond=0)
        with self._lock:
            self._counts[kind, hour] += 1
            now = monotonic()
            if self._written_at is not None and now - self._written_at < WRITTEN_EVERY:
                return
            counts, self._counts, self._written_at = self._counts, Counter(), now
        _write(counts)


_counter = _Counter()


def count_refusal(kind):
    """Count one refusal of this `RefusalCount.Kind`.

    What was counted is written with the next refusal that comes a minute or more after the last
    writing. What is not written when the process ends stands in the log alone.
    """
    _counter.add(kind)


def _write(counts):
    """Add these to the counts of their hours, and forget those that are too old."""
    for (kind, hour), count in counts.items():
        row = RefusalCount(kind=kind, hour=hour)
        RefusalCount.objects.bulk_create([row], ignore_conflicts=True)
        RefusalCount.objects.filter(kind=kind, hour=hour).update(count=F("count") + count)
    RefusalCount.objects.filter(hour__lt=hour - KEPT_FOR).delete()
