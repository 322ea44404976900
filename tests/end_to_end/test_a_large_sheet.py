"""A large sheet, from the file with its items to the files that its customers take along."""

import pytest

from tests.factory import approve, bring_in, make_checklist, make_guideline, submit
from tests.soaking import times

pytestmark = pytest.mark.django_db


def table(*rows):
    return "\r\n".join(",".join(row) for row in rows).encode()


def test_a_large_guideline_goes_from_file_to_file(client):
    count = times(120, 1_200)
    names = {str(n): f"管理策{n}" for n in range(1, count + 1)}
    items = [(number, name, f"{name}を行っていますか") for number, name in names.items()]
    answers = [(*item, "有り", f"毎月{item[0]}日に点検します。") for item in items]

    guideline = make_guideline(items=())
    bring_in(guideline, table(("No.", "項目", "設問"), *items))
    checklist = make_checklist(guideline=guideline)
    bring_in(checklist, table(("No.", "項目", "設問", "有無", "回答"), *answers))
    approve(submit(checklist))

    assert client.get("/sheet/").content.decode().count("日に点検します。") == count
    for format in ("xlsx", "csv"):
        file = client.get(f"/sheet/versions/1.0/sheet.{format}").getvalue()
        outcomes = [(row.number, row.outcome) for row in bring_in(checklist, file).rows]
        assert outcomes == [(number, "unchanged") for number in names]
