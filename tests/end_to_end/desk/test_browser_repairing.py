"""A workbook with many unsure rows is brought in without leaving the preview of its import."""

import pytest
from openpyxl.styles import Font
from playwright.sync_api import expect

from disclosures.imports.run import preview, receive
from disclosures.models import Intake
from disclosures.permissions import EDITOR
from tests.browser import PHONE, follow
from tests.end_to_end.axe import violations
from tests.factory import answer_of, change_answer, editor, get_user, make_checklist, make_guideline
from tests.pages import page_of
from tests.workbooks import FIRST_ROW, official_workbook

pytestmark = pytest.mark.django_db(transaction=True)

NUMBERS = [str(number) for number in range(1, 15)]
TEXTS = {
    "1": "データは国内の二つの拠点に保管しています。",
    "2": "鍵は四半期ごとに更新しています。",
    "3": "障害の連絡は一時間以内に行い、",
    "5": "委託先とは秘密保持契約を結んでいます。",
    "6": "XX時間以内に復旧します。",
    "7": "項番3参照",
    "8": "監視は毎日行っています。",
    "9": "<b>規程</b>は毎年見直しています。",
    "10": "以前の回答です。",
    "11": "通信を暗号化しています。",
    "12": "サービスは2016年に始めました。",
}


def asked(number):
    return (number, None, f"Name {number}", f"Question {number}?")


def workbook():
    rows = [(*asked(number), text) for number, text in TEXTS.items()]
    rows[3:3] = [(*asked("4"), "毎日です。"), (*asked("4"), "毎週です。")]
    at = {row[0]: index for index, row in enumerate(rows)}
    rows[at["5"]] = ("5", None, "Another item", "Worded otherwise", TEXTS["5"])
    rows[at["8"] + 1 : at["8"] + 1] = [(None, None, None, None, "休日も同じです。")]
    rows += [
        ("99", None, "Name thirteen", "Question 13, reworded?", "十三番の回答です。"),
        ("x", None, "Name 14", "Question 14?", "十四番の回答です。"),
    ]

    def change(book):
        sheet = book.active
        places = {sheet.cell(at, 1).value: at for at in range(FIRST_ROW, sheet.max_row + 1)}
        sheet.row_dimensions[places["1"]].hidden = True
        sheet.cell(places["2"], 5).font = Font(strike=True)
        sheet.cell(places["11"], 6).value = "証明書は自動で更新します。"

    return official_workbook(rows, change=change)


@pytest.fixture
def checklist():
    checklist = make_checklist(guideline=make_guideline(items=NUMBERS))
    change_answer(checklist, "10", body=TEXTS["10"])
    change_answer(checklist, "10", body="現在の回答です。")
    return checklist


@pytest.fixture
def intake(checklist):
    return receive(checklist, "answers.xlsx", workbook(), by=editor())


def row(page, number):
    return page.locator("tr[data-row]").filter(has=page.get_by_text(f"Name {number}", exact=True))


def offer(page, number, text):
    return row(page, number).locator(".offer").filter(has_text=text)


def take(page, number, text):
    with page.expect_navigation():
        offer(page, number, text).locator("button[value^=accept]").first.click()
    expect(row(page, number).locator(".decision")).to_have_count(1)


def choose(page, line, number):
    with page.expect_navigation():
        page.locator("li.lost").filter(has_text=line).locator(f"button[value$=':{number}']").click()


