"""What only the save itself finds out is an error of the form."""

import pytest
from django.db import connection

from disclosures.integrity import triggers
from disclosures.models import Answer
from products.models import Product
from tests.factory import answer_of, change_answer, make_product, manager
from tests.pages import errors_of, fill, page_of

pytestmark = pytest.mark.django_db


def test_what_the_save_itself_refuses_is_an_error_of_the_form(client, monkeypatch):
    client.force_login(manager())
    product = make_product()
    data = fill(client, page_of(product), name="Beta")
    monkeypatch.setattr(Product, "validate_constraints", lambda *args, **kwargs: None)
    monkeypatch.setattr(Product, "validate_unique", lambda *args, **kwargs: None)
    make_product("Beta")

    response = client.post(page_of(product), data)

    assert len(errors_of(response)["__all__"]) == 1
    assert 'value="Beta"' in response.content.decode()
    assert Product.objects.get(pk=product.pk).name == "Alpha"


def test_a_guard_of_the_database_is_an_error_of_the_form(client, answer, monkeypatch):
    other = answer_of(answer.checklist, "2")
    change_answer(answer.checklist, "3", same_as=other.item)
    data = fill(client, page_of(other), same_as=str(answer.item_id))
    monkeypatch.setattr(Answer, "clean", lambda answer: None)

    response = client.post(page_of(other), data)

    assert triggers.missing(connection) == []
    assert len(errors_of(response)["__all__"]) == 1
    assert answer_of(answer.checklist, "2").same_as is None
