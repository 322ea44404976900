"""What the tests of the import pages share: a file, and the steps from upload to confirmation."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import strip_tags

from disclosures.models import Answer, Intake
from tests.pages import FormOnPage, page_of
from tests.workbooks import official_workbook

# The factory's items are named and worded after their numbers.
ROWS = [
    ("1", None, "Name 1", "Question 1?", "First."),
    ("2", None, "Name 2", "Question 2?", "Alpha：Fast.\nBeta：Slow."),
    ("3", None, "Name 3", "Question 3?", None),
    ("4", "Category", "Another item", "Another question", "Nowhere."),
]


REASON = "Answers of the security team"


def workbook(rows=ROWS):
    return SimpleUploadedFile("answers.xlsx", official_workbook(rows))


def bring(desk, checklist, file=None, **data):
    """Bring a file in; the record, and the page to which it leads."""
    response = desk.post(
        page_of(checklist, "import"), {"file": file or workbook(), **data}, follow=True
    )
    assert response.status_code == 200
    return Intake.objects.first(), response


def sent(page):
    """What a browser would send from the preview as it stands."""
    form = FormOnPage("intake_form")
    form.feed(page.content.decode())
    return {"seen": form.data["seen"], "boxes": form.data["boxes"], "take": form.all["take"]}


def confirm(desk, intake, page, **values):
    data = {**sent(page), "change_reason": REASON, **values}
    return desk.post(page_of(intake, "preview"), data, follow=True)


LINK = " 該当箇所を表示"  # at the end of a message about a row


def words(response):
    messages = [strip_tags(message) for message in response.context["messages"]]
    return [message.removesuffix(LINK) for message in messages]


def outcomes(page):
    rows = [row.found for row in page.context["rows"]]
    return {row.number + row.product: row.outcome for row in rows}


def stated():
    return {
        answer.item.number + (answer.product.name if answer.product else ""): answer.body
        for answer in Answer.objects.select_related("item", "product")
        if answer.body
    }


BEFORE = {"3": "Third."}
AFTER = {"1": "First.", "2": "Alpha：Fast.\nBeta：Slow.", "3": "Third."}

REPEATING = [*ROWS[:2], ("3", None, "Name 3", "Question 3?", "同上")]


def in_view(page):
    rows = page.context["in_table"]
    return [row.found.number for row in rows if not row.is_hidden]


STALE = (
    "表示した後に編集中の内容、読み取り方または公開中の版が変更されたため、取り込みませんでした。"
    "もう一度確認してください。"
)


def told_once(page):
    """Why there is no preview; the page says it in one place, and no message says it again."""
    objection = page.context["objection"]
    assert page.content.decode().count(objection) == 1
    return objection
