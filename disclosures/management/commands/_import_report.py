"""What `import_sheet` reports: as text in the active language, or as data for programs."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from disclosures.imports.doubt_messages import doubt_message
from texts.listing import listed

NO_ROW = "not in file"  # "empty in file", where the file has not even a row for the item
OUTCOMES = {
    "set": gettext_lazy("set"),
    "unchanged": gettext_lazy("unchanged"),
    "empty in file": gettext_lazy("empty in the file"),
    NO_ROW: gettext_lazy("not in the file"),
    "unsure": gettext_lazy("unsure, not taken"),
}


def text_lines(file_name, seen, columns, words, *, is_dry_run):
    """The report for people, line by line.

    seen: the `Preview`. columns: how these were read. words: the `NamedColumn`s.
    """
    for row in seen.rows:
        if row.why:
            name = f"{row.number} {row.product}".strip()
            yield _told(name, _told(OUTCOMES[_outcome(row)], doubt_message(row.why)))
    for line in seen.unmatched:
        place = seen.page_rows.told(line.row_number)
        said = _("Row %(row)s is not taken: %(text)s") % {"row": place, "text": line.text}
        told = {"words": said, "about": doubt_message(line.why)}
        yield _("%(words)s (%(about)s)") % told if line.why else said
    yield from _unknown_words(words)
    if seen.pages[0]:
        yield _("Pages read: %(pages)s") % {"pages": listed(seen.pages)}
    for page in seen.skipped:
        yield _("Page not read: %(page)s") % {"page": page}
    for page in seen.hidden_pages:
        yield _("Page not read, since it is hidden: %(page)s") % {"page": page}
    if columns:
        yield _("Columns: %(columns)s") % {"columns": columns}
    if divided := [row.number for row in seen.rows if row.is_divided]:
        yield _("Product by product: %(numbers)s") % {"numbers": listed(divided)}
    yield from _by_outcome(file_name, seen, is_dry_run=is_dry_run)


def _unknown_words(words):
    for column in words:
        for word in column.words:
            if word.found.code is None:
                count = word.found.count
                told = {"heading": column.found.column.heading, "word": word.found.text}
                line = ngettext(
                    "%(heading)s: “%(word)s” is not known (%(count)d row). Say what it means with"
                    " --words.",
                    "%(heading)s: “%(word)s” is not known (%(count)d rows). Say what it means with"
                    " --words.",
                    count,
                )
                yield line % {**told, "count": count}
                yield from _earlier(word)


def _earlier(word):
    """As what an earlier import took the word, and by whom."""
    if remembered := word.remembered:
        line = _(
            "“%(word)s”: the import of %(file)s by %(by)s on %(day)s took it for %(code)s;"
            " --words-as-before does the same."
        )
        told = {"file": remembered.file_name, "by": remembered.by, "code": remembered.code}
        day = timezone.localtime(remembered.at).date().isoformat()
        yield line % {**told, "word": word.found.text, "day": day}


def _by_outcome(file_name, seen, *, is_dry_run):
    numbers = {}
    for row in seen.rows:
        numbers.setdefault(_outcome(row), []).append(row.number)
    for outcome, of_outcome in numbers.items():
        if outcome not in ("set", "unchanged"):
            yield _told(OUTCOMES[outcome], listed(of_outcome))
    counts = listed(f"{OUTCOMES[outcome]} {len(of)}" for outcome, of in numbers.items())
    if is_dry_run:
        counts = _("%(words)s (%(about)s)") % {"words": counts, "about": _("dry run")}
    yield _told(file_name, counts)


def _outcome(row):
    """The row's outcome, a key of `OUTCOMES`."""
    return NO_ROW if row.outcome == "empty in file" and not row.row_number else row.outcome


def _told(name, words):
    """What is said of something, behind its name."""
    return _("%(name)s: %(problem)s") % {"name": name, "problem": words}


def as_data(intake, seen, columns, words, *, is_dry_run):
    """The report for programs; rows count from 1 as on their page."""
    return {
        "file": intake.file_name,
        "sha256": intake.sha256,
        "dry_run": is_dry_run,
        "page": seen.pages[0],
        "pages": seen.pages,
        "skipped_pages": seen.skipped,
        "hidden_pages": seen.hidden_pages,
        "columns": columns,
        "words": [_word(column, word) for column in words for word in column.words],
        "title_block": [_line(line, seen) for line in seen.title_block],
        "items": [
            {
                "number": row.number,
                "product": row.product,
                "outcome": row.outcome,
                "read": row.match.read,
                "why": doubt_message(row.why),
                "is_divided": row.is_divided,
                "answer": None if row.is_divided else _answer(row.new),
            }
            for row in seen.rows
        ],
        "unmatched": [
            {**_line(line, seen), "why": doubt_message(line.why)} for line in seen.unmatched
        ],
    }


def _word(column, word):
    return {
        "column": column.found.column.heading,
        "role": column.found.role,
        "word": word.found.text,
        "rows": word.found.count,
        "means": word.found.code,
        "meant_before": word.remembered and word.remembered.code,
    }


def _answer(statement):
    """The whole answer as readers will be told it; None where nothing is set."""
    return statement and {
        "availability": statement.availability,
        "responsibility": statement.responsibility,
        "same_as": statement.same_as,
        "text": statement.body,
        "evidence": statement.evidence,
    }


def _line(line, seen):
    page, row = seen.page_rows.find(line.row_number)
    return {"row": row, **({"page": page} if page else {}), "text": line.text}
