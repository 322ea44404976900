"""What ships with the program: the guideline of 73 items, the sample sheet, the demo."""

import json
import re

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from disclosures.bundled.loading import FOLDER, load_guideline, load_sample
from disclosures.models import Checklist, Guideline, Item, Revision
from disclosures.models.freezing import freeze
from products.models import Product
from tests.factory import UPDATED_ON, editor, make_guideline, manager, reviewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample():
    return load_sample(manager=manager(), editor=editor(), reviewer=reviewer())


@pytest.fixture
def demo(settings):
    settings.DEBUG = True
    return lambda: call_command("demo")


def differing_items(before, after):
    return [
        new.number for old, new in zip(before.items(), after.items(), strict=True) if old != new
    ]


def test_the_guideline_has_73_items_under_five_headings():
    guideline = load_guideline("mic-asp-saas", by=manager(), reason="Load")

    titles = [section.title for section in guideline.sections.all()]
    numbers = [item.number for item in guideline.items.in_order()]

    assert (len(titles), titles[0]) == (6, "")
    assert numbers == [str(number) for number in range(1, 74)]


def test_the_guideline_words_its_items_as_the_real_sheet_does(seed):
    truth = json.loads((seed / "truth.json").read_text())["items"]
    guideline = load_guideline("mic-asp-saas", by=manager(), reason="Load")

    differing = [
        item.number
        for item, row in zip(guideline.items.in_order(), truth, strict=True)
        if (item.category, item.name, item.question)
        != (row["category"], row["name"], row["question"])
    ]

    assert differing == ["72"]  # whose last word the real sheet lost


def test_loading_the_guideline_twice_makes_no_duplicates():
    for _ in range(2):
        load_guideline("mic-asp-saas", by=manager(), reason="Load")

    assert (Guideline.objects.count(), Item.objects.count()) == (1, 73)
    assert Item.history.count() == 73


def test_the_sample_has_two_public_versions_that_differ_in_several_items(sample):
    first, second = (revision.content for revision in sample.revisions.order_by("number"))

    assert (first.version, second.version) == ("1.0", "2.0")
    assert (str(first.updated_on), str(second.updated_on)) == ("2025-04-01", "2025-10-01")
    assert len(differing_items(first, second)) >= 8


def test_the_previous_of_2_0_is_the_hash_of_1_0(sample):
    first, second = sample.revisions.order_by("number")

    assert second.content.previous.sha256 == first.sha256


def test_the_sample_speaks_for_five_products_and_is_marked_as_a_sample(sample):
    sheet = Revision.objects.current().content

    assert len(sheet.products) == 5
    assert "見本" in sheet.title
    assert len(list(sheet.items())) == 73


def test_the_sample_answers_every_item_and_uses_all_kinds_of_answer(sample):
    items = list(Revision.objects.current().content.items())
    answers = [answer for item in items for answer in item.answers]

    assert all(item.answers for item in items)
    assert {answer.availability for answer in answers} >= {"yes", "no", "partial", None}
    assert any(item.same_as for item in items)
    assert any(len(answer.products) > 1 for answer in answers)
    assert any(answer.responsibility == "cloud_provider" for answer in answers)


def test_the_working_copy_of_the_sample_has_open_changes(sample):
    public = Revision.objects.current().content
    working_copy = freeze(
        sample, version="3.0", updated_on=UPDATED_ON, summary="Open", previous=None
    )

    assert 3 <= len(differing_items(public, working_copy)) <= 6


def test_the_sample_holds_no_sentence_of_the_real_sheet(seed):
    own = (FOLDER / "sample.json").read_text()
    truth = json.loads((seed / "truth.json").read_text())
    sentences = {
        sentence
        for text in [row["answer"] or "" for row in truth["items"]] + truth["document"]["notes"]
        for sentence in re.split(r"[。\s]", text)
        if len(sentence) >= 15 and not re.search(r"http|@|[0-9]{3}-[0-9]{4}", sentence)
    }

    assert len(sentences) > 50
    assert [sentence for sentence in sentences if sentence in own] == []


def test_the_demo_is_filled_once_and_names_its_logins(demo, capsys):
    demo()
    demo()

    assert (Checklist.objects.count(), Revision.objects.count(), User.objects.count()) == (1, 2, 5)
    assert capsys.readouterr().out.count("kaiji-demo-reviewer") == 2


def test_the_demo_leads_to_73_items_five_products_and_version_2_0(demo, client):
    demo()

    [address] = re.findall(r'<h2 lang="ja"><a href="([^"]+)"', client.get("/").content.decode())
    shown = client.get(address).content.decode()

    assert len(re.findall(r'<tr id="item-', shown)) == 73
    assert len(re.findall(r'href="/leyser/products/[^"]+"', shown)) == 5
    assert re.findall(r'href="/leyser/versions/([^"/]+)/"', shown) == ["2.0"]


def test_the_demo_leaves_other_content_alone(demo):
    make_guideline()

    with pytest.raises(CommandError):
        demo()

    assert Product.objects.count() == 0


def test_the_demo_refuses_outside_debug():
    with pytest.raises(CommandError):
        call_command("demo")


def test_a_guideline_is_loaded_by_a_named_user_who_may(capsys):
    manager()
    call_command("load_guideline", "mic-asp-saas", user="manager")

    assert Item.history.first().history_user.username == "manager"
    for user in ("nobody", editor().username):
        with pytest.raises(CommandError):
            call_command("load_guideline", "mic-asp-saas", user=user)
