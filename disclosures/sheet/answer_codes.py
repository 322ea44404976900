"""The codes of 有無 and 責任主体, with their labels."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Availability(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
    PARTIAL = "partial", _("partial or conditional")
    NOT_APPLICABLE = "not_applicable", _("not applicable")
    UNDISCLOSED = "undisclosed", _("not disclosed")


class Responsibility(models.TextChoices):
    VENDOR = "vendor", _("us")
    CLOUD_PROVIDER = "cloud_provider", _("cloud provider")
    SHARED = "shared", _("shared")
    CUSTOMER = "customer", _("customer")
