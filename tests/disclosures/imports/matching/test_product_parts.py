"""Texts that speak of each product in turn, brought in where products answer by themselves."""

import json
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from disclosures.models import Answer, Intake
from tests.factory import change_answer, editor, make_checklist, make_guideline, make_product
from tests.pages import FormOnPage, lists_of, page_of
from tests.workbooks import official_workbook

pytestmark = pytest.mark.django_db

TEXT = "See below.\nAlpha：Fast.\nBeta：Slow."
WHOLE = {"1": TEXT}
DIVIDED = {"1": "See below.", "1Alpha": "Fast.", "1Beta": "Slow."}


@pytest.fixture
def products():
    return {name: make_product(name) for name in ("Alpha", "Beta")}


@pytest.fixture
def checklist(products):
    guideline = make_guideline(items=("1", "2"))
    return make_checklist(guideline=guideline, products=products.values())


@pytest.fixture
def desk(client):
    client.force_login(editor())
    return client


@pytest.fixture
def say(checklist, products):
    """Lets the item say this of all products ("") and of single ones."""

    def answer(**bodies):
        for name, body in bodies.items():
            product = products.get(name)
            change_answer(checklist, "1", product=product, body=body)

    return answer


def bring(desk, checklist, text=TEXT):
    content = official_workbook([("1", None, "Name 1", "Question 1?", text)])
    file = SimpleUploadedFile("answers.xlsx", content)
    return desk.post(page_of(checklist, "import"), {"file": file}, follow=True)


def confirm(desk, page):
    """Send the preview as it stands."""
    form = FormOnPage("intake_form")
    form.feed(page.content.decode())
    chosen = {name: form.all[name] for name in ("take", "divide")}
    intake = Intake.objects.first()
    return desk.post(
        page_of(intake, "preview"),
        {"seen": form.data["seen"], "change_reason": "All", **chosen},
        follow=True,
    )


def first_row(page):
    return page.context["rows"][0]


def became(page):
    row = first_row(page)
    return row.found.outcome, row.is_divided


def stated():
    return {
        answer.item.number + (answer.product.name if answer.product else ""): answer.body
        for answer in Answer.objects.select_related("item", "product")
        if answer.body
    }


def test_dividing_is_offered_and_not_done_unasked(desk, checklist):
    page = bring(desk, checklist)
    confirm(desk, page)

    assert (became(page), stated()) == (("set", False), WHOLE)


def test_what_products_say_now_stands_beside_the_file(desk, checklist, say):
    say(common="Together.", Alpha="Quick.")

    page = bring(desk, checklist)

    parts = [(part.product, part.old.body, part.new.body) for part in first_row(page).found.parts]
    assert [(name, said.body) for name, said in first_row(page).found.old_parts] == [
        ("Alpha", "Quick.")
    ]
    assert parts == [
        ("", "Together.", "See below."),
        ("Alpha", "Quick.", "Fast."),
        ("Beta", "", "Slow."),
    ]
    assert "Quick." in page.content.decode()


def test_where_products_answer_already_the_text_is_divided_unless_a_person_objects(
    desk, checklist, say
):
    say(Alpha="Quick.")

    page = bring(desk, checklist)
    confirm(desk, page)

    assert (became(page), stated()) == (("set", True), DIVIDED)
    assert "お客様には両方が" in page.content.decode()


def test_a_person_who_objects_is_followed(desk, checklist, say):
    say(Alpha="Quick.")
    page = bring(desk, checklist)
    form = FormOnPage("intake_form")
    form.feed(page.content.decode())

    data = {"seen": form.data["seen"], "take": "0", "change_reason": "All"}
    desk.post(page_of(Intake.objects.get(), "preview"), data)

    assert stated() == {**WHOLE, "1Alpha": "Quick."}


def test_what_is_answered_product_by_product_already_is_unchanged(desk, checklist, say):
    say(common="See below.", Alpha="Fast.", Beta="Slow.")

    assert became(bring(desk, checklist)) == ("unchanged", False)


def test_a_word_of_availability_that_stands_already_is_the_same_in_the_text(
    desk, checklist, products
):
    for name, availability in (("Alpha", "yes"), ("Beta", "no")):
        change_answer(checklist, "1", product=products[name], availability=availability)

    page = bring(desk, checklist, "Alpha：有り\nBeta：無し")

    assert became(page) == ("unchanged", False)


def test_a_file_that_was_divided_is_unchanged_the_second_time(desk, checklist, say):
    say(Alpha="Quick.")
    confirm(desk, bring(desk, checklist))

    assert became(bring(desk, checklist)) == ("unchanged", False)


def test_what_was_taken_in_twice_can_still_be_divided(desk, checklist, say):
    say(common=TEXT, Alpha="Fast.")

    page = bring(desk, checklist)
    confirm(desk, page)

    assert (became(page), stated()) == (("set", True), DIVIDED)
    assert became(bring(desk, checklist)) == ("unchanged", False)


def test_what_a_product_says_since_is_not_put_back(desk, checklist, say):
    say(Alpha="Fast.")
    say(Alpha="Faster.")

    page = bring(desk, checklist)

    assert became(page) == ("unsure", False)
    assert first_row(page).why == (
        "ファイルの内容は以前の回答です。その後に変更されているため、取り込みません。"
    )


