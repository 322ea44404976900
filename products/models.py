"""The services that a vendor offers. Knows nothing of disclosures."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.models import Tracked
from texts.fields import DisclosureLine, DisclosureLink

# In files it stands in the place of a product where an answer is common to all.
NAME_OF_ALL = "全サービス共通"
NAMES_ALL = _("In files the name 全サービス共通 means all products.")


class Product(Tracked):
    """One service or product; disclosure sheets speak for one or several."""

    name = DisclosureLine(_("name"), max_length=100, unique=True)
    slug = models.SlugField(
        _("slug"),
        unique=True,
        help_text=_("Part of public addresses; it cannot change later."),
    )
    website = DisclosureLink(_("website"), max_length=300, blank=True)
    position = models.PositiveIntegerField(_("position"), default=0)
    in_service_since = models.DateField(_("in service since"), null=True, blank=True)
    retired_on = models.DateField(
        _("retired on"),
        null=True,
        blank=True,
        help_text=_("A retired product stays on the sheets that name it until they change."),
    )

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(name=NAME_OF_ALL),
                name="product_is_not_all_products",
                violation_error_message=NAMES_ALL,
            )
        ]

    def __str__(self):
        return self.name

    def clean(self):
        if self.pk and self.slug != Product.objects.get(pk=self.pk).slug:
            raise ValidationError({"slug": _("The slug of a product cannot change.")})

    def clean_beside(self, others):
        """What the database refuses in the name, beside these other products."""
        if any(one.name == self.name for one in others):
            raise ValidationError({"name": self.unique_error_message(Product, ("name",))})
        if self.name == NAME_OF_ALL:
            raise ValidationError(NAMES_ALL)
