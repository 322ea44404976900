"""Words that nobody knows: a person says once what each means, for this form of this guideline."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from disclosures.models import Answer, Intake, Undoing, undo
from disclosures.permissions import EDITOR
from tests.factory import editor, get_user, make_checklist, make_guideline, make_user
from tests.pages import FormOnPage, page_of

from .import_pages import confirm, outcomes, told_once

pytestmark = pytest.mark.django_db

HEADINGS = "No.,設問,対応状況,備考"


@pytest.fixture
def checklist():
    return make_checklist(guideline=make_guideline(items=("1", "2", "3", "4")))


def lines(*cells, headings=HEADINGS):
    """A table whose rows have these words, and perhaps texts, behind the questions."""
    rows = [
        ",".join((str(at), f"Question {at}?", *(cell if isinstance(cell, tuple) else (cell, ""))))
        for at, cell in enumerate(cells, 1)
    ]
    return "\n".join((headings, *rows)).encode()


def bring(desk, checklist, content, name="sheet.csv", **columns):
    """Bring the file in, and name the column of the words for 有無 unless others are given."""
    file = SimpleUploadedFile(name, content)
    desk.post(page_of(checklist, "import"), {"file": file})
    intake = Intake.objects.order_by("-pk").first()
    named = {
        "page": "",
        "heading_row": "1",
        **{"column0": "number", "column1": "question", "column2": "availability"},
        **{"column3": "answer"},
        **columns,
    }
    return intake, desk.post(page_of(intake, "columns"), named, follow=True)


def words_on(page):
    """The fields of the form for words, and the meaning that each starts from."""
    form = FormOnPage("words_form")
    form.feed(page.content.decode())
    return {
        name: value
        for name, value in form.data.items()
        if name is not None and name != "csrfmiddlewaretoken"
    }


def found(page):
    """The words on the page, each with the number of its rows and what it is read as."""
    return {
        word.found.text: (word.found.count, word.found.code)
        for _column, _role, fields in page.context["words"].groups()
        for word, _field in fields
    }


def name_words(desk, intake, page, **meanings):
    """Say what words mean; each is found by the end of its field's name."""
    data = words_on(page)
    for word, code in meanings.items():
        [name] = [
            f.html_name
            for _c, _r, fields in page.context["words"].groups()
            for w, f in fields
            if w.found.text == word
        ]
        data[name] = code
    return desk.post(page_of(intake, "words"), data, follow=True)


def availabilities():
    rows = Answer.objects.order_by("item__position").values_list("availability", "body")
    return [row for row in rows if row != (None, "")]


CASE = lines(
    ("対応", "TLS 1.3です。"),
    ("未対応", "来年度に行います。"),
    ("対応済", "年1回見直します。"),
    ("対象外", "委託していません。"),
)


def test_words_are_listed_with_how_often_they_stand_there(desk, checklist):
    _intake, page = bring(desk, checklist, CASE)

    assert found(page) == {
        "対応": (1, None),
        "未対応": (1, None),
        "対応済": (1, None),
        "対象外": (1, "not_applicable"),
    }
    assert list(outcomes(page).values()) == ["unsure"] * 3 + ["set"]
    assert "意味の分からない語が3語あります" in page.content.decode()


def test_what_a_person_says_of_the_words_is_what_is_taken(desk, checklist):
    intake, page = bring(desk, checklist, CASE)

    page = name_words(desk, intake, page, 対応="yes", 未対応="no", 対応済="yes")
    assert list(outcomes(page).values()) == ["set"] * 4
    confirm(desk, intake, page)

    assert availabilities() == [
        ("yes", "TLS 1.3です。"),
        ("no", "来年度に行います。"),
        ("yes", "年1回見直します。"),
        ("not_applicable", "委託していません。"),
    ]


@pytest.mark.parametrize(
    ("cells", "meanings", "expected"),
    [
        (("Y", "N"), {"Y": "yes", "N": "no"}, [("yes", ""), ("no", "")]),
        (("◎", "○", "△", "×"), {"◎": "yes"}, None),
        (("Supports", "Partly supports"), {"Supports": "yes", "Partly supports": "partial"}, None),
        (("1", "5"), {"1": "no", "5": "yes"}, [("no", ""), ("yes", "")]),
        (("A", "B", "C"), {"A": "yes", "B": "partial", "C": "no"}, None),
        (("秘", "－"), {"秘": "undisclosed", "－": "not_applicable"}, None),
    ],
)
def test_any_scale_can_be_named(desk, checklist, cells, meanings, expected):
    intake, page = bring(desk, checklist, lines(*cells))

    page = name_words(desk, intake, page, **meanings)
    confirm(desk, intake, page)

    known = {"○": "yes", "△": "partial", "×": "no"} | meanings
    assert availabilities() == (expected or [(known[cell], "") for cell in cells])


def test_a_word_that_is_kept_as_text_stands_before_the_answer(desk, checklist):
    intake, page = bring(desk, checklist, lines(("レベル3", "毎月行います。"), "レベル2"))

    page = name_words(desk, intake, page, レベル3="text", レベル2="text")
    confirm(desk, intake, page)

    assert availabilities() == [(None, "レベル3\n毎月行います。"), (None, "レベル2")]


def test_a_known_word_can_mean_something_else_in_a_scale(desk, checklist):
    intake, page = bring(desk, checklist, lines("◎", "○"))

    page = name_words(desk, intake, page, **{"◎": "yes", "○": "partial"})
    confirm(desk, intake, page)

    assert availabilities() == [("yes", ""), ("partial", "")]