def test_availability_and_responsibility_of_a_product_stay(desk, checklist, products):
    said = {"availability": "partial", "responsibility": "vendor"}
    change_answer(checklist, "1", product=products["Alpha"], body="Quick.", **said)

    confirm(desk, bring(desk, checklist))

    alpha = Answer.objects.get(item__number="1", product=products["Alpha"])
    assert (alpha.availability, alpha.responsibility, alpha.body) == ("partial", "vendor", "Fast.")


STRANGERS = [
    "・Alpha：Fast.\n・Beta、Gamma：Slow.",
    "・Alpha：Fast.\n・Beta：Slow.\n・Gamma：Never.",
    "・Alpha、Beta\nFast.\n・Gamma、Beta：Slow.",
    "・Alpha・Gamma：Fast.\n・Beta：Slow.",
    "・Alpha：Fast. ・Gamma：Never. ・Beta：Slow.",
]
OPEN = [
    ("Alpha及びGamma：Fast.\nAlpha：Quick.\nBeta：Slow.", "Alpha及びGamma"),
    ("・Alpha\nFast.\n・Gamma\nNever.\n・Beta\nSlow.", "Gamma"),
    ("Alpha：Fast.\n\nAt night as well.\n\nBeta：Slow.", "At night as well."),
]


@pytest.mark.parametrize("text", STRANGERS)
def test_a_name_that_no_product_has_is_said_and_nothing_is_divided(desk, checklist, text):
    page = bring(desk, checklist, text)
    confirm(desk, page)

    assert (became(page), stated()) == (("set", False), {"1": text})
    assert first_row(page).found.parts == ()
    assert first_row(page).why == (
        "このチェックシートの対象ではない製品名が書かれています：「Gamma」"
    )


@pytest.mark.parametrize("text", STRANGERS)
def test_a_text_with_such_a_name_is_not_put_beside_answers_of_products(desk, checklist, say, text):
    say(Alpha="Quick.")

    assert became(bring(desk, checklist, text)) == ("unsure", False)


@pytest.mark.parametrize("text", STRANGERS)
def test_a_text_with_such_a_name_that_stands_already_is_not_divided_later(
    desk, checklist, say, text
):
    say(common=text)
    same = became(bring(desk, checklist, text))
    say(Alpha="Quick.")

    assert (same, became(bring(desk, checklist, text))) == (("unchanged", False), ("unsure", False))


@pytest.mark.parametrize(("text", "passage"), OPEN)
def test_of_what_it_is_open_whose_it_is_is_said_and_nothing_is_divided(
    desk, checklist, text, passage
):
    page = bring(desk, checklist, text)
    confirm(desk, page)

    assert (became(page), stated()) == (("set", False), {"1": text})
    assert first_row(page).found.parts == ()
    assert first_row(page).why == (
        f"どの製品についての記載か、判断できない箇所があります：「{passage}」"
    )


@pytest.mark.parametrize("text", [text for text, _passage in OPEN])
def test_such_a_text_is_not_put_beside_answers_of_products(desk, checklist, say, text):
    say(Alpha="Quicker.")

    assert became(bring(desk, checklist, text)) == ("unsure", False)


@pytest.mark.parametrize(
    "text",
    [
        "Alpha：Fast.\nBeta：\n電話：03-1234-5678",
        "・ Alpha、Beta 電子メール：a@example.com\n電話：03-1234-5678",
        "・Alpha Alpha：Fast.\n・Beta：https://example.com/",
        "AlphaとBetaは、いずれも国内、国外の拠点から提供します。詳しくは次のとおりです：なし",
    ],
)
def test_other_words_before_a_colon_are_no_names(desk, checklist, text):
    assert first_row(bring(desk, checklist, text)).why == ""


def test_a_text_for_all_products_is_said_to_stand_beside_their_own_answers(desk, checklist, say):
    say(Alpha="Quick.")

    page = bring(desk, checklist, "For all of them.")
    confirm(desk, page)

    assert "製品別の回答は、この文章と並んでそのまま残り" in page.content.decode()
    assert stated() == {"1": "For all of them.", "1Alpha": "Quick."}


def test_the_command_divides_what_the_preview_would(checklist, say, tmp_path):
    say(Alpha="Quick.")
    file = tmp_path / "answers.xlsx"
    file.write_bytes(official_workbook([("1", None, "Name 1", "Question 1?", TEXT)]))
    out = StringIO()

    options = {"checklist": checklist.slug, "user": editor().username, "report": "json"}
    call_command("import_sheet", str(file), stdout=out, **options)

    assert [one["is_divided"] for one in json.loads(out.getvalue())["items"]] == [True, False]
    assert stated() == DIVIDED


def test_the_record_says_what_was_kept_product_by_product(desk, checklist, say):
    say(Alpha="Quick.")
    confirm(desk, bring(desk, checklist))

    record = desk.get(page_of(Intake.objects.get()))

    assert lists_of(record)["製品別に取り込み済み"] == ["1 Name 1"]
