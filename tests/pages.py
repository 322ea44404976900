"""Forms of the admin as a browser would fill and send them."""

import re
from collections import defaultdict
from html.parser import HTMLParser

from django.urls import reverse


class FormOnPage(HTMLParser):
    """What a browser would send from the form of that id; `all` keeps names that repeat."""

    def __init__(self, form_id):
        super().__init__()
        self.form_id, self.data, self.all = form_id, {}, defaultdict(list)
        self.inside = self.select = self.textarea = None

    @classmethod
    def of(cls, client, url, form_id):
        """The data of that form on the page as the server sends it."""
        page = cls(form_id)
        page.feed(client.get(url).content.decode())
        return page.data

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.inside = attrs.get("id") == self.form_id
        name = attrs.get("name")
        if not self.inside or (name and "__prefix__" in name):
            return
        if tag == "input" and attrs.get("type") != "submit":
            if attrs.get("type") != "checkbox" or "checked" in attrs:
                self.data[name] = attrs.get("value", "")
                self.all[name].append(self.data[name])
        elif tag == "textarea":
            self.textarea, self.data[name] = name, ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in attrs:
            self.data[self.select] = attrs.get("value", "")

    def handle_data(self, text):
        if self.textarea:
            self.data[self.textarea] += text

    def handle_endtag(self, tag):
        if tag == "textarea" and self.textarea:
            # A browser drops the first line break and sends all others as CR LF.
            text = self.data[self.textarea].replace("\r\n", "\n").removeprefix("\n")
            self.data[self.textarea] = text.replace("\n", "\r\n")
            self.textarea = None
        elif tag in ("form", "select"):
            self.select = None


def fill(client, url, **values):
    """The data of the page's form, with these values typed in and a reason."""
    response = client.get(url)
    page = FormOnPage(f"{response.context['opts'].model_name}_form")
    page.feed(response.content.decode())
    return {**page.data, "change_reason": "Because", **values}


def lists_of(response):
    """What the record of an import says: under each heading the texts of its list."""
    found = re.findall(
        r"<(?:h3|summary)>([^<]*) <strong>[0-9]+</strong></(?:h3|summary)>\s*<ul[^>]*>(.*?)</ul>",
        response.content.decode(),
        flags=re.DOTALL,
    )
    return {words: [_text(one) for one in items.split("</li>")[:-1]] for words, items in found}


def _text(html):
    return " ".join(re.sub(r"<[^>]*>", "", html).split())


def errors_of(response):
    """All that the form says is wrong, with the fields it is said of."""
    form = response.context["adminform"].form
    return {name: list(errors) for name, errors in form.errors.items()}


def page_of(obj, view="change", *more):
    name = f"admin:{obj._meta.label_lower.replace('.', '_')}_{view}"
    return reverse(name, args=[obj.pk, *more])


def save(client, obj, **values):
    return client.post(page_of(obj), fill(client, page_of(obj), **values))
