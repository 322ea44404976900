"""What a checklist says to one item."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.locks import lock_table_for_write
from audit.models import Tracked
from disclosures.sheet.answer_codes import Availability, Responsibility
from disclosures.sheet.content import UNSTATED, answers_something, states_something
from products.models import Product
from texts.fields import DisclosureEvidence, DisclosureText, at_most_4000

from .answer_queryset import AnswerQuerySet
from .guideline import SHEET_ORDER, Item
from .review_interval import months_later
from .states import WorkflowError, required


class Answer(Tracked):
    """What a checklist says to one item: for all products, or what one product adds."""

    checklist = models.ForeignKey(
        "Checklist", models.PROTECT, related_name="answers", verbose_name=_("checklist")
    )
    item = models.ForeignKey(Item, models.PROTECT, related_name="answers", verbose_name=_("item"))
    product = models.ForeignKey(
        Product,
        models.PROTECT,
        related_name="answers",
        null=True,
        blank=True,
        verbose_name=_("product"),
    )
    availability = models.CharField(  # noqa: DJ001 NULL is "none stated", as the words say
        _("availability"), max_length=20, choices=Availability, null=True, blank=True
    )
    responsibility = models.CharField(  # noqa: DJ001 likewise
        _("responsibility"), max_length=20, choices=Responsibility, null=True, blank=True
    )
    body = DisclosureText(
        _("answer"),
        blank=True,
        help_text=_("Public after approval. Plain text; addresses become links."),
    )
    evidence = DisclosureEvidence(
        _("evidence"),
        blank=True,
        help_text=_("Public after approval. A link a line: label, address."),
    )
    same_as = models.ForeignKey(
        Item,
        models.PROTECT,
        related_name="repeated_by",
        null=True,
        blank=True,
        verbose_name=_("same as"),
        help_text=_("Repeats that item's whole answer; then nothing else is stated here."),
    )
    internal_note = DisclosureText(_("internal note"), blank=True, help_text=_("Never public."))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("owner"),
    )
    review_due_on = models.DateField(_("review due on"), null=True, blank=True)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = [
            "checklist_id",
            *(f"item__{field}" for field in SHEET_ORDER),
            F("product_id").asc(nulls_first=True),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["checklist", "item"],
                condition=Q(product=None),
                name="one_common_answer_per_item",
            ),
            models.UniqueConstraint(
                fields=["checklist", "item", "product"], name="one_answer_per_item_and_product"
            ),
            models.CheckConstraint(
                condition=Q(same_as=None) | Q(product=None, **UNSTATED),
                name="same_as_says_nothing_else",
                violation_error_message=_(
                    "“Same as” repeats a whole answer: leave text, availability, "
                    "responsibility and evidence empty."
                ),
            ),
            models.CheckConstraint(
                condition=Q(same_as=None) | ~Q(same_as=F("item")),
                name="same_as_names_another_item",
                violation_error_message=_("An item cannot be the same as itself."),
            ),
            models.CheckConstraint(
                condition=Q(availability=None) | Q(availability__in=Availability.values),
                name="availability_is_known",
            ),
            models.CheckConstraint(
                condition=Q(responsibility=None) | Q(responsibility__in=Responsibility.values),
                name="responsibility_is_known",
            ),
            *at_most_4000("answer", "body", "evidence", "internal_note"),
        ]

    def __str__(self):
        """Names item and product where they were loaded along: fetching them here would cost
        a query a row, and fail for old versions whose item is gone.
        """
        fields = [field for field in (Answer.item, Answer.product) if field.is_cached(self)]
        parts = [str(part) for field in fields if (part := field.__get__(self))]
        return " – ".join(parts) or f"{self._meta.verbose_name} {self.pk}"

    @property
    def is_answered(self):
        """Whether this row answers something, or repeats an item that does."""
        return answers_something(self) or bool(self.same_as_id)

    def confirm(self, *, by, reason, bulk_change=None, on=None):
        """Record that this answer was looked at that day (default: today) and stays as it is.

        The next review is due after the months that the item asks for, or else the checklist;
        never, where neither does. Raises `WorkflowError` where there is nothing to confirm.
        """
        with transaction.atomic():
            lock_table_for_write(Answer)
            self.refresh_from_db(from_queryset=Answer.objects.select_for_update(of=["self"]))
            if not Answer.objects.answered().filter(pk=self.pk).exists():
                raise WorkflowError(
                    _("Nothing is answered here yet, so there is nothing to confirm.")
                )
            self.confirmed_on = on or timezone.localdate()
            months = self.item.review_interval or self.checklist.review_interval
            self.review_due_on = months_later(self.confirmed_on, months) if months else None
            signature = {"by": by, "reason": required(reason), "bulk_change": bulk_change}
            self.save(**signature, even_unchanged=True)

    def clean(self):
        self.clean_beside(self._siblings())

    def clean_beside(self, others):
        """As `clean`, beside these other answers of the checklist, stored or not."""
        if self.item.guideline_id != self.checklist.guideline_id:
            raise ValidationError(_("This item belongs to another guideline."))
        if self.same_as_id:
            self._check_same_as(others)
        elif self.product_id and states_something(self) and self._common_repeats(others):
            raise ValidationError(
                _("The common answer says “same as”, which includes the products' answers.")
            )

    def _check_same_as(self, others):
        checks = [
            (self.product_id, _("Only the common answer can say “same as”.")),
            (self.same_as_id == self.item_id, _("An item cannot be the same as itself.")),
            (
                self.same_as.guideline_id != self.checklist.guideline_id,
                _("That item belongs to another guideline."),
            ),
            (self.same_as.retired_on, _("That item is retired.")),
            (
                any(one.item_id == self.same_as_id and one.same_as_id for one in others),
                _("That item says “same as” itself; name the item it repeats."),
            ),
            (
                any(one.same_as_id == self.item_id for one in others),
                _("Another item says “same as” this one; change that first."),
            ),
            (
                any(one.item_id == self.item_id and states_something(one) for one in others),
                _("A product has an answer of its own here; empty it first."),
            ),
        ]
        for is_wrong, message in checks:
            if is_wrong:
                raise ValidationError({"same_as": message})

    def _siblings(self):
        """The stored answers that `clean_beside` asks about, in one query once it does."""
        of_these_items = Q(item=self.item_id) | Q(item=self.same_as_id) | Q(same_as=self.item_id)
        others = Answer.objects.filter(of_these_items, checklist=self.checklist_id)
        return others.order_by().exclude(pk=self.pk)

    def _common_repeats(self, others):
        return any(
            one.item_id == self.item_id and not one.product_id and one.same_as_id for one in others
        )
