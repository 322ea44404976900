"""What only the database refuses: not seen by the preview, said in words at the confirmation."""

import pytest
from django.db import connection
from django.urls import reverse

from disclosures.integrity import triggers
from disclosures.integrity.rules import Rule
from disclosures.models import Answer, Intake, Item, Section
from products.models import Product
from tests.disclosures.imports.items_and_products.import_steps import bring, confirm, outcomes
from tests.factory import make_checklist, make_user
from tests.pages import page_of

pytestmark = pytest.mark.django_db

WORDS = "同時に保存されたほかの変更と矛盾します。内容を確かめて、もう一度お試しください。"
ANSWERS = "No.,項目,内容,回答\n1,Name 1,Question 1?,First.\n2,Name 2,Question 2?,Refused.\n"
ITEMS = "No.,区分,項目,質問\n8,New section,Name 8,Eight?\n9,Other,Refused.,Nine?\n"
PRODUCTS = "slug,name\nalpha,Alpha\nbeta,Refused.\n"


@pytest.fixture
def desk(client):
    client.force_login(make_user(is_superuser=True))
    return client


@pytest.fixture
def pages():
    checklist = make_checklist()
    return {
        "answers": page_of(checklist, "import"),
        "items": page_of(checklist.guideline, "import"),
        "products": reverse("admin:disclosures_intake_products"),
    }


def guard(monkeypatch, table, on, refuse):
    """Let the database refuse something that no model knows of."""
    rule = Rule("test_only", table, on, refuse, "refused")
    monkeypatch.setattr(triggers, "RULES", [*triggers.RULES, rule])
    connection.check_constraints()  # PostgreSQL changes no trigger of a table before that
    triggers.install(connection)


def everything():
    tracked = (Answer, Section, Item, Product)
    return [(model.objects.count(), model.history.count()) for model in tracked]


@pytest.mark.parametrize(
    ("kind", "content", "rule", "row"),
    [
        ("answers", ANSWERS, ("disclosures_answer", "UPDATE", "NEW.body = 'Refused.'"), "2: "),
        ("items", ITEMS, ("disclosures_item", "INSERT", "NEW.name = 'Refused.'"), "9: "),
        ("items", ITEMS, ("disclosures_answer", "INSERT", "TRUE"), ""),
        ("products", PRODUCTS, ("products_product", "INSERT", "NEW.name = 'Refused.'"), "beta: "),
    ],
    ids=["answer", "item", "answer of an item", "product"],
)
def test_what_only_the_database_refuses_is_said_and_not_half_saved(
    desk, pages, monkeypatch, kind, content, rule, row
):
    guard(monkeypatch, *rule)
    before = everything()
    intake, page = bring(desk, pages[kind], content)
    assert "refused" not in outcomes(page).values()

    response = confirm(desk, intake, page)

    [message] = [str(one) for one in response.context["messages"]]
    assert message == f"取り込みませんでした：{row}{WORDS}"
    assert everything() == before
    assert Intake.objects.get().state == "previewed"
