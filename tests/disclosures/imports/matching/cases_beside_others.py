"""Of each check of several rows, of our form or against the working copy, the smallest case."""

from dataclasses import replace

from disclosures.imports.matching.question import Question
from disclosures.imports.tables.rows import Row, SheetFile
from disclosures.sheet.content import AnswerContent
from disclosures.sheet.table import TableAnswer

from .case import Case, Given, lines, texts
from .cases_of_rows import OTHER, SENTENCE, ours
from .rows_of_a_table import LAYOUT

MONITORED, ENCRYPTED = "死活監視の間隔を教えてください", "通信経路の暗号化方式を教えてください"
TOPICS = (Question("1", "", "項目1", MONITORED), Question("2", "", "項目2", ENCRYPTED))
ALL = "全サービス共通"
ALPHA, COMMON = ("1", "Alpha"), ("1", "")
REPEATED = AnswerContent(same_as="2")
NOW, EARLIER = AnswerContent(body="毎時点検しています。"), AnswerContent(body=SENTENCE)
NAMED = AnswerContent(body="𠮷野センターです。")
BY_PRODUCT = "Alpha：毎日点検しています。\nBeta：毎週点検しています。"
LISTED = "・Alpha：毎日点検しています。\n・Beta：毎週点検しています。"
BOTH = ("Alpha", "Beta")


def topics(first, second):
    return Given(f"No.,項目,内容,回答\n1,項目1,{MONITORED},{first}\n2,項目2,{ENCRYPTED},{second}")


def form(answer, **changes):
    """An edited cell of our own form."""
    given = {"is_continued": changes.pop("is_continued", False)}
    asked = {"name": "項目1", "question": "1について教えてください"}
    row = Row(11, "1", (*asked.values(), answer), answer=answer, **asked, **given)
    return Given(SheetFile((), (row,), (), LAYOUT, version="0" * 64), **changes)


def both_pages(table, shown, **changes):
    """Our workbook: the table for programs, and the form beside it."""
    given = form(table, **changes)
    [row] = given.file.rows
    row = row.answering(TableAnswer(ALL, "", "", "", table))
    pages = replace(given.file, rows=(row,), is_ours=True, shown={"1": replace(row, answer=shown)})
    return replace(given, file=pages)


def said(text, product=ALL):
    return {"1": [TableAnswer(product, "", "", "", text)]}


def quoted(text):
    return f'"{text}"'


LONG = "毎日点検しています。" * 12

CASES_BESIDE_OTHERS = [
    Case(
        "pages_differ",
        both_pages("新", "別", named=said("旧")),
        both_pages("新", "新", named=said("旧")),
    ),
    Case("pages_differ_unknown_version", both_pages("新", "別"), both_pages("新", "新")),
    Case("emptied", form("", named=said("旧")), form(OTHER, named=said("旧"))),
    Case("line_ends_lost", form(LONG, is_continued=True), form(LONG)),
    Case(
        "unknown_part",
        form("Alpha: 毎日", products=BOTH),
        form("Alpha：毎日", products=BOTH),
    ),
    Case("availability_within_text", form(f"有り {SENTENCE}"), form(SENTENCE)),
    Case(
        "part_of_unknown_product",
        form("毎日です。\nAlpha：毎週です。", named=said("旧", "Alpha")),
        form("毎日です。\nAlpha：毎週です。", named=said("旧", "Alpha"), products=BOTH),
    ),
    Case(
        "part_missing", form(OTHER, current={ALPHA: NOW}, products=BOTH), form(OTHER, products=BOTH)
    ),
    Case(
        "other_part_unsure",
        form("Alpha：毎日です。\nBeta：選択してください", products=BOTH),
        form("Alpha：毎日です。\nBeta：毎週です。", products=BOTH),
        ALPHA,
    ),
    Case(
        "repeats_unsure_item",
        Given(ours(("1", "2", "選択してください"), ("2", "", "選択してください"))),
        Given(ours(("1", "2", OTHER), ("2", "", OTHER))),
    ),
    Case(
        "answers_of_two_items",
        topics("", "死活監視の間隔は五分、通信経路は暗号化方式のTLSです。"),
        topics("五分です。", "死活監視の間隔は五分、通信経路は暗号化方式のTLSです。"),
        ("2", ""),
        TOPICS,
    ),
    Case(
        "answer_of_adjacent_item",
        topics("通信経路の暗号化方式はTLSです。", ""),
        topics("通信経路の暗号化方式はTLSです。", "TLSです。"),
        questions=TOPICS,
    ),
    Case(
        "adjacent_answer_mentions_item",
        topics("死活監視の間隔は五分、通信経路は安全です。", ""),
        topics("死活監視の間隔は五分です。", ""),
        ("2", ""),
        TOPICS,
    ),
    Case(
        "same_as_without_text",
        *texts(
            ("有り", ""),
            ("有り", SENTENCE),
            "有無,回答",
            current={COMMON: REPEATED},
        ),
    ),
    Case(
        "signs_lost",
        *texts("??野センターです。", "吉野センターです。", current={COMMON: NAMED}),
    ),
    Case("signs_may_be_lost", *texts("?野センターで対応します。", "𠮷野センターで対応します。")),
    Case(
        "figure_rewritten",
        *texts("99.90%", "99.95%", current={COMMON: AnswerContent(body="99.9%")}),
    ),
    Case(
        "older_than_change",
        *texts(SENTENCE, OTHER, current={COMMON: NOW}, earlier={COMMON: [EARLIER]}),
    ),
    Case(
        "contradicts_availability",
        *(
            Given(lines(("1", SENTENCE)), {COMMON: AnswerContent(availability=word)})
            for word in ("no", "yes")
        ),
    ),
    Case(
        "availability_beside_text",
        *(
            Given(lines(("1", "有り")), {COMMON: AnswerContent(availability="no", body=body)})
            for body in (SENTENCE, "")
        ),
    ),
    Case(
        "names_unknown_product",
        *texts(
            quoted(LISTED + "\n・Gamma：毎年点検しています。"),
            quoted(LISTED),
            current={ALPHA: NOW},
            products=BOTH,
        ),
    ),
    Case(
        "unclear_product",
        *texts(
            quoted(BY_PRODUCT.replace("Beta：", "Beta及び全体：")),
            quoted(BY_PRODUCT),
            current={ALPHA: NOW},
            products=BOTH,
        ),
    ),
    Case(
        "part_older_than_change",
        *(
            Given(lines(("1", quoted(BY_PRODUCT))), {ALPHA: NOW}, earlier, BOTH)
            for earlier in ({ALPHA: [EARLIER]}, {})
        ),
    ),
    Case(
        "part_contradicts_availability",
        *(
            Given(
                lines(("1", quoted(BY_PRODUCT))),
                {ALPHA: AnswerContent(availability=word)},
                products=BOTH,
            )
            for word in ("no", "yes")
        ),
    ),
    Case(
        "products_left_out",
        *(
            Given(lines(("1", SENTENCE)), {COMMON: EARLIER, **of_products}, products=BOTH)
            for of_products in ({ALPHA: NOW}, {})
        ),
    ),
]
