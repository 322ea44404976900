"""The steps of an import of items or products: bring a table, look at it, confirm it."""

from django.core.files.uploadedfile import SimpleUploadedFile

from disclosures.models import Intake
from tests.pages import FormOnPage, page_of


def bring(desk, where, content, name="table.csv"):
    if isinstance(content, str):
        content = content.encode()
    file = SimpleUploadedFile(name, content)
    page = desk.post(where, {"file": file}, follow=True)
    assert page.status_code == 200
    return Intake.objects.first(), page


def confirm(desk, intake, page, **values):
    form = FormOnPage("intake_form")
    form.feed(page.content.decode())
    data = {"seen": form.data["seen"], "take": form.all["take"], "change_reason": "All", **values}
    return desk.post(page_of(intake, "preview"), data, follow=True)


def outcomes(page):
    return {row.found.number: row.found.outcome for row in page.context["rows"]}


def whys(page):
    return {row.found.number: row.why for row in page.context["rows"] if row.why}


def items_of(guideline):
    return [
        (item.section.title, item.number, item.category, item.name, item.question)
        for item in guideline.items.in_order()
    ]


UNANSWERED = "No,質問\n1,Where is the data?\n2,Who reads it?\n"


def bring_and_confirm(desk, guideline, content):
    return confirm(desk, *bring(desk, page_of(guideline, "import"), content))


DISCARDED = "取り込みを破棄しました。何も取り込んでいません。"
