"""A checklist: the answers to one guideline for one or several products."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max, Q, Value
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.history import recorded_in
from audit.locks import lock_tables
from audit.models import Tracked
from disclosures.permissions import IMPORT_CHECKLIST, codename
from disclosures.sheet.answer_codes import Language
from disclosures.sheet.findings import findings
from products.models import Product
from texts.fields import DisclosureLine, DisclosureText, at_most_4000

from .answer import Answer
from .guideline import Guideline, Item, Section
from .restoring import Restoration
from .review_interval import possible_interval, review_interval
from .states import WorkflowError, cleaned, required

# First parts of fixed addresses; a checklist of that name could not be reached.
RESERVED_SLUGS = ["admin", "en", "healthz", "ja", "readyz", "schemas", "static"]


class Checklist(Tracked):
    """One published document in the making."""

    slug = models.SlugField(
        _("slug"),
        unique=True,
        help_text=_("The public address. It cannot change once a sheet was submitted."),
    )
    title = DisclosureLine(_("title"), max_length=200)
    guideline = models.ForeignKey(
        Guideline, models.PROTECT, related_name="checklists", verbose_name=_("guideline")
    )
    company = DisclosureLine(_("company"), max_length=200)
    language = models.CharField(
        _("language"),
        max_length=10,
        blank=True,
        choices=Language,
        help_text=_("In which language its texts are written; leave open where they mix."),
    )
    department = DisclosureLine(_("department"), max_length=200, blank=True)
    established_on = models.DateField(_("established on"), null=True, blank=True)
    notes = DisclosureText(_("notes"), blank=True, help_text=_("Printed above the items."))
    contact = DisclosureText(_("contact"), blank=True)
    review_interval = review_interval(
        _("How often each answer is confirmed, unless its item says otherwise. Never public.")
    )

    class Meta:
        verbose_name = _("checklist")
        verbose_name_plural = _("checklists")
        ordering = ["title"]
        permissions = [(codename(IMPORT_CHECKLIST), "Can import answers from a file")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(slug__in=RESERVED_SLUGS),
                name="checklist_slug_is_free",
                violation_error_message=_("This slug belongs to a fixed address."),
            ),
            models.CheckConstraint(
                condition=Q(language__in=["", *Language.values]), name="language_is_known"
            ),
            possible_interval("checklist"),
            *at_most_4000("checklist", "notes", "contact"),
        ]

    def __str__(self):
        return self.title

    def clean(self):
        if not self.pk:
            return
        stored = Checklist.objects.get(pk=self.pk)
        if self.guideline_id != stored.guideline_id:
            raise ValidationError({"guideline": _("The guideline of a checklist cannot change.")})
        if self.slug != stored.slug and self.revisions.exists():
            raise ValidationError({"slug": _("A submitted sheet has this address already.")})

    def products(self):
        """The products this checklist speaks for, in its order."""
        return Product.objects.filter(in_checklists__checklist=self).order_by(
            "in_checklists__position", "in_checklists__id"
        )

    def ensure_answers(self, **signature):
        """Create the missing common answers of all items that are asked; return the new ones.

        signature: by, reason and, where they are part of one, the bulk_change.
        """
        missing = self.guideline.items.asked().exclude(answers__in=self.answers.common())
        made = [Answer(checklist=self, item=item) for item in missing.in_order()]
        for answer in made:
            answer.save(**signature)
        return made

    def ensure_product_answer(self, item, product, *, by, reason):
        """The answer of this product to this item; created if it is missing."""
        answer = self.answers.filter(item=item, product=product).first()
        if answer is None:
            answer = Answer(checklist=self, item=item, product=product)
            answer.save(by=by, reason=reason)
        return answer

    def restore(self, revision, *, by, reason, seen):
        """Make the working copy say again what this approved version said.

        seen: what `change_count` said when `by` looked at the differences. Writes only what
        differs, one history row each, and returns the `Restoration` with what it left. Raises
        `WorkflowError` where anything changed since, or the version was never approved.
        """
        with transaction.atomic():
            lock_tables(TRACKED, and_write=True)
            if revision.checklist_id != self.pk or not revision.was_approved:
                raise WorkflowError(gettext("Only a version that was approved can be restored."))
            if seen != self.change_count():
                raise WorkflowError(
                    gettext(
                        "The working copy was changed since you looked. Nothing was restored; "
                        "please read the differences again."
                    )
                )
            checklist = Checklist.objects.get(pk=self.pk)
            restoration = Restoration(checklist, revision.content)
            words = gettext("Back to version %(version)s: %(reason)s")
            why = cleaned(words % {"version": revision.version, "reason": required(reason)})
            restoration.write(by=by, reason=why)
        return restoration

    def findings(self, sheet, before):
        """What the rules find in this sheet of ours; `before` is what readers saw last, or None."""
        names = Product.objects.order_by().values_list("name", Value(""))
        pairs = self.guideline.items.exclude(related_to=None).order_by()
        known = list(names.union(pairs.values_list("number", "related_to__number")))  # one query
        return findings(
            sheet,
            before,
            related=[(number, other) for number, other in known if other],
            other_products=[name for name, other in known if not other],
        )

    def contributor_ids(self, after=None, until=None):
        """Users with a history row on what this checklist would print, reverted edits included.

        Whoever ran `import_sheet` for another user is one as well. after, until: watermarks, as
        `recorded` takes them.
        """
        rows = set(self.recorded("history_user_id", "bulk_change_id", after=after, until=until))
        runs = self.intakes.filter(bulk_change__in={key for _user, key in rows if key})
        operators = runs.exclude(operated_by=None).values_list("operated_by_id", flat=True)
        return {user_id for user_id, _key in rows} | {*operators}

    def watermark(self):
        """The largest `history_id` of each history, by the label of its model; 0 of an empty one.

        Under the locks of a submission it parts what that submission holds from all that comes
        later. The dates of history rows cannot: each is by the clock of the process that saved.
        """
        return {
            model._meta.label: model.history.aggregate(last=Max("history_id"))["last"] or 0
            for model in TRACKED
        }

    def change_count(self):
        """How many history rows there are of what this checklist would print.

        It grows with every change, whoever makes it, and stands still otherwise.
        """
        first, *others = [rows.order_by().values("history_id") for rows in self._histories()]
        return first.union(*others, all=True).count()

    def recorded(self, *columns, after=None, until=None, **conditions):
        """Columns of the history rows of what this checklist would print, each combination once.

        after, until: the `watermark` of an earlier and of a later submission, or None; columns
        and conditions are those of `recorded_in`.
        """
        histories = zip(TRACKED, self._histories(), strict=True)
        within = [_within(rows, model._meta.label, after, until) for model, rows in histories]
        return recorded_in(within, *columns, **conditions)

    def _histories(self):
        """What this checklist would print of each of `TRACKED`."""
        touched = ChecklistProduct.history.filter(checklist_id=self.pk)
        return [
            Product.history.filter(id__in=touched.values("product_id")),
            Guideline.history.filter(id=self.guideline_id),
            Section.history.filter(guideline_id=self.guideline_id),
            Item.history.filter(guideline_id=self.guideline_id),
            Checklist.history.filter(id=self.pk),
            touched,
            Answer.history.filter(checklist_id=self.pk),
        ]


def _within(rows, label, after, until):
    if after is not None:
        rows = rows.filter(history_id__gt=after[label])
    if until is not None:
        rows = rows.filter(history_id__lte=until[label])
    return rows


class ChecklistProduct(Tracked):
    """A product that a checklist covers."""

    checklist = models.ForeignKey(
        Checklist, models.PROTECT, related_name="for_products", verbose_name=_("checklist")
    )
    product = models.ForeignKey(
        Product, models.PROTECT, related_name="in_checklists", verbose_name=_("product")
    )
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("product of the checklist")
        verbose_name_plural = _("products of the checklist")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["checklist", "product"],
                name="one_place_per_product",
                violation_error_message=_("This product is on the checklist already."),
            )
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"


# In the order in which forms write them, so that waiting for them cannot deadlock.
TRACKED = [Product, Guideline, Section, Item, Checklist, ChecklistProduct, Answer]
