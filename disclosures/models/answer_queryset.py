"""Many answers: which say something, which are asked, due or owned."""

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from audit.models import TrackedQuerySet
from disclosures.sheet.content import UNANSWERED

SILENT = Q(**UNANSWERED)


class AnswerQuerySet(TrackedQuerySet):
    def common(self):
        """Those that speak for all products."""
        return self.filter(product=None)

    def answering(self):
        """Those that answer something of their own; evidence alone does not."""
        return self.exclude(SILENT)

    def unanswered(self):
        """Common answers to items to which the sheet has no answer."""
        silent = ~Exists(self._printed(Coalesce(OuterRef("same_as"), OuterRef("item"))))
        return self.common().asked().filter(silent)

    def answered(self):
        """Those that answer something of their own, or repeat an item that does."""
        return self.filter(~SILENT | Exists(self._printed(OuterRef("same_as"))))

    def _printed(self, item):
        """What the sheet of an outer answer's checklist prints to that item."""
        of_sheet = Q(product=None) | Q(product__in_checklists__checklist=OuterRef("checklist"))
        answering = self.model.objects.answering()
        return answering.filter(of_sheet, checklist=OuterRef("checklist"), item=item)

    def asked(self):
        """Those to items that new sheets still ask."""
        return self.filter(item__retired_on=None)

    def due(self, on):
        """Those to be reviewed on or before that day."""
        return self.asked().filter(review_due_on__lte=on)

    def owned_by(self, user):
        """Those that this user looks after."""
        return self.filter(owner=user)
