"""The kinds of bulk changes: what made many changes at once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BulkKind(models.TextChoices):
    """What `BulkChange.kind` says; of an undo, the kind of what it undoes."""

    ANSWER_IMPORT = "answer_import", _("Import of answers")
    ITEM_IMPORT = "item_import", _("Import of items")
    PRODUCT_IMPORT = "product_import", _("Import of products")
    REPLACEMENT = "replacement", _("Find and replace")
    CONFIRMATION = "confirmation", _("Confirmation of unchanged answers")
    RESTORE = "restore", _("Restore of a version")


IMPORT_KINDS = {  # by `Intake.kind`
    "answers": BulkKind.ANSWER_IMPORT,
    "items": BulkKind.ITEM_IMPORT,
    "products": BulkKind.PRODUCT_IMPORT,
}
