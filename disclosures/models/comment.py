"""What people ask about a submitted version, item by item, and what is replied."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from texts.fields import DisclosureText, at_most_4000

from .states import WorkflowError, required


class Comment(models.Model):
    """One remark on an item of a frozen sheet, or on the whole; replied to at most once."""

    revision = models.ForeignKey(
        "Revision", models.PROTECT, related_name="comments", verbose_name=_("version")
    )
    number = models.CharField(_("item"), max_length=20, blank=True)  # "" is the whole sheet
    text = DisclosureText(_("comment"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("author")
    )
    at = models.DateTimeField(_("at"))
    reply = DisclosureText(_("reply"), blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=_("replied by"),
    )
    replied_at = models.DateTimeField(_("replied at"), null=True)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["at", "id"]
        default_permissions = ["view"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reply="", replied_by=None, replied_at=None)
                | (~Q(reply="") & Q(replied_by__isnull=False, replied_at__isnull=False)),
                name="reply_has_who_and_when",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
            *at_most_4000("comment", "text", "reply"),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    def answer(self, *, by, text):
        """Reply once. Raises `WorkflowError` where somebody did, or where nothing is said."""
        with transaction.atomic():
            self.refresh_from_db(from_queryset=Comment.objects.select_for_update(of=["self"]))
            if self.replied_at:
                raise WorkflowError(_("Somebody replied to this comment already."))
            self.reply = required(text, _("Please write a reply."))
            self.replied_by, self.replied_at = by, timezone.now()
            self.save(update_fields=["reply", "replied_by", "replied_at"])
