"""What the tests of the worksheet share: the page, its fields, and what it says."""

from disclosures.models import Answer
from tests.factory import answer_of
from tests.pages import FormOnPage, page_of


def worksheet_of(checklist, wishes="?section=all"):
    return page_of(checklist, "worksheet") + wishes


def opened(client, checklist, wishes="?section=all"):
    """What a browser would send from the page, and why."""
    page = FormOnPage("worksheet_form")
    page.feed(client.get(worksheet_of(checklist, wishes)).content.decode())
    return {**page.data, "row": page.all["row"], "change_reason": "Because"}


def send(client, checklist, data, **typed):
    return client.post(worksheet_of(checklist), {**data, **typed})


def field(checklist, number, name, product=None):
    return f"a{answer_of(checklist, number, product).pk}-{name}"


def errors_of(response):
    return {
        row.form.prefix: dict(row.form.errors)
        for _, lines in response.context["groups"]
        for filled in lines
        for row in filled.rows
        if row.has_failed
    }


def rows_since(moment_count):
    return list(Answer.history.order_by("history_id")[moment_count:])
