"""The nouns and their verbs: guidelines ask, checklists answer, revisions freeze."""

from .answer import Answer, Availability, Responsibility
from .bulk_kinds import BulkKind
from .checklist import Checklist, ChecklistProduct
from .comment import Comment
from .contributor import RevisionContributor
from .event import RevisionEvent
from .event_chain import ChainStart
from .guideline import Guideline, Item, Section
from .import_run import Intake
from .mail import Mail
from .reminder import Reminder
from .rendition import Rendition
from .revision import Revision
from .states import State, WorkflowError
from .undoing import Undoing, undo

__all__ = [
    "Answer",
    "Availability",
    "BulkKind",
    "ChainStart",
    "Checklist",
    "ChecklistProduct",
    "Comment",
    "Guideline",
    "Intake",
    "Item",
    "Mail",
    "Reminder",
    "Rendition",
    "Responsibility",
    "Revision",
    "RevisionContributor",
    "RevisionEvent",
    "Section",
    "State",
    "Undoing",
    "WorkflowError",
    "undo",
]
