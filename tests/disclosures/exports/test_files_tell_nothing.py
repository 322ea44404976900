"""No part of any file tells what was not approved, or who and what made it."""

import getpass
import re
import shutil
import socket
import subprocess
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pytest

from accounts.credential_seal import seal
from disclosures.exports.registry import FORMATS
from disclosures.models import Rendition
from tests.factory import (
    answer_of,
    approve,
    change_answer,
    editor,
    make_checklist,
    make_guideline,
    make_product,
    make_user,
    manager,
    reviewer,
    saved,
    submit,
)

from .sheet_pdf.pdf_programs import lacks

pytestmark = pytest.mark.django_db

APPROVED = "tokenapproved"
PLANTED = [
    *("tokennote", "tokenreason", "tokendraft", "tokenhelp", "tokenofficial", "tokencomment"),
    *("tokenreply", "tokenretired", "tokenelsewhere", "tokeneditor", "tokenowner", "tokenmail"),
    *("tokensubmitted", "tokenreviewer"),
]


@pytest.fixture
def revision():
    """The second approved version among all that must not be in it."""
    people = [
        make_user(name, first_name=f"{name}first", last_name=f"{name}last", email="tokenmail@x.org")
        for name in ("tokeneditor", "tokenowner", "tokenreviewer")
    ]
    for person, role in zip(people, (editor, editor, reviewer), strict=True):
        person.groups.set(role().groups.all())
        seal(person)
    guideline = make_guideline(items=["1", "2", "3"])
    for item in guideline.items.all():
        item.help_text, item.official_ref = "tokenhelp", "tokenofficial"
        item.save(by=manager(), reason="tokenreason")
    product = make_product("Alpha")
    make_product("tokenelsewhere", slug="tokenelsewhere")
    checklist = make_checklist(guideline=guideline, products=[product])
    change_answer(
        checklist,
        "1",
        body=f"{APPROVED} 回答",
        internal_note="tokennote",
        owner=people[1],
        reason="tokenreason",
        by=people[0],
    )
    change_answer(checklist, "3", body="tokenretired")
    retired = answer_of(checklist, "3").item
    retired.retired_on = "2025-01-01"
    saved(retired)
    first = submit(checklist, by=people[0], summary="First")
    first.comment(by=people[2], texts={"1": "tokencomment"})
    [comment] = first.comments.all()
    comment.answer(by=people[0], text="tokenreply")
    approve(first, by=people[2])
    change_answer(checklist, "2", body=f"{APPROVED} 変更", reason="tokenreason", by=people[0])
    second = approve(submit(checklist, "1.1", by=people[0], summary="Second"), by=people[2])
    change_answer(checklist, "1", body="tokendraft", by=people[0])
    submit(checklist, "2.0", by=people[0], summary="tokensubmitted")
    return second


def parts_of_zip(content):
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for info in archive.infolist():
            yield info.filename.encode() + info.extra + info.comment
            yield archive.read(info)
        yield archive.comment


def parts_of_pdf(content, folder):
    """The file as it is, each packed stream unpacked, and all that a reader is told."""
    yield content
    for stream in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            yield zlib.decompress(stream[1])
        except zlib.error:
            yield stream[1]
    if shutil.which("pdftotext") is None:
        lacks("Poppler (pdftotext)")
    file = folder / "sheet.pdf"
    file.write_bytes(content)
    for command in (["pdftotext", file, "-"], ["pdfinfo", file], ["pdfinfo", "-meta", file]):
        yield subprocess.run(command, check=True, capture_output=True).stdout


def parts(name, content, folder):
    if name == "xlsx":
        return [content, *parts_of_zip(content)]
    if name == "pdf":
        return list(parts_of_pdf(content, folder))
    return [content]


def holds(parts, token):
    """Whether any part has the token, in one of the ways in which files write letters."""
    ways = [token.encode(way) for way in ("utf-8", "utf-16-le", "utf-16-be")]
    ways += [token.encode("utf-16-be").hex().encode()]
    return any(way in part.lower() for part in parts for way in ways)


def kinds():
    return [*FORMATS, "json"]


def content_of(revision, name):
    if name == "json":
        return revision.sheet.encode()
    return bytes(Rendition.objects.get(revision=revision, format=name).content)


@pytest.mark.parametrize("name", kinds())
def test_no_part_tells_what_was_not_approved(revision, name, tmp_path):
    found = parts(name, content_of(revision, name), tmp_path)

    assert holds(found, APPROVED)  # so it would be seen
    assert [token for token in PLANTED if holds(found, token)] == []


@pytest.mark.parametrize("name", kinds())
def test_no_part_tells_who_and_what_made_it(revision, name, tmp_path):
    found = parts(name, content_of(revision, name), tmp_path)

    made_by = [getpass.getuser(), socket.gethostname(), str(Path(__file__).parents[3]), "/home/"]
    words = [word.lower() for word in made_by if len(word) > 4]
    assert [word for word in words if holds(found, word)] == []


FOLLOWING = {
    "versions.json": "Second",
    "feed.atom": "Second",
    "versions/1.1/since/1.0/changes.json": APPROVED,
    "versions/1.1/since/1.0/changes.xlsx": APPROVED,
}


@pytest.mark.parametrize("name", FOLLOWING)
def test_nor_does_any_file_that_follows_the_versions(client, revision, name, tmp_path):
    response = client.get(f"/{revision.checklist.slug}/{name}")

    found = parts(name.rpartition(".")[2], response.content, tmp_path)
    assert holds(found, FOLLOWING[name].lower())  # so it would be seen
    assert [token for token in PLANTED if holds(found, token)] == []


def test_the_tokens_are_where_they_were_planted(revision):
    [note] = revision.checklist.answers.exclude(internal_note="")
    assert note.internal_note == "tokennote"
    assert "tokendraft" in revision.checklist.revisions.get(version="2.0").sheet