def test_a_word_means_something_in_its_column_alone(desk, checklist):
    content = lines(("対応", "対応"), headings="No.,設問,対応状況,担当")
    intake, page = bring(desk, checklist, content, column3="responsibility")

    fields = words_on(page)
    first, second = sorted(fields)
    page = desk.post(page_of(intake, "words"), {first: "yes", second: "vendor"}, follow=True)
    confirm(desk, intake, page)

    answer = Answer.objects.get(item__number="1")
    assert (first.partition("-")[0], second.partition("-")[0]) == ("availability", "responsibility")
    assert (answer.availability, answer.responsibility) == ("yes", "vendor")


def test_words_that_were_named_for_one_column_are_not_those_of_another(desk, checklist):
    content = lines(("対応", "対応"), headings="No.,設問,対応状況,実施状況")
    intake, page = bring(desk, checklist, content, column3="")
    name_words(desk, intake, page, 対応="yes")

    columns = {"column0": "number", "column1": "question", "column3": "availability"}
    page = desk.post(
        page_of(intake, "columns"), {"page": "", "heading_row": "1", **columns}, follow=True
    )

    assert found(page) == {"対応": (1, None)}


def test_the_next_file_of_the_form_proposes_the_words_and_says_whose_they_are(desk, checklist):
    intake, page = bring(desk, checklist, lines("対応", "未対応"), "first.csv")
    confirm(desk, intake, name_words(desk, intake, page, 対応="yes", 未対応="no"))

    intake, page = bring(desk, checklist, lines("", "", "対応", "検討"), "second.csv")

    shown = page.content.decode()
    assert outcomes(page)["3"] == "unsure"  # a proposal is in effect for nobody yet
    assert sorted(words_on(page).values()) == ["", "yes"]
    assert "first.csv" in shown
    assert "editor" in shown
    page = desk.post(page_of(intake, "words"), words_on(page), follow=True)
    assert (outcomes(page)["3"], outcomes(page)["4"]) == ("set", "unsure")


@pytest.mark.parametrize(
    "other",
    [
        {"headings": "No.,設問,状況,備考"},
        {"headings": "No.,設問,対応状況,補足"},
    ],
)
def test_words_are_proposed_for_no_other_form(desk, checklist, other):
    intake, page = bring(desk, checklist, lines("対応"))
    confirm(desk, intake, name_words(desk, intake, page, 対応="yes"))

    _intake, page = bring(desk, checklist, lines("", "対応", **other))

    assert list(words_on(page).values()) == [""]


def test_words_are_proposed_for_no_other_guideline_and_from_no_discarded_import(desk, checklist):
    intake, page = bring(desk, checklist, lines("対応"))
    page = name_words(desk, intake, page, 対応="yes")
    other = make_checklist("other", guideline=make_guideline("other"))

    _intake, before = bring(desk, checklist, lines("対応"))
    confirm(desk, intake, desk.get(page_of(intake, "preview")))
    _intake, elsewhere = bring(desk, other, lines("対応"))

    assert list(words_on(before).values()) == list(words_on(elsewhere).values()) == [""]


def test_an_import_that_was_undone_proposes_no_words(desk, checklist):
    intake, page = bring(desk, checklist, lines("対応"))
    confirm(desk, intake, name_words(desk, intake, page, 対応="yes"))
    bulk_change = Intake.objects.get(pk=intake.pk).bulk_change
    seen = Undoing(bulk_change).digest

    undo(bulk_change, by=editor(), reason="Wrong meaning", seen=seen)

    _intake, page = bring(desk, checklist, lines("", "対応"))
    assert list(words_on(page).values()) == [""]


def test_words_of_a_form_without_headings_are_not_remembered(desk, checklist):
    content = lines("対応", headings="").strip()
    named = {"heading_row": ""}
    intake, page = bring(desk, checklist, content, **named)
    confirm(desk, intake, name_words(desk, intake, page, 対応="yes"))

    _intake, page = bring(
        desk, checklist, content.replace(b"1,Question 1", b"2,Question 2"), **named
    )

    assert list(words_on(page).values()) == [""]


def test_prompts_and_what_repeats_a_row_are_no_words_to_name(desk, checklist):
    _intake, page = bring(desk, checklist, lines("対応", "同上", "選択してください", "長" * 31))

    assert found(page) == {"対応": (1, None)}
    [(column, _role, _fields)] = page.context["words"].groups()
    assert column.left_out == 1


def test_a_meaning_that_there_is_not_is_refused(desk, checklist):
    intake, page = bring(desk, checklist, lines("対応"))

    page = name_words(desk, intake, page, 対応="perfect")

    assert page.context["words"].errors
    assert "words" not in Intake.objects.get().choice


def test_only_who_brought_the_file_in_names_its_words(desk, checklist, client):
    intake, page = bring(desk, checklist, lines("対応"))
    data = words_on(page)
    client.force_login(get_user("colleague", EDITOR))

    response = client.post(page_of(intake, "words"), dict.fromkeys(data, "yes"), follow=True)

    assert told_once(response) == "取り込みを確定できるのは、ファイルを取り込んだ本人だけです。"
    assert "words" not in Intake.objects.get().choice


def test_who_may_not_import_names_no_words(desk, checklist, client):
    intake, _page = bring(desk, checklist, lines("対応"))
    client.force_login(make_user("guest"))

    assert client.post(page_of(intake, "words"), {}).status_code in (302, 403)
    assert "words" not in Intake.objects.get().choice


def test_a_contradiction_stays_one_whatever_the_words_mean(desk, checklist):
    intake, page = bring(desk, checklist, lines(("対応", "無し。行っていません。")))

    page = name_words(desk, intake, page, 対応="yes")

    assert outcomes(page)["1"] == "unsure"
