"""The JSON Schema of `sheet.json`: it says yes to every frozen sheet, and describes every field."""

import dataclasses
import inspect
import json
from copy import deepcopy
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from disclosures.bundled.loading import load_sample
from disclosures.exports.registry import SHEET_SCHEMAS
from disclosures.models import Availability, Responsibility
from disclosures.models.guideline import item_number
from disclosures.models.revision_queryset import VERSION
from disclosures.sheet import document as sheets
from disclosures.sheet.canonical import SINCE_SCHEMA_2, canonical_text, sheet_from_text
from disclosures.sheet.document import Previous, SheetProduct
from tests.factory import editor, make_approved, manager, reviewer
from tests.sheets import ALPHA, answer, item, sheet

FIRST, SCHEMA = (json.loads(SHEET_SCHEMAS[n].read_text(encoding="utf-8")) for n in (1, 2))
PLACES = {
    sheets.Sheet: SCHEMA,
    sheets.SheetGuideline: SCHEMA["$defs"]["guideline"],
    sheets.SheetProduct: SCHEMA["$defs"]["product"],
    sheets.SheetSection: SCHEMA["$defs"]["section"],
    sheets.SheetItem: SCHEMA["$defs"]["item"],
    sheets.SheetAnswer: SCHEMA["$defs"]["answer"],
    sheets.FormerItem: SCHEMA["$defs"]["former"],
    sheets.Previous: SCHEMA["$defs"]["previous"],
}
FULL = sheet(
    item("1", answer("Words\nof two lines", availability="yes", responsibility="shared")),
    item("2", answer(evidence="https://a.example/"), formerly=(sheets.FormerItem("old", "7"),)),
    item("3", second_category="C", second_name="N", second_question="Q"),
    item("A-01.1", answer(products=("alpha",), availability="no"), is_required=True),
    item("25の2", answer("Words"), same_as="1", category="Category"),
    products=(ALPHA, SheetProduct("beta", "Beta", "https://beta.example/", date(2018, 8, 13))),
    established_on=date(2024, 2, 29),
    previous=Previous("0.9", "0" * 64),
    language="en",
    second_language="zh-Hans",
)


def problems(data, schema=SCHEMA):
    """What the schema says against these data, as places of the file."""
    return [error.json_path for error in Draft202012Validator(schema).iter_errors(data)]


def test_they_are_schemas():
    for schema in (FIRST, SCHEMA):
        Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("made", [FULL, sheet(item("1"), products=()), FULL.for_product("alpha")])
def test_a_sheet_is_valid(made):
    assert problems(json.loads(canonical_text(made))) == []


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
STATED = TEXT.filter(bool)
ANSWERS = st.builds(
    sheets.SheetAnswer,
    products=st.lists(st.sampled_from(["alpha", "beta"]), unique=True).map(tuple),
    availability=st.sampled_from([None, *Availability.values]),
    responsibility=st.sampled_from([None, *Responsibility.values]),
    body=TEXT,
    evidence=TEXT,
).filter(sheets.states_something)
ITEMS = st.builds(
    sheets.SheetItem,
    number=st.from_regex(item_number.regex).filter(str.isprintable),
    question=STATED,
    category=TEXT,
    name=TEXT,
    same_as=st.none() | st.just("1"),
    answers=st.lists(ANSWERS, max_size=3).map(tuple),
    second_name=TEXT,
    second_question=TEXT,
    formerly=st.sampled_from([(), (sheets.FormerItem("old", "7"), sheets.FormerItem("new", "7"))]),
)


@given(ITEMS, STATED, TEXT, st.none() | st.dates(), st.from_regex(VERSION, fullmatch=True))
def test_any_sheet_is_valid(made, stated, text, day, version):
    values = {"title": stated, "summary": stated, "notes": text, "established_on": day}
    frozen = sheet(made, version=version, **values)
    text, older = canonical_text(frozen), canonical_text(replace(frozen, schema=1))

    assert problems(json.loads(text)) == []
    assert sheet_from_text(text) == frozen
    assert canonical_text(sheet_from_text(older)) == older
    of_schema_1 = [
        one for one in made.answers if one.availability or one.responsibility or one.body
    ]
    if len(of_schema_1) == len(made.answers):  # it knows no evidence, which may be all that is said
        assert problems(json.loads(older), FIRST) == []


