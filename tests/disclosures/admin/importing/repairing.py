"""What the tests of repairing share: a file with unsure rows, and what is sent about them."""

from tests.pages import FormOnPage, page_of

from .import_pages import sent

CUT = "Backups are kept for…"
ROWS = [
    ("1", None, "Name 1", "Question 1?", "First."),
    ("2", None, "Name 2", "Question 2?", CUT),
    ("4", "Category", "Another item", "Another question", "Nowhere."),
]
KEPT = "処理を保存しました。取り込みを確定するまで、回答は変わりません。"
TICKS_KEPT = "選択を保存しました。取り込みを確定するまで、回答は変わりません。"


def row_of(page, number):
    return next(row for row in page.context["rows"] if row.found.key == (number, ""))


def button(page, number, act, offer=0):
    found = row_of(page, number).found
    value = f"{act}:{found.anchor}:{found.token}"
    return f"{value}:{offer}" if act == "accept" else value


def decide(desk, intake, page, number, act, **values):
    data = {**sent(page), "decide": button(page, number, act), **values}
    return desk.post(page_of(intake, "decide"), data, follow=True)


def fields(page, number, **values):
    """What the fields of an open row send, with these typed in."""
    found = row_of(page, number).found
    anchor, values = found.anchor, {"token": found.token, **values}
    typed = {f"{anchor}-{name}": value for name, value in values.items()}
    return {"open": [anchor], **typed}


def opened(desk, intake, page, number, offer=""):
    found = row_of(page, number).found
    value = f"{found.anchor}:{found.token}:{offer}"
    return desk.post(page_of(intake, "preview"), {**sent(page), "open_row": value})


def field_values(page, number):
    form = FormOnPage("intake_form")
    form.feed(page.content.decode())
    prefix = row_of(page, number).found.anchor + "-"
    return {
        name.removeprefix(prefix): value
        for name, value in form.data.items()
        if name and name.startswith(prefix)
    }
