"""The codes that a sheet states, with their labels: 有無, 責任主体 and its language."""

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


class Language(models.TextChoices):
    """The language of a sheet's texts, a tag of BCP 47."""

    JAPANESE = "ja", _("Japanese")
    ENGLISH = "en", _("English")
    SIMPLIFIED_CHINESE = "zh-Hans", _("Simplified Chinese")
    TRADITIONAL_CHINESE = "zh-Hant", _("Traditional Chinese")
    KOREAN = "ko", _("Korean")
