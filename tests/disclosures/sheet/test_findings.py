"""What the rules find in a sheet, and what they leave alone."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.management import call_command

from disclosures.bundled.loading import load_guideline, load_sample
from disclosures.models.freezing import draft
from disclosures.sheet.finding import ADVISORY, BLOCKING, Finding
from disclosures.sheet.findings import findings
from disclosures.templatetags.finding_words import DETAILS, HEADINGS
from tests.factory import editor, make_checklist, make_product, manager, reviewer
from tests.sheets import answer, item, sheet

LONG = "記録は1年間保存し、毎月点検しています"


def found(*items, **options):
    """The findings of a sheet with these items, without those that only say "unanswered"."""
    return [one for one in findings(sheet(*items), **options) if one.code != "unanswered"]


def codes(*items, **options):
    return [(one.code, one.number) for one in found(*items, **options)]


def test_a_good_sheet_has_none():
    assert found(item("1", answer("毎日取得しています。", availability="yes"))) == []


def test_an_unanswered_item_is_advisory_unless_it_is_required():
    one, other = findings(sheet(item("1"), item("2", is_required=True)))

    assert (one.code, one.number, one.severity) == ("required_unanswered", "2", "blocking")
    assert (other.code, other.number, other.severity) == ("unanswered", "1", "advisory")


def test_same_as_an_unanswered_item_is_blocking():
    [one] = found(item("1"), item("2", same_as="1"))

    assert one == Finding("same_as_unanswered", "2", {"other": "1"})
    assert one.severity == "blocking"


def test_products_for_which_nothing_is_said_are_named():
    [one] = found(item("1", answer("Only for one", products=("alpha",))))

    assert one == Finding("product_unanswered", "1", {"products": "Beta"})


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("2025年10月1日", []),
        ("2024年4月1日に開示、2025年10月1日に更新", []),
        ("2025年9月30日", ["disclosure_date"]),
        ("昨年の秋", ["disclosure_date_missing"]),
    ],
)
def test_the_disclosure_date_is_the_day_of_the_update(body, expected):
    stated = item("1", answer(body), states_disclosure_date=True)

    assert [code for code, _ in codes(stated)] == expected


def test_both_days_are_named():
    [one] = found(item("1", answer("令和7年9月30日"), states_disclosure_date=True))

    assert one.about == {"stated": "2025-09-30", "updated": "2025-10-01"}


def test_an_availability_that_is_asked_and_not_stated():
    assert found(item("1", answer("Text"), asks_availability=True)) == [
        Finding("availability_missing", "1", {"products": ""})
    ]


def test_an_availability_that_one_product_lacks():
    own = answer("Text", products=("alpha",), availability="yes")

    assert found(item("1", answer("Common"), own, asks_availability=True)) == [
        Finding("availability_missing", "1", {"products": "Beta"})
    ]


def test_an_availability_that_every_product_has_is_not_missing():
    own = [answer(products=(slug,), availability="yes") for slug in ("alpha", "beta")]

    assert found(item("1", answer("Common"), *own, asks_availability=True)) == []


def test_an_availability_that_flipped_since_the_public_version():
    before = sheet(item("1", answer(availability="yes")), item("2", answer(availability="yes")))
    now = [item("1", answer(availability="no")), item("2", answer(availability="partial"))]

    assert found(*now, before=before) == [
        Finding("availability_flipped", "1", {"old": "yes", "new": "no", "products": ""})
    ]


def test_what_the_version_before_had_too_is_marked():
    before = sheet(item("1"), item("2", answer("Text")))

    found = findings(sheet(item("1"), item("2")), before)

    assert [(one.number, one.is_known) for one in found] == [("1", True), ("2", False)]


def test_a_text_that_says_the_other_of_its_availability():
    assert found(item("1", answer("一部は暗号化しています。", availability="no"))) == [
        Finding(
            "availability_contradicted",
            "1",
            {"availability": "no", "text": "一部は暗号化しています。"},
        )
    ]


def test_a_products_text_is_read_under_the_common_availability():
    own = answer("対応していません。", products=("beta",))

    assert codes(item("1", answer("対応しています。", availability="yes"), own)) == [
        ("availability_contradicted", "1")
    ]


def test_related_items_with_opposite_availabilities():
    items = [item("5", answer(availability="yes")), item("30", answer(availability="no"))]

    assert found(*items, related=[("30", "5")]) == [
        Finding("related_availability", "30", {"other": "5"})
    ]
    assert found(*items) == []


def test_related_items_with_different_figures_of_one_unit():
    items = [item("5", answer("7世代、3年")), item("30", answer("5世代、約10分"))]

    assert found(*items, related=[("30", "5")]) == [
        Finding("related_figures", "30", {"other": "5", "here": "5世代", "there": "7世代"})
    ]


@pytest.mark.parametrize(("here", "there"), [("7", "5"), ("7世代", "7世代"), ("7世代", "5年")])
def test_related_items_whose_figures_agree_are_left_alone(here, there):
    items = [item("5", answer(here)), item("30", answer(there))]

    assert found(*items, related=[("30", "5")]) == []


def test_related_items_of_which_one_is_not_asked_are_left_alone():
    assert found(item("5", answer(availability="yes")), related=[("5", "30"), ("30", "5")]) == []


def test_one_finding_for_all_items_that_share_a_sentence():
    items = [item(number, answer(f"{LONG}。\n番号は{number}")) for number in ("1", "2", "3")]

    assert found(*items) == [Finding("same_sentence", "1", {"others": "2、3", "text": LONG})]


def test_short_sentences_and_what_is_said_to_be_the_same_are_no_repetition():
    one = answer(f"{LONG}。")
    items = [
        item("1", one),
        item("2", one, same_as="1"),
        item("3", answer("毎日です")),
        item("4", answer("毎日です")),
    ]

    assert found(*items) == []


def test_a_product_that_is_not_on_the_sheet():
    text = "Alpha Plusでも、ＧＡＭＭＡでも使えます。Gammaxは別です。"

    assert found(item("1", answer(text)), other_products=["Alpha", "Alpha Plus", "Gamma"]) == [
        Finding("other_product", "1", {"product": "Alpha Plus"}),
        Finding("other_product", "1", {"product": "Gamma"}),
    ]


def test_what_should_not_stand_in_a_public_text():
    bad = item("1", answer("http://example.com と<br>と&nbsp;"))

    assert found(bad) == [
        Finding("insecure_link", "1", {"address": "http://example.com"}),
        Finding("markup", "1", {"text": "<br>"}),
    ]


def test_evidence_is_read_like_a_text():
    bad = item("1", answer("Text", evidence="Paper, http://example.com/a"))

    assert found(bad) == [Finding("insecure_link", "1", {"address": "http://example.com/a"})]


def test_evidence_alone_answers_nothing():
    alone = item("1", answer(evidence="https://example.com/a"), is_required=True)

    assert codes(alone) == [("required_unanswered", "1"), ("evidence_alone", "1")]
    assert codes(item("1", answer("Text", evidence="https://example.com/a"))) == []


def test_evidence_of_one_name_that_leads_to_another_address():
    before, now = (
        sheet(item("1", answer("Text", evidence=f"Paper, {address}\n{address}")))
        for address in ("https://a.example/", "https://b.example/")
    )
    about = {"label": "Paper", "before": "https://a.example/", "now": "https://b.example/"}

    assert findings(now, before) == (Finding("evidence_moved", "1", about),)
    assert findings(now, now) == ()


def test_evidence_of_one_name_that_leads_to_an_address_for_each_product():
    terms = [f"Terms, https://{name}.example/" for name in "abc"]
    before = sheet(
        item("1", answer("Of a", evidence=terms[0]), answer("Of b", evidence="\n".join(terms[1:])))
    )
    more = sheet(
        item("1", answer("Of a", evidence="\n".join([*terms, "Terms, https://d.example/"])))
    )

    assert findings(before, before) == findings(more, before) == ()


def test_the_title_is_read_too():
    with_notes = sheet(item("1", answer("Text")), notes="https://example.com http://example.com/a")

    assert findings(with_notes) == (
        Finding("insecure_link", "", {"address": "http://example.com/a"}),
    )


def test_what_blocks_comes_first_then_the_rules_in_order_then_the_items():
    one = replace(item("1", answer("http://a.example")), asks_availability=True)
    items = [one, item("2"), item("3", is_required=True)]

    assert [(f.code, f.number) for f in findings(sheet(*items))] == [
        ("required_unanswered", "3"),
        ("unanswered", "2"),
        ("availability_missing", "1"),
        ("insecure_link", "1"),
    ]


def test_every_rule_has_words():
    assert set(HEADINGS) == {*BLOCKING, *ADVISORY}
    assert set(DETAILS) <= set(HEADINGS)


def by_code(found):
    groups = {}
    for one in found:
        groups.setdefault(one.code, []).append(one.number)
    return groups


@pytest.mark.django_db
def test_the_real_sheet(seed):
    checklist = make_checklist(
        "leyser", guideline=load_guideline("mic-asp-saas", by=manager(), reason="Load")
    )
    file = str(seed / "leyser-checksheet.xlsx")
    call_command("import_sheet", file, checklist="leyser", user=editor().username)
    submitted = replace(draft(checklist), updated_on=date(2025, 10, 1))

    found = checklist.findings(submitted, None)

    assert by_code(found) == {
        "availability_contradicted": ["12", "34", "40", "47"],
        "related_availability": ["30"],
        "unanswered": ["23", "60", "61", "62", "63", "64", "65", "66", "73"],
        "availability_missing": [
            "13",
            "21",
            "29",
            "33",
            "36",
            "46",
            "59",
            "67",
            "69",
            "70",
            "71",
            "72",
        ],
        "same_sentence": ["15", "27", "36", "67"],
    }
    others = {one.number: one.about.get("other") or one.about.get("others") for one in found}
    assert (others["30"], others["15"], others["36"]) == ("5", "16", "37")


@pytest.mark.django_db
def test_the_sample_sheet():
    checklist = load_sample(manager=manager(), editor=editor(), reviewer=reviewer())
    make_product("Gamma")
    public = checklist.revisions.current()

    found = checklist.findings(public.content, public.before().content)

    assert by_code(found) == {
        "availability_flipped": ["8", "43"],
        "related_availability": ["30"],
        "availability_missing": ["33", "36", "67", "69", "70", "71", "72"],
    }
    assert {one.severity for one in found} == {"advisory"}


def test_a_finding_speaks_of_all_items_that_it_names():
    alone = Finding("unanswered", "1")
    pair = Finding("related_figures", "1", {"other": "2", "here": "3日", "there": "4日"})
    several = Finding("same_sentence", "1", {"others": "2、3", "text": "Same."})

    assert [sorted(one.numbers) for one in (alone, pair, several)] == [
        ["1"],
        ["1", "2"],
        ["1", "2", "3"],
    ]