def test_all_of_it_is_brought_in_on_the_preview_without_typing_what_the_file_holds(
    log_in, checklist, intake, complaints
):
    doubts = {one.number: one.why.code for one in preview(intake)[0].rows if one.is_problem}
    assert (len(doubts), len(set(doubts.values()))) == (11, 11)
    page = log_in(editor())
    page.goto(page_of(intake, "preview"))

    choose(page, "十三番の回答です。", "13")
    choose(page, "十四番の回答です。", "14")
    for number, text in {
        **{number: TEXTS[number] for number in ("1", "2", "5", "6", "7")},
        "4": "毎週です。",
        "8": "休日も同じです。",
        "11": "証明書は自動で更新します。",
        "13": "十三番の回答です。",
    }.items():
        take(page, number, text)
    with page.expect_navigation():
        offer(page, "9", "規程は毎年").last.locator("button[value^=accept]").click()
    offer(page, "3", TEXTS["3"]).locator("button[data-opens]").click()
    editor_of_3 = row(page, "3").locator(".editor")
    expect(editor_of_3.locator("textarea").first).to_have_value(TEXTS["3"])
    editor_of_3.locator("select").first.select_option("yes")
    with page.expect_navigation():
        editor_of_3.locator("button[value^=edit]").click()
    with page.expect_navigation():
        row(page, "10").locator("button[value^=keep]").click()
    page.fill("[name=change_reason]", "年次の見直し")
    follow(page, ".save-bar [type=submit].default")

    said = {number: answer_of(checklist, number).body for number in NUMBERS}
    assert said == {
        **TEXTS,
        "4": "毎週です。",
        "8": "監視は毎日行っています。\n休日も同じです。",
        "9": "規程は毎年見直しています。",
        "10": "現在の回答です。",
        "11": "証明書は自動で更新します。",
        "13": "十三番の回答です。",
        "14": "十四番の回答です。",
    }
    assert answer_of(checklist, "3").availability == "yes"
    assert Intake.objects.get().state == "taken"
    assert complaints == []


def test_a_text_that_was_not_sent_comes_back_into_the_row(log_in, intake, complaints):
    page = log_in(editor())
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(page_of(intake, "preview"))
    offer(page, "3", TEXTS["3"]).locator("button[data-opens]").click()
    field = row(page, "3").locator(".editor textarea").first
    field.fill("書きかけの文")

    page.reload()

    expect(field).to_have_value(TEXTS["3"])
    page.click(".kept [value=take]")
    expect(field).to_have_value("書きかけの文")
    follow(page, "[data-editor] button[value^=edit]")
    page.reload()
    expect(page.locator(".kept")).to_have_count(0)
    assert complaints == []


def test_what_is_typed_in_one_row_stays_while_another_is_decided(log_in, intake, complaints):
    page = log_in(editor())
    page.goto(page_of(intake, "preview"))
    offer(page, "3", TEXTS["3"]).locator("button[data-opens]").click()
    field = row(page, "3").locator(".editor textarea").first
    field.fill("書きかけの文")

    take(page, "5", TEXTS["5"])

    expect(field).to_have_value("書きかけの文")
    expect(page.locator(".kept")).to_have_count(0)


def test_another_offer_fills_the_fields_that_are_open(log_in, intake):
    page = log_in(editor())
    page.goto(page_of(intake, "preview"))
    field = row(page, "4").locator(".editor textarea").first
    for text in ("毎日です。", "毎週です。"):
        offer(page, "4", text).locator("button[data-opens]").click()
        expect(field).to_have_value(text)


def test_what_was_typed_is_replaced_only_on_a_yes(log_in, intake):
    page = log_in(editor())
    page.goto(page_of(intake, "preview"))
    field = row(page, "4").locator(".editor textarea").first
    offer(page, "4", "毎日です。").locator("button[data-opens]").click()
    field.fill("毎時です。")

    row(page, "4").locator(".deciding > .buttons button[data-opens]").click()
    expect(field).to_have_value("毎時です。")
    page.once("dialog", lambda dialog: dialog.dismiss())
    offer(page, "4", "毎週です。").locator("button[data-opens]").click()
    expect(field).to_have_value("毎時です。")
    page.once("dialog", lambda dialog: dialog.accept())
    offer(page, "4", "毎週です。").locator("button[data-opens]").click()
    expect(field).to_have_value("毎週です。")


def test_somebody_elses_change_is_shown_where_the_row_was_to_be_opened(
    log_in, checklist, intake, complaints
):
    page = log_in(editor())
    page.goto(page_of(intake, "preview"))
    change_answer(checklist, "3", body="同僚の回答です。", by=get_user("colleague", EDITOR))

    with page.expect_navigation():
        offer(page, "3", TEXTS["3"]).locator("button[data-opens]").click()

    expect(row(page, "3")).to_contain_text("同僚の回答です。")
    assert answer_of(checklist, "3").body == "同僚の回答です。"