@pytest.mark.django_db
def test_the_versions_of_the_demo_are_valid():
    sample = load_sample(manager=manager(), editor=editor(), reviewer=reviewer())

    found = [problems(json.loads(revision.sheet)) for revision in sample.revisions.all()]

    assert found == [[], []]


def an_item(data):
    return data["sections"][0]["items"][0]


def an_answer(data):
    return an_item(data)["answers"][0]


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        (lambda data: data.update(schema=1), "$.schema"),
        (lambda data: data.update(language=""), "$.language"),
        (lambda data: data.update(language="Japanese"), "$.language"),
        (lambda data: data.update(schema="1"), "$.schema"),
        (lambda data: data.update(extra=""), "$"),
        (lambda data: data.pop("contact"), "$"),
        (lambda data: data.update(slug="two words"), "$.slug"),
        (lambda data: data.update(title=""), "$.title"),
        (lambda data: data.update(updated_on="2025/10/01"), "$.updated_on"),
        (lambda data: data.update(updated_on="2025-13-01"), "$.updated_on"),
        (lambda data: data.update(established_on=""), "$.established_on"),
        (lambda data: data.update(version="-1"), "$.version"),
        (lambda data: data.update(sections=[]), "$.sections"),
        (lambda data: data["previous"].update(sha256="A" * 64), "$.previous"),
        (lambda data: data["guideline"].update(url="ftp://example.com/"), "$.guideline.url"),
        (lambda data: data["products"][0].update(website="example.com"), "$.products[0].website"),
        (lambda data: data["products"].append(data["products"][0]), "$.products"),
        (lambda data: data["sections"][0].update(note=""), "$.sections[0]"),
        (lambda data: an_item(data).update(number=1), "$.sections[0].items[0].number"),
        (lambda data: an_item(data).update(is_required=""), "$.sections[0].items[0].is_required"),
        (
            lambda data: an_answer(data).update(availability="有り"),
            "$.sections[0].items[0].answers[0].availability",
        ),
        (
            lambda data: an_answer(data).update(responsibility=""),
            "$.sections[0].items[0].answers[0].responsibility",
        ),
        (
            lambda data: an_answer(data).update(availability=None, responsibility=None, body=""),
            "$.sections[0].items[0].answers[0]",
        ),
    ],
)
def test_a_broken_sheet_is_not(spoil, place):
    data = json.loads(canonical_text(FULL))
    whole = deepcopy(data)

    spoil(data)

    assert (problems(whole), problems(data)) == ([], [place])


def test_every_class_of_the_sheet_has_its_place():
    classes = {
        value
        for _, value in inspect.getmembers(sheets, dataclasses.is_dataclass)
        if value.__module__ == sheets.__name__
    }

    assert classes == set(PLACES)


@pytest.mark.parametrize("kind", PLACES)
def test_every_field_is_there_and_described_and_required_unless_it_came_later(kind):
    place = PLACES[kind]
    names = {field.name for field in dataclasses.fields(kind)}

    assert set(place["properties"]) == names
    assert set(place["required"]) == names - SINCE_SCHEMA_2
    assert all(described["description"] for described in place["properties"].values())
    assert place["additionalProperties"] is False


def test_its_codes_and_labels_are_those_of_the_models():
    answers = SCHEMA["$defs"]["answer"]["properties"]

    assert answers["availability"]["enum"] == [*Availability.values, None]
    assert answers["responsibility"]["enum"] == [*Responsibility.values, None]
    assert SCHEMA["$defs"]["version"]["pattern"] == f"^{VERSION.pattern}$"
    assert SCHEMA["properties"]["schema"]["const"] == sheets.SCHEMA


@pytest.mark.django_db
def test_everybody_gets_it_and_may_keep_it_for_a_day(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        first, served = (client.get(f"/schemas/sheet-{number}.json") for number in (1, 2))

    assert (first.json(), served.json()) == (FIRST, SCHEMA)
    assert client.get("/schemas/sheet-3.json").status_code == 404
    assert served["Content-Type"] == "application/schema+json"
    assert served["Cache-Control"] == "public, max-age=86400"
    assert not served.cookies


@pytest.mark.django_db
def test_every_sheet_says_where_its_description_is(client):
    make_approved()

    served = [client.get(f"/sheet/{place}sheet.json") for place in ("", "versions/1.0/")]

    assert {response["Link"] for response in served} == {
        '</schemas/sheet-2.json>; rel="describedby"'
    }
