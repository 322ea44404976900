"""What the tests of the confirm page share: its rows and ticks, and what is sent."""

from datetime import date

from django.urls import reverse

OVERDUE, LATER = date(2020, 1, 1), date(2100, 1, 1)


def address(checklist):
    return reverse("admin:disclosures_checklist_confirm", args=[checklist.pk])


def rows(response):
    return response.context["rows"]


def send(client, checklist, seen, reason="Read again", **query):
    data = {"seen": seen, "change_reason": reason}
    return client.post(address(checklist), data, query_params=query)


def confirmed(checklist):
    rows = checklist.answers.exclude(confirmed_on=None)
    return [answer.item.number for answer in rows]