def test_it_works_without_scripts(log_in, checklist, intake):
    page = log_in(editor(), java_script_enabled=False)
    page.goto(page_of(intake, "preview"))
    with page.expect_navigation():
        offer(page, "3", TEXTS["3"]).locator("button[data-opens]").click()
    with page.expect_navigation():
        row(page, "3").locator("button[value^=edit]").click()
    page.fill("[name=change_reason]", "年次の見直し")
    follow(page, ".save-bar [type=submit].default")

    assert answer_of(checklist, "3").body == TEXTS["3"]


def test_the_enter_key_presses_the_button_beside_a_line(log_in, checklist, intake, complaints):
    page = log_in(editor())
    page.goto(page_of(intake, "preview"))
    page.locator("[name=change_reason]").press("Enter")  # without a reason it presses nothing
    line = page.locator("li.lost").filter(has_text="十三番の回答です。").locator("input")
    line.fill("13")
    with page.expect_navigation():
        line.press("Enter")
    expect(row(page, "13").locator("th")).to_be_focused()
    row(page, "3").locator("[data-begins=reason]").click()
    reason = row(page, "3").locator("[name$=-reason]")
    expect(reason).to_be_focused()
    with page.expect_navigation():
        reason.press("Enter")
    expect(reason).to_be_focused()  # it is missing
    reason.fill("別紙で回答するため")
    with page.expect_navigation():
        reason.press("Enter")
    expect(row(page, "3").locator("th")).to_be_focused()
    intake.refresh_from_db()
    assert (intake.state, intake.decided.rows["3", ""].act) == ("previewed", "pass")
    assert list(intake.decided.items.values()) == ["13"]

    page.fill("[name=change_reason]", "年次の見直し")
    with page.expect_navigation():
        page.locator("[name=change_reason]").press("Enter")
    intake.refresh_from_db()
    assert intake.state == "taken"
    assert complaints == []


def test_the_key_of_the_worksheet_saves_ticks_and_what_is_edited(log_in, intake):
    page = log_in(editor())
    page.goto(page_of(intake, "preview"))
    page.uncheck("[name=take] >> nth=0")
    expect(page.locator("[data-count=ticked]")).to_have_text("0")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    offer(page, "3", TEXTS["3"]).locator("button[data-opens]").click()
    field = row(page, "3").locator(".editor textarea").first
    field.fill("障害の連絡は一時間以内です。")
    with page.expect_navigation():
        field.press("Control+s")

    intake.refresh_from_db()
    assert {one.act for one in intake.decided.rows.values()} == {"keep", "edit"}


def test_a_row_is_closed_again_and_what_was_typed_goes_on_a_yes(log_in, intake):
    page = log_in(editor())
    page.goto(page_of(intake, "preview"))
    opener = offer(page, "3", TEXTS["3"]).locator("button[data-opens]")
    opener.click()
    row(page, "3").locator(".editor textarea").first.fill("書きかけの文")

    page.once("dialog", lambda dialog: dialog.dismiss())
    page.click("[name=close]")
    expect(page.locator(".editor")).to_have_count(1)
    page.once("dialog", lambda dialog: dialog.accept())
    page.click("[name=close]")

    expect(page.locator(".editor")).to_have_count(0)
    expect(opener).to_be_focused()
    page.reload()
    expect(page.locator(".kept")).to_have_count(0)


def test_a_field_with_the_focus_is_above_the_bar_on_a_phone(log_in, intake):
    page = log_in(editor(), viewport=PHONE)
    page.goto(page_of(intake, "preview"))
    row(page, "3").locator("[data-begins=reason]").click()
    reason = row(page, "3").locator("[name$=-reason]")
    expect(reason).to_be_focused()

    below = reason.bounding_box()["y"] + reason.bounding_box()["height"]

    assert below <= page.locator(".save-bar").bounding_box()["y"]


@pytest.mark.parametrize("options", [{}, {"viewport": PHONE}], ids=["desk", "phone"])
def test_everybody_can_use_it(log_in, intake, options):
    page = log_in(editor(), **options)
    page.goto(page_of(intake, "preview"))
    offer(page, "3", TEXTS["3"]).locator("button[data-opens]").click()
    expect(page.locator(".editor")).to_have_count(1)

    assert violations(page) == []
