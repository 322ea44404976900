"""Plain makers for what tests need."""

from datetime import date
from itertools import count

from django.contrib.auth.models import Group, User
from django.utils import timezone

from accounts.credential_seal import seal
from disclosures.imports.run import confirm, preview, receive
from disclosures.imports.upload import Upload
from disclosures.models import (
    Answer,
    Checklist,
    ChecklistProduct,
    Guideline,
    Item,
    Mail,
    Reminder,
    Revision,
    Section,
)
from disclosures.permissions import EDITOR, MANAGER, REVIEWER
from products.models import Product

UPDATED_ON = date(2025, 10, 1)
_serial = count(1)


def make_user(name=None, *, role=None, **kwargs):
    """A staff user; with a role, in its group."""
    user = User.objects.create(
        username=name or f"user{next(_serial)}", **{"is_staff": True, **kwargs}
    )
    if role:
        user.groups.add(Group.objects.get(name=role))
    seal(user)
    return user


def get_user(name, role):
    """The user of that name, made with the role where missing."""
    return User.objects.filter(username=name).first() or make_user(name, role=role)


def editor():
    return get_user("editor", EDITOR)


def reviewer():
    return get_user("reviewer", REVIEWER)


def manager():
    return get_user("manager", MANAGER)


def saved(instance, by=None, reason="for the test"):
    """Save a tracked object and return it."""
    instance.save(by=by or manager(), reason=reason)
    return instance


def make_guideline(code="guideline", *, items=("1", "2", "3"), **kwargs):
    """A guideline with one section and items of these numbers."""
    guideline = saved(Guideline(code=code, **{"name": f"Guideline {code}", **kwargs}))
    section = saved(Section(guideline=guideline, title="Basics"))
    for position, number in enumerate(items):
        make_item(guideline, number, section=section, position=position)
    return guideline


def make_item(guideline, number, *, section=None, **kwargs):
    return saved(
        Item(
            guideline=guideline,
            section=section or guideline.sections.first(),
            number=number,
            **{"name": f"Name {number}", "question": f"Question {number}?", **kwargs},
        )
    )


def make_product(name="Alpha", **kwargs):
    return saved(Product(name=name, slug=kwargs.pop("slug", name.lower()), **kwargs))


def make_checklist(slug="sheet", *, guideline=None, products=(), by=None, **kwargs):
    """A checklist with an unanswered row for every item."""
    checklist = saved(
        Checklist(
            slug=slug,
            guideline=guideline or make_guideline(),
            **{"title": f"Title of {slug}", "company": "Example Inc.", **kwargs},
        ),
        by,
    )
    for position, product in enumerate(products):
        saved(ChecklistProduct(checklist=checklist, product=product, position=position), by)
    checklist.ensure_answers(by=by or manager(), reason="for the test")
    return checklist


def answer_of(checklist, number, product=None):
    """The row as it is stored now."""
    return Answer.objects.get(checklist=checklist, item__number=number, product=product)


def change_answer(checklist, number, *, by=None, reason="for the test", product=None, **values):
    """Set values of an answer as the editor would; a product's row is made where missing."""
    item = checklist.guideline.items.get(number=number)
    by = by or editor()
    if product:
        checklist.ensure_product_answer(item, product, by=by, reason=reason)
    answer = answer_of(checklist, number, product)
    for name, value in values.items():
        setattr(answer, name, value)
    return saved(answer, by, reason)


def bring_in(checklist, content, *, by=None):
    """Take in all that a file states for sure; the preview of it."""
    intake = receive(checklist, "answers", content, by=by or editor())
    upload = Upload(intake)
    seen, digest = preview(intake, upload)
    confirm(intake, by=intake.by, seen=digest, ticked=range(len(seen.rows)), upload=upload)
    return seen


def submit(checklist, version="1.0", *, by=None, updated_on=UPDATED_ON, summary="First version"):
    return Revision.objects.submit(
        checklist, by=by or editor(), version=version, updated_on=updated_on, summary=summary
    )


def approve(revision, *, by=None, at=None):
    revision.approve(by=by or reviewer(), seen=revision.sha256, at=at)
    return revision


def make_approved(checklist=None, version="1.0", *, at=None, **kwargs):
    """An approved version, public at once or at that moment."""
    return approve(submit(checklist or make_checklist(), version, **kwargs), at=at)


def withdraw(revision, notice="Please ask us.", *, reason="Wrong"):
    """Taken down by the reviewer, with a notice that a second one approved."""
    revision.withdraw(by=reviewer(), reason=reason, public_notice=notice)
    revision.approve_notice(by=get_user("second-reviewer", REVIEWER))


def make_mail(recipient=None, **values):
    """A mail that waits, of a reminder, to somebody who may read what it says."""
    recipient = recipient or make_user()
    recipient.groups.add(Group.objects.get(name=EDITOR))
    if not recipient.email:
        recipient.email = f"{recipient.username}@example.com"
        recipient.save()
    now = timezone.now()
    said = {"subject": "件名", "text": "本文", "written_at": now, "due_at": now}
    return Mail.objects.create(
        recipient=recipient,
        address=recipient.email,
        reminder=Reminder.objects.create(user=recipient, on=timezone.localdate()),
        **said | values,
    )


BEFORE = (
    "お客様のデータは毎日複製し、7世代を国内の別の拠点に保管しています。復元の手順は年1回点検します。"
    "複製したデータは暗号化し、鍵は当社の管理者だけが扱います。お客様への提供は行っていません。"
)
AFTER = (
    "お客様のデータは1時間ごとに複製し、14世代を国内の別の拠点に保管しています。復元の手順は年2回点検し、"
    "結果を記録します。複製したデータは暗号化し、鍵は委託先も扱います。お申し出があれば提供します。"
)


def submit_all_changed(items=73):
    """A submission in which every answer has changed its 有無 and its text of usual length."""
    numbers = [str(number) for number in range(1, items + 1)]
    products = [make_product("Alpha"), make_product("Beta")]
    checklist = make_checklist(guideline=make_guideline(items=numbers), products=products)
    for number in numbers:
        change_answer(checklist, number, availability="no", body=f"{number}：{BEFORE}")
    make_approved(checklist)
    for number in numbers:
        change_answer(checklist, number, availability="yes", body=f"{number}：{AFTER}")
    return submit(checklist, "2.0")
