"""The months after which an answer is looked at again."""

from calendar import monthrange
from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

SHORTEST, LONGEST = 1, 120


def review_interval(help_text):
    """The field of a model that says how often; empty where it says nothing."""
    return models.PositiveSmallIntegerField(
        _("review interval (months)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)],
        help_text=help_text,
    )


def possible_interval(model):
    """The CHECK constraint that holds the limits in the database too."""
    return models.CheckConstraint(
        condition=Q(review_interval=None) | Q(review_interval__range=(SHORTEST, LONGEST)),
        name=f"{model}_review_interval_is_1_to_120",
        violation_error_message=_("A review interval is 1 to 120 months."),
    )


def months_later(day, months):
    """The same day so many calendar months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
