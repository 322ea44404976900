"""No write to the working copy without a history row that names who and why."""

import pytest

from audit.locks import lock_unchanged
from audit.models import UntrackedWrite
from disclosures.models import Answer
from products.models import Product
from tests.factory import change_answer, editor, make_checklist, make_product, make_user, saved

pytestmark = pytest.mark.django_db


def test_a_save_writes_who_and_why():
    author = make_user("author")
    product = make_product()
    product.name = "Other"

    product.save(by=author, reason="Renamed")

    row = product.history.first()
    assert (row.name, row.history_user, row.history_change_reason) == ("Other", author, "Renamed")


def test_a_save_without_a_change_writes_nothing():
    product = make_product()
    product.name = f"  {product.name} "

    product.save(by=make_user(), reason="Nothing new")

    assert product.history.count() == 1


@pytest.mark.parametrize("missing", [{"by": None}, {"reason": " "}])
def test_a_save_without_user_or_reason_is_refused(missing):
    product = make_product()
    product.name = "Other"

    with pytest.raises(UntrackedWrite):
        product.save(**{"by": make_user(), "reason": "Renamed", **missing})

    assert Product.objects.get().name == "Alpha"


@pytest.mark.parametrize(
    "call",
    [
        lambda rows: rows.update(name="Other"),
        lambda rows: rows.delete(),
        lambda rows: rows.bulk_create([Product(name="New", slug="new")]),
        lambda rows: rows.bulk_update(list(rows), ["name"]),
        lambda rows: rows.create(name="New", slug="new"),
        lambda rows: rows.get_or_create(name="New", slug="new"),
        lambda rows: rows.update_or_create({"name": "New"}, slug="alpha"),
        lambda rows: rows.get().save_without_historical_record(by=editor(), reason="Hidden"),
    ],
)
def test_calls_that_leave_no_trace_are_refused(call):
    make_product()

    with pytest.raises(UntrackedWrite):
        call(Product.objects.all())

    assert [product.name for product in Product.objects.all()] == ["Alpha"]


def test_related_managers_refuse_the_same_calls():
    checklist = make_checklist()

    with pytest.raises(UntrackedWrite):
        checklist.answers.update(body="Silent")


def test_a_deletion_is_signed_and_its_history_stays():
    product = make_product()
    key = product.pk

    product.delete(by=make_user("author"), reason="A mistake")

    row = Product.history.filter(id=key).first()
    assert (row.history_type, row.history_user.username, row.history_change_reason) == (
        "-",
        "author",
        "A mistake",
    )


def test_a_long_reason_is_kept_whole():
    checklist = make_checklist()

    change_answer(checklist, "1", body="New", reason="Because. " * 100)

    assert len(Answer.history.first().history_change_reason) == len("Because. " * 100) - 1


def test_rows_that_moved_since_they_were_seen_are_told_apart():
    kept, moved, gone = (make_product(name) for name in ("Kept", "Moved", "Gone"))
    seen = dict(Product.objects.with_last_change().values_list("pk", "last_change"))
    moved.website = "https://example.com"
    saved(moved)
    gone.delete(by=editor(), reason="A mistake")

    assert lock_unchanged(Product.objects.all(), seen) == ([kept], [moved])
