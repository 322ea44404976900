"""Every permission that the program asks for, and which of them the four roles have.

Each codename is written here and nowhere else. No model is imported, so that models, mails and
commands can ask too.
"""

from django.utils.translation import gettext_noop

VIEW_PRODUCT = "products.view_product"
ADD_PRODUCT = "products.add_product"
CHANGE_PRODUCT = "products.change_product"
DELETE_PRODUCT = "products.delete_product"

VIEW_GUIDELINE = "disclosures.view_guideline"
ADD_GUIDELINE = "disclosures.add_guideline"
CHANGE_GUIDELINE = "disclosures.change_guideline"
DELETE_GUIDELINE = "disclosures.delete_guideline"
VIEW_SECTION = "disclosures.view_section"
ADD_SECTION = "disclosures.add_section"
CHANGE_SECTION = "disclosures.change_section"
DELETE_SECTION = "disclosures.delete_section"
VIEW_ITEM = "disclosures.view_item"
ADD_ITEM = "disclosures.add_item"
CHANGE_ITEM = "disclosures.change_item"
DELETE_ITEM = "disclosures.delete_item"

VIEW_CHECKLIST = "disclosures.view_checklist"
ADD_CHECKLIST = "disclosures.add_checklist"
CHANGE_CHECKLIST = "disclosures.change_checklist"
IMPORT_CHECKLIST = "disclosures.import_checklist"
VIEW_CHECKLIST_PRODUCT = "disclosures.view_checklistproduct"
ADD_CHECKLIST_PRODUCT = "disclosures.add_checklistproduct"
CHANGE_CHECKLIST_PRODUCT = "disclosures.change_checklistproduct"
DELETE_CHECKLIST_PRODUCT = "disclosures.delete_checklistproduct"
VIEW_ANSWER = "disclosures.view_answer"
CHANGE_ANSWER = "disclosures.change_answer"

VIEW_REVISION = "disclosures.view_revision"
SUBMIT_REVISION = "disclosures.submit_revision"
DECIDE_REVISION = "disclosures.decide_revision"
COMMENT_REVISION = "disclosures.comment_revision"
VIEW_REVISION_CONTRIBUTOR = "disclosures.view_revisioncontributor"
VIEW_REVISION_EVENT = "disclosures.view_revisionevent"
VIEW_COMMENT = "disclosures.view_comment"

VIEW_IMPORT_RUN = "disclosures.view_intake"
VIEW_MAIL = "disclosures.view_mail"
RESEND_MAIL = "disclosures.resend_mail"
VIEW_REMINDER = "disclosures.view_reminder"
VIEW_BULK_CHANGE = "audit.view_bulkchange"
VIEW_SECURITY_EVENT = "audit.view_securityevent"
VIEW_REFUSAL_COUNT = "audit.view_refusalcount"

# What needs several permissions at once.
READ_ANSWERS = (VIEW_CHECKLIST, VIEW_ANSWER)
RESTORE_CHECKLIST = (CHANGE_CHECKLIST, CHANGE_ANSWER)
IMPORT_ITEMS = (ADD_SECTION, ADD_ITEM, CHANGE_ITEM)
IMPORT_PRODUCTS = (ADD_PRODUCT, CHANGE_PRODUCT)
READ_BULK_CHANGES = (VIEW_BULK_CHANGE, *READ_ANSWERS)
# Who may undo a bulk change of which kind: who may do such a thing. No other kind is undone.
UNDO = {
    "answer_import": (IMPORT_CHECKLIST,),
    "replacement": (CHANGE_ANSWER,),
    "confirmation": (CHANGE_ANSWER,),
    "restore": RESTORE_CHECKLIST,
}

# What templates ask as `may.<name>`, to show a link or a button only where it works.
ACTIONS = {
    "add_checklist": (ADD_CHECKLIST,),
    "change_answers": (CHANGE_ANSWER,),
    "comment": (COMMENT_REVISION,),
    "decide": (DECIDE_REVISION,),
    "import_answers": (IMPORT_CHECKLIST,),
    "import_items": IMPORT_ITEMS,
    "import_products": IMPORT_PRODUCTS,
    "read_answers": READ_ANSWERS,
    "read_bulk_changes": READ_BULK_CHANGES,
    "read_imports": (VIEW_IMPORT_RUN,),
    "read_mails": (VIEW_MAIL,),
    "resend_mail": (RESEND_MAIL,),
    "restore": RESTORE_CHECKLIST,
    "submit": (SUBMIT_REVISION,),
}

EDITOR = gettext_noop("Editor")
REVIEWER = gettext_noop("Reviewer")
MANAGER = gettext_noop("Manager")
AUDITOR = gettext_noop("Auditor")

VIEW_ALL = [
    *(VIEW_PRODUCT, VIEW_GUIDELINE, VIEW_SECTION, VIEW_ITEM),
    *(VIEW_CHECKLIST, VIEW_CHECKLIST_PRODUCT, VIEW_ANSWER),
    *(VIEW_REVISION, VIEW_REVISION_CONTRIBUTOR, VIEW_REVISION_EVENT, VIEW_COMMENT),
    *(VIEW_MAIL, VIEW_IMPORT_RUN, VIEW_REMINDER, VIEW_BULK_CHANGE),
]
ROLES = {
    EDITOR: [
        *(CHANGE_ANSWER, CHANGE_CHECKLIST, IMPORT_CHECKLIST),
        *(ADD_CHECKLIST_PRODUCT, CHANGE_CHECKLIST_PRODUCT, DELETE_CHECKLIST_PRODUCT),
        *(SUBMIT_REVISION, COMMENT_REVISION, RESEND_MAIL),
    ],
    REVIEWER: [DECIDE_REVISION, COMMENT_REVISION, RESEND_MAIL],
    MANAGER: [
        *(ADD_PRODUCT, CHANGE_PRODUCT, DELETE_PRODUCT),
        *(ADD_GUIDELINE, CHANGE_GUIDELINE, DELETE_GUIDELINE),
        *(ADD_SECTION, CHANGE_SECTION, DELETE_SECTION),
        *(ADD_ITEM, CHANGE_ITEM, DELETE_ITEM),
        *(ADD_CHECKLIST, ADD_CHECKLIST_PRODUCT),
    ],
    AUDITOR: [VIEW_SECURITY_EVENT, VIEW_REFUSAL_COUNT],
}


def codename(permission):
    """The permission without its app, as a model's `Meta.permissions` declares it."""
    return permission.partition(".")[2]
