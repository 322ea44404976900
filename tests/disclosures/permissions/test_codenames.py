"""Each permission's codename is written once, names a real permission, and templates ask for it."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission

from disclosures import permissions
from disclosures.permissions import ACTIONS, ROLES, VIEW_ALL

PROJECT = Path(permissions.__file__).parents[2]
NAMES = {
    value
    for name, value in vars(permissions).items()
    if name.isupper() and isinstance(value, str) and "." in value
}
CODE = [
    path
    for room in ("audit", "config", "disclosures", "products", "texts")
    for path in (PROJECT / room).rglob("*.py")
    if "migrations" not in path.parts and path != Path(permissions.__file__)
]
TEMPLATES = list((PROJECT / "templates").rglob("*.html"))


@pytest.mark.django_db
def test_each_name_is_a_permission():
    stored = Permission.objects.values_list("content_type__app_label", "codename")

    assert {".".join(names) for names in stored} >= NAMES


@pytest.mark.django_db
def test_each_role_has_what_it_lists():
    groups = {group.name: group.permissions for group in Group.objects.all()}

    assert {role: groups[role].count() for role in ROLES} == {
        role: len({*names, *VIEW_ALL}) for role, names in ROLES.items()
    }


def test_no_other_module_spells_a_codename():
    codenames = "|".join(sorted(re.escape(permissions.codename(name)) for name in NAMES))
    spelled = re.compile(rf"""["'](?:\w+\.)?(?:{codenames})["']""")

    assert [path for path in CODE if spelled.search(path.read_text())] == []


def test_templates_ask_for_actions_by_name():
    texts = [path.read_text() for path in TEMPLATES]
    asked = {name for text in texts for name in re.findall(r"\bmay\.(\w+)", text)}

    assert asked == ACTIONS.keys()
    assert not any("perms." in text for text in texts)
