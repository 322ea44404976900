"""Bringing in what nobody should send: refused in words, or read for what it clearly states."""

import os
import random
import re
import tempfile
import time
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils.html import escape

from bench.standard import pace
from disclosures.imports.files.errors import NoHeading
from disclosures.imports.run import preview, receive
from disclosures.models import Answer, Intake
from tests.factory import editor, make_checklist
from tests.hostile_files import (
    CSV,
    KINDS,
    NAMES,
    REFUSED,
    SHEET,
    STATED,
    STRINGS,
    damaged_file,
    damaged_frame,
    damaged_text,
    entries,
)
from tests.pages import page_of
from tests.soaking import times

pytestmark = pytest.mark.django_db

PATIENCE = 10  # seconds for one page; more where the machine is slower than `bench.standard`'s
MEMORY = 100 * 1024**2  # bytes for one page; the process that reads for it is held to its own limit
STATED_BY = {"availability", "body", "same_as_id", "responsibility"}


@pytest.fixture
def checklist(client):
    client.force_login(editor())
    return make_checklist()


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    """A folder for temporary files, which must be empty again afterwards."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield
    assert os.listdir(tmp_path) == []


def upload(client, checklist, content, name=b"file.xlsx"):
    """POST as a browser would, but with any bytes as the file's name."""
    header = b'Content-Disposition: form-data; name="file"; filename="' + name + b'"'
    body = b"\r\n".join((b"--limit", header, b"Content-Type: x/y", b"", content, b"--limit--", b""))
    kind = "multipart/form-data; boundary=limit"
    return timed(client.post, page_of(checklist, "import"), data=body, content_type=kind)


def timed(send, *args, **kwargs):
    with bounded():
        response = send(*args, **kwargs)
    assert response.status_code < 500
    return response


@contextmanager
def bounded():
    """What is done meanwhile takes neither long nor much memory."""
    begin, held = time.monotonic(), memory("VmRSS")
    forget_peak()
    yield
    took = time.monotonic() - begin
    assert took < PATIENCE or took * pace() < PATIENCE
    assert memory("VmHWM") - held < MEMORY


PROC = Path("/proc/self")  # of Linux; elsewhere nothing is measured


def forget_peak():
    """Let the system count this process's peak anew (proc(5), clear_refs)."""
    if PROC.exists():
        (PROC / "clear_refs").write_text("5")


def memory(kind):
    """What the process holds (VmRSS) or held at most since its peak was forgotten (VmHWM)."""
    if not PROC.exists():
        return 0
    return int(re.search(rf"{kind}:\s+(\d+) kB", (PROC / "status").read_text())[1]) * 1024


def stored():
    """All rows of our tables but the imports, by table."""
    models = [*apps.get_app_config("products").get_models()]
    models += apps.get_app_config("disclosures").get_models()
    return {
        model: list(model.objects.order_by("pk").values_list())
        for model in models
        if model is not Intake
    }


def beside_statements():
    """What the answers hold apart from what a file may state."""
    names = [one.attname for one in Answer._meta.fields if one.attname not in STATED_BY]
    return list(Answer.objects.order_by("pk").values_list(*names))


def stated(checklist):
    answers = checklist.answers.order_by("item__number").select_related("item", "same_as")
    texts = {answer.item.number: _text(answer) for answer in answers}
    return {number: text for number, text in texts.items() if text}


def _text(answer):
    same_as = f"= {answer.same_as.number}" if answer.same_as else ""
    return " ".join(
        filter(None, (answer.availability, answer.responsibility, same_as, answer.body))
    )


def confirmed(client, url):
    """Confirm all that the preview would set; the page that was shown before."""
    shown = timed(client.get, url)
    if not shown.context.get("rows"):
        return shown
    ticked = [row.at for row in shown.context["rows"] if row.found.can_apply]
    sent = {"seen": shown.context["seen"], "take": ticked, "change_reason": "Why"}
    timed(client.post, url, sent)
    return shown


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_refused_or_read_for_what_it_states(client, checklist, kind):
    content, fate = KINDS[kind].make(), KINDS[kind].fate
    before, beside = stored(), beside_statements()

    response = upload(client, checklist, content)

    assert stored() == before
    if response.status_code == 302:
        check_import(client, checklist, fate, before)
    else:
        assert (fate, bool(response.context["form"].errors)) == (REFUSED, True)
    assert beside_statements() == beside


def check_import(client, checklist, fate, before):
    """A file that was received is refused, or applied where the person ticks all of it."""
    intake = Intake.objects.get()
    shown = confirmed(client, reverse("admin:disclosures_intake_preview", args=[intake.pk]))
    intake.refresh_from_db()
    after = stored()
    changed = {model._meta.model_name for model in before if before[model] != after[model]}
    if intake.state == Intake.State.REFUSED:
        assert fate in (REFUSED, None)
        assert escape(intake.problem) in shown.content.decode()
    else:
        assert stated(checklist) == (STATED if fate is None else fate)
    assert changed == ({"answer", "historicalanswer"} if stated(checklist) else set())


def test_mutations(checklist):
    """What is offered is the file's own, whether or not a checksum shows the damage."""
    before = stored()
    for seed in range(times(50, 5_000)):
        chance = random.Random(seed)
        mutate = chance.choice((damaged_file, damaged_frame, damaged_text))
        content = mutate(chance)
        with bounded():
            offered = offered_by(checklist, content, f"{seed}.xlsx")
        if mutate is damaged_text:
            assert offered.keys() <= STATED.keys(), seed
            assert all(text in all_text_of(content) for text in offered.values()), seed
        else:
            assert offered.items() <= STATED.items(), seed
    assert stored() == before


def all_text_of(content):
    """What stands in the parts that hold the texts of cells, well formed or not."""
    parts = entries(content)
    return unescape((parts[SHEET] + parts[STRINGS]).decode(errors="replace"))


def offered_by(checklist, content, name):
    """What the preview of these bytes would set, by number; nothing where they are refused."""
    intake = receive(checklist, name, content, by=editor())
    if intake.state == Intake.State.REFUSED:
        assert intake.problem
        return {}
    try:
        seen, _digest = preview(intake)
    except NoHeading:
        return {}
    return {row.number: row.match.statement.body for row in seen.rows if row.can_apply}


@pytest.mark.parametrize("kind", NAMES)
def test_the_name_of_a_file_is_kept_on_one_line_or_refused(client, checklist, kind):
    name, kept = NAMES[kind]

    response = upload(client, checklist, CSV.encode(), name)

    assert "X-Evil" not in response.headers
    if kept is None:
        assert (response.status_code, Intake.objects.count()) in [(200, 0), (400, 0)]
    else:
        assert Intake.objects.get().file_name == kept
        confirmed(client, response["Location"])
        assert stated(checklist) == STATED
