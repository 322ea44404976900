"""What holds for every model of the working copy, also for one that is added later."""

import pytest
from django.apps import apps

from audit.models import Tracked
from disclosures.integrity.frozen_rules import HISTORY
from disclosures.models import Checklist
from disclosures.models.revision_queryset import TRACKED
from disclosures.permissions import VIEW_ALL
from tests.factory import make_checklist, make_product, make_user, saved

MODELS = [model for model in apps.get_models() if issubclass(model, Tracked)]


def test_a_submission_waits_for_the_writers_of_every_tracked_table():
    assert set(TRACKED) == set(MODELS)


def test_every_history_is_guarded():
    assert set(HISTORY) == {model.history.model._meta.db_table for model in MODELS}


def test_every_role_may_read_every_tracked_model():
    assert {f"{m._meta.app_label}.view_{m._meta.model_name}" for m in MODELS} <= set(VIEW_ALL)


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS)
def test_who_changes_any_tracked_row_of_a_sheet_is_a_contributor(model):
    make_checklist(products=[make_product()])
    author = make_user()
    row = model.objects.last()
    text = next(
        name for name in ("body", "question", "title", "name", "position") if hasattr(row, name)
    )
    setattr(row, text, 7 if text == "position" else "Other words")

    saved(row, author)

    assert author.pk in Checklist.objects.get().contributor_ids()
