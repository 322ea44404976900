"""A guideline asks: its sections and their items."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Tracked, TrackedQuerySet
from texts.fields import DisclosureLine, DisclosureLink, DisclosureText, at_most_4000

from .review_interval import possible_interval, review_interval

item_number = RegexValidator(
    r"\A[^\s\"\\<>/?#%]{1,20}\Z",
    _('A number has at most 20 characters, without spaces and without " \\ < > / ? # %%.'),
)


SAME_NUMBER = _("This guideline has an item with this number already.")
SHEET_ORDER = ["section__position", "section_id", "position", "id"]  # of items, as printed


class Guideline(Tracked):
    """A set of questions in one edition. Editions live side by side for years."""

    code = models.SlugField(_("code"), unique=True)
    name = DisclosureLine(_("name"), max_length=200)
    edition = DisclosureLine(_("edition"), max_length=100, blank=True)
    publisher = DisclosureLine(_("publisher"), max_length=100, blank=True)
    url = DisclosureLink(_("address"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("guideline")
        verbose_name_plural = _("guidelines")
        ordering = ["name", "edition"]

    def __str__(self):
        return f"{self.name} {self.edition}".strip()

    def ensure_answers(self, **signature):
        """Give every checklist of this guideline the rows that items asked since then need."""
        for checklist in self.checklists.all():
            checklist.ensure_answers(**signature)

    def change_count(self):
        """How many history rows there are of it, its sections and its items."""
        own = {"guideline_id": self.pk}
        return (
            Guideline.history.filter(id=self.pk).count()
            + Section.history.filter(**own).count()
            + Item.history.filter(**own).count()
        )


class Section(Tracked):
    """A heading of a guideline."""

    guideline = models.ForeignKey(
        Guideline, models.PROTECT, related_name="sections", verbose_name=_("guideline")
    )
    title = DisclosureLine(
        _("title"),
        max_length=200,
        blank=True,
        help_text=_("Empty for items that stand before the first heading."),
    )
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["guideline", "position", "id"]

    def __str__(self):
        return self.title or str(_("(no heading)"))


class ItemQuerySet(TrackedQuerySet):
    def in_order(self):
        """As the sheet prints them."""
        return self.order_by(*SHEET_ORDER)

    def asked(self):
        """Those that new sheets still ask."""
        return self.filter(retired_on=None)


class Item(Tracked):
    """One question. Items retire; they are never renumbered and numbers never reused."""

    guideline = models.ForeignKey(
        Guideline, models.PROTECT, related_name="items", verbose_name=_("guideline")
    )
    section = models.ForeignKey(
        Section, models.PROTECT, related_name="items", verbose_name=_("section")
    )
    number = DisclosureLine(
        _("number"),
        max_length=20,
        validators=[item_number],
        help_text=_("A label such as 25 or A-01.1. It cannot change once a sheet was submitted."),
    )
    position = models.PositiveIntegerField(_("position"), default=0)
    category = DisclosureLine(_("category"), max_length=200, blank=True)
    name = DisclosureLine(_("item name"), max_length=200, blank=True)
    question = DisclosureText(_("question"))
    asks_availability = models.BooleanField(_("asks whether it exists"), default=False)
    is_required = models.BooleanField(
        _("required"), null=True, blank=True, help_text=_("Leave open where forms differ.")
    )
    states_disclosure_date = models.BooleanField(_("states the disclosure date"), default=False)
    help_text = DisclosureText(_("help for editors"), blank=True)
    official_ref = DisclosureLine(_("official reference"), max_length=200, blank=True)
    related_to = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="related_by",
        null=True,
        blank=True,
        verbose_name=_("related item"),
        help_text=_("An item that asks for the same fact: the answers must not contradict."),
    )
    review_interval = review_interval(_("Goes before the interval of the checklist. Never public."))
    retired_on = models.DateField(_("retired on"), null=True, blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("item")
        verbose_name_plural = _("items")
        ordering = ["guideline_id", *SHEET_ORDER]
        constraints = [
            models.UniqueConstraint(
                fields=["guideline", "number"],
                name="one_item_per_number",
                violation_error_message=SAME_NUMBER,
            ),
            models.CheckConstraint(
                condition=Q(related_to=None) | ~Q(related_to=F("id")),
                name="related_item_is_another",
                violation_error_message=_("An item cannot be related to itself."),
            ),
            possible_interval("item"),
            *at_most_4000("item", "question", "help_text"),
        ]

    def __str__(self):
        return f"{self.number} {self.name}".strip()

    def clean(self):
        if self.section_id and self.section.guideline_id != self.guideline_id:
            raise ValidationError({"section": _("This section belongs to another guideline.")})
        if self.related_to_id and self.related_to.guideline_id != self.guideline_id:
            raise ValidationError({"related_to": _("That item belongs to another guideline.")})
        if self.pk and self.retired_on and self.repeated_by.exists():
            raise ValidationError(
                {"retired_on": _("Other answers say “same as” this item; change those first.")}
            )
        if self.pk and self.number != self._stored().number and self.is_number_frozen():
            raise ValidationError(
                {"number": _("The number stands in a submitted sheet and cannot change.")}
            )

    def clean_beside(self, others):
        """What `one_item_per_number` refuses, beside these other items of the guideline."""
        if any(one.number == self.number for one in others):
            raise ValidationError(SAME_NUMBER)

    def is_number_frozen(self):
        """Whether a submitted sheet of this guideline shows the stored number."""
        stored = self._stored()
        shown = f'"number":"{stored.number}"'
        return stored.guideline.checklists.filter(revisions__sheet__contains=shown).exists()

    def _stored(self):
        return Item.objects.get(pk=self.pk)
