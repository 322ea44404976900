"""Importing products: added and changed, or refused in words."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from openpyxl import Workbook

from disclosures.imports.product_import import WORDS
from products.models import Product
from tests.factory import make_product
from tests.pages import page_of
from tests.workbooks import saved as saved_workbook

from .import_steps import DISCARDED, bring, confirm, outcomes, whys

pytestmark = pytest.mark.django_db


def products_page():
    return reverse("admin:disclosures_intake_products")


TABLE = """識別名,名称,並び順,提供開始日
alpha,Alpha,1,2020-04-01
beta,Beta 2,2,
gamma,Gamma,3,2024-01-15
"""


def test_products_are_added_and_changed(desk):
    make_product("Alpha", position=1, in_service_since="2020-04-01")
    make_product("Beta", position=2, in_service_since="2021-01-01")

    intake, page = bring(desk, products_page(), TABLE)
    confirm(desk, intake, page)

    assert outcomes(page) == {"alpha": "unchanged", "beta": "changed", "gamma": "new"}
    stated = Product.objects.values_list("slug", "name", "position", "in_service_since")
    assert [(slug, name, at, str(day)) for slug, name, at, day in stated] == [
        ("alpha", "Alpha", 1, "2020-04-01"),
        ("beta", "Beta 2", 2, "2021-01-01"),
        ("gamma", "Gamma", 3, "2024-01-15"),
    ]
    reason = f"All (import: table.csv ({intake.sha256[:12]}))"
    assert Product.history.filter(history_change_reason=reason).count() == 2


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (
            "slug,name,state\nalpha,Alpha,approved\n",
            "表に「state」という列がありますが、この列は取り込めません。",
        ),
        ("id,slug,name\n1,alpha,Alpha\n", "表に「id」という列がありますが"),
        ("slug,position\nalpha,1\n", "表に「名称」の列がありません。"),
        ("slug,name,名称\nalpha,Alpha,Beta\n", "表に「名称」の列が二つあります。"),
        ("slug,name\nalpha,Alpha,stray\n", "2行目：「stray」の列に見出しがありません。"),
        ("", "入力されたファイルは空です。"),
    ],
)
def test_a_table_with_other_columns_is_refused(desk, content, problem):
    response = desk.post(
        products_page(), {"file": SimpleUploadedFile("t.csv", content.encode())}, follow=True
    )

    assert problem in response.content.decode()
    assert not Product.objects.exists()


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("alpha beta,Alpha,1,", "「alpha beta」は識別名に使えません。"),
        ("alpha,,1,", "名称：この"),
        ("alpha,Alpha,-1,", "0"),
        ("alpha,Alpha,many,", "整数"),
        ("alpha,Alpha,1,10/01/2025", "日付"),
        ("alpha,Known,1,", "名称："),
        ("alpha,A‮lpha,1,", "文字"),
    ],
)
def test_a_row_that_no_form_would_take_is_refused(desk, row, why):
    make_product("Known")

    _, page = bring(desk, products_page(), f"slug,name,position,in service since\n{row}\n")

    [found] = page.context["rows"]
    assert found.found.outcome == "refused"
    assert why in found.why


@pytest.mark.parametrize(
    "day",
    [
        "2024-04-01",
        "2024/4/1",
        "2024.4.1",
        "2024年4月1日",
        "令和6年4月1日",
        "R6.4.1",
        "２０２４年４月１日",
    ],
)
def test_a_day_is_read_as_people_write_it(desk, day):
    content = f"識別名,名称,提供開始日,廃止日\nalpha,Alpha,{day},{day}\n"

    confirm(desk, *bring(desk, products_page(), content))

    product = Product.objects.get()
    assert (str(product.in_service_since), str(product.retired_on)) == ("2024-04-01",) * 2


@pytest.mark.parametrize(
    "day", ["10/01/2025", "24/4/1", "2024/4/1頃", "2024/4/1、2024/5/1", "2024/4", "2024/2/30"]
)
def test_a_day_that_may_be_another_is_refused(desk, day):
    _, page = bring(desk, products_page(), f"識別名,名称,提供開始日\nalpha,Alpha,{day}\n")

    assert outcomes(page) == {"alpha": "refused"}
    assert whys(page)["alpha"].startswith("サービス開始日：")


@pytest.mark.parametrize("content", ["slug,name\nnew,\n", "slug,name,position\nnew,,\n"])
def test_a_new_product_without_a_name_is_refused(desk, content):
    _, page = bring(desk, products_page(), content)

    assert (outcomes(page), whys(page)) == (
        {"new": "refused"},
        {"new": "名称：このフィールドは空ではいけません。"},
    )


def test_a_discarded_import_of_products_says_that_nothing_was_taken_in(desk):
    intake, _ = bring(desk, products_page(), TABLE)

    response = desk.post(page_of(intake, "discard"), follow=True)

    assert [str(message) for message in response.context["messages"]] == [DISCARDED]
    assert not Product.objects.exists()


def test_a_slug_that_stands_twice_is_refused(desk):
    content = "slug,name\nalpha,Alpha\nalpha,Beta\ngamma,Gamma\n"

    intake, page = bring(desk, products_page(), content)
    confirm(desk, intake, page)

    assert outcomes(page) == {"alpha": "refused", "gamma": "new"}
    assert [product.name for product in Product.objects.all()] == ["Gamma"]


def test_rows_without_a_slug_are_each_said_to_lack_it(desk):
    _, page = bring(desk, products_page(), "slug,name\n,Alpha\n,Beta\n")

    assert [row.found.outcome for row in page.context["rows"]] == ["refused"] * 2
    assert {row.why for row in page.context["rows"]} == {
        "識別名（スラッグ）：このフィールドは空ではいけません。"
    }


def test_a_slug_that_no_address_can_have_is_no_matter_of_how_often_it_stands_there(desk):
    _, page = bring(desk, products_page(), "slug,name\na b,Alpha\na b,Beta\n")

    assert [row.found.outcome for row in page.context["rows"]] == ["refused"] * 2
    assert all(row.why.startswith("「a b」は識別名に使えません。") for row in page.context["rows"])


def test_names_that_change_places_are_refused_and_not_half_saved(desk):
    make_product("Alpha")
    make_product("Beta")

    intake, page = bring(desk, products_page(), "slug,name\nalpha,Beta\nbeta,Alpha\n")
    confirm(desk, intake, page, take=["0", "1"])

    assert outcomes(page) == {"alpha": "refused", "beta": "refused"}
    assert [product.name for product in Product.objects.all()] == ["Alpha", "Beta"]


def test_the_pages_behind_the_table_of_products_are_named(desk):
    book = Workbook()
    book.active.title = "製品"
    book.active.append(["slug", "name"])
    book.active.append(["alpha", "Alpha"])
    book.create_sheet("メモ").append(["Something else"])

    _, page = bring(desk, products_page(), saved_workbook(book), "products.xlsx")

    assert page.context["preview"].pages == ("製品",)
    assert page.context["preview"].skipped == ("メモ",)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_names_on_the_screen_are_headings(language):
    with override(language):
        for name, words in WORDS.items():
            assert str(Product._meta.get_field(name).verbose_name) in words
