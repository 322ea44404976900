"""Of each check of a row the smallest file in which it alone finds something."""

from openpyxl.styles import Font

from disclosures.imports.matching.question import Question
from tests.hostile_files import SHEET, edited
from tests.workbooks import official_workbook

from .case import Case, Given, lines, texts

OURS = "番号,区分,大項目,項目,内容,サービス・製品,有無,責任主体,同上,回答"
ONE = [("1", None, "項目1", "1について教えてください", "毎日点検しています。")]
COVERING = '<mergeCells count="1"><mergeCell ref="D5:E5"/></mergeCells>'
AVAILABILITY = (Question("1", "", "項目1", "1について教えてください", asks_availability=True),)
DAY = (Question("1", "", "項目1", "1について教えてください", states_disclosure_date=True),)
ALIKE = tuple(Question(number, "", "項目1", "1について教えてください") for number in "12")


def workbook(change):
    """A workbook with one answer, changed, beside the same unchanged."""
    changed = official_workbook(ONE, change=lambda book: change(book.active))
    return [Given(changed), Given(official_workbook(ONE))]


def covered():
    sound = official_workbook(ONE)
    covering = f"</sheetData>{COVERING}"
    return [Given(edited((SHEET, "</sheetData>", covering), content=sound)), Given(sound)]


def hide(sheet):
    sheet.row_dimensions[5].hidden = True


def show_in_percent(sheet):
    sheet["E5"], sheet["E5"].number_format = 0.5, "0%"


def show_with_words(sheet):
    sheet["E5"].number_format = '"約"@'


def calculate(sheet):
    sheet["E5"] = '="a"&"b"'  # openpyxl stores no result


def fail(sheet):
    sheet["E5"] = "#N/A"


def strike(sheet):
    sheet["E5"].font = Font(strike=True)


def loose(*rows):
    """Rows below no headings, with tabs."""
    return "\n".join(
        "\t".join((number, f"項目{number}", f"{number}について教えてください", *cells))
        for number, *cells in rows
    )


def ours(*rows):
    """Our own table: of each row the number, and 同上 and the text."""
    asked = (
        f"{n},,,項目{n},{n}について教えてください,全サービス共通,,,{s},{t}" for n, s, t in rows
    )
    return "\n".join((OURS, *asked))


ALPHA = ("Alpha",)
MERGED = (
    "No.,項目,内容,回答\nAlpha,1,項目1,1について教えてください,x\n,2,項目2,2について教えてください"
)
SENTENCE, OTHER = "毎日点検しています。", "毎週点検しています。"
ADDRESS = "https://example.com/rules"
WIDE = "No.,項目,内容,回答,備考\n"
SHIFTED = f"{WIDE}1,,項目1,1について教えてください,{SENTENCE}"
SOUND = f"{WIDE}1,項目1,1について教えてください,{SENTENCE}"
QUOTED = f'"{SENTENCE}\n2,項目2,2について教えてください,{OTHER}"'
TABS = "No.\t項目\t内容\t回答\n1\t項目1\t1について教えてください\t"
TWO = lines(("1", SENTENCE), ("2", OTHER))
OTHER_HEADINGS = TWO.replace("2,項目2", "No.,項目,回答,内容\n2,項目2")

CASES_OF_ROWS = [
    Case("several_rows", Given(lines(("1", SENTENCE), ("1", OTHER))), Given(TWO)),
    Case("no_wording", Given(f"{WIDE}1,,,{SENTENCE}"), Given(SOUND)),
    Case("wording_differs", Given(SOUND.replace("項目1", "別の項目")), Given(SOUND)),
    Case("several_cells_after_question", Given(f"{SHIFTED},毎日"), Given(SOUND)),
    Case("answer_in_other_column", Given(SHIFTED), Given(SOUND)),
    Case("requirement_word", Given(loose(("1", "必須"))), Given(loose(("1", SENTENCE)))),
    Case(
        "other_rows_have_more_cells",
        Given(loose(("1", SENTENCE), ("2", OTHER, "毎週"))),
        Given(loose(("1", SENTENCE), ("2", OTHER))),
    ),
    Case(
        "answers_in_several_columns",
        Given(loose(("1", SENTENCE), ("2", "", OTHER))),
        Given(loose(("1", SENTENCE), ("2", OTHER))),
    ),
    Case("only_units", Given(loose(("1", "時間"))), Given(loose(("1", SENTENCE)))),
    Case("hidden", *workbook(hide)),
    Case("number_formatted", *workbook(show_in_percent)),
    Case("text_reworded", *workbook(show_with_words)),
    Case("covered_by_merge", *covered()),
    Case("formula_without_value", *workbook(calculate)),
    Case("formula_error", *workbook(fail)),
    Case("struck_out", *workbook(strike)),
    Case("open_quote", Given(f'{TABS}"{SENTENCE}'), Given(f"{TABS}{SENTENCE}")),
    Case("text_beside_answer", *texts((SENTENCE, OTHER), SENTENCE)),
    Case(
        "text_below_answer",
        Given(lines(("1", SENTENCE)) + f"\n,,,{OTHER}"),
        Given(lines(("1", SENTENCE))),
    ),
    Case("below_other_headings", Given(OTHER_HEADINGS), Given(TWO), ("2", "")),
    Case(
        "same_as_unknown_item",
        Given(ours(("1", "9", OTHER), ("2", "", OTHER))),
        Given(ours(("1", "2", OTHER), ("2", "", OTHER))),
    ),
    Case(
        "same_as_but_differs",
        Given(ours(("1", "2", SENTENCE), ("2", "", OTHER))),
        Given(ours(("1", "2", OTHER), ("2", "", OTHER))),
    ),
    Case("text_in_unknown_column", *texts(("", SENTENCE), ("", ""), "回答,備考")),
    Case(
        "ditto_row_not_adjacent",
        Given(lines(("1", SENTENCE), ("3", "同上"))),
        Given(lines(("1", SENTENCE), ("2", OTHER), ("3", "同上"))),
        ("3", ""),
    ),
    Case(
        "nothing_to_repeat",
        Given(lines(("1", ""), ("2", "同上"))),
        Given(lines(("1", SENTENCE), ("2", "同上"))),
        ("2", ""),
    ),
    Case(
        "repeats_one_product",
        Given(
            lines(("1", "Alpha", SENTENCE), ("2", "", "同上"), columns="製品,回答"),
            products=ALPHA,
        ),
        Given(lines(("1", "", SENTENCE), ("2", "", "同上"), columns="製品,回答"), products=ALPHA),
        ("2", ""),
    ),
    Case(
        "repeats_doubtful_row",
        Given(lines(("1", "確認中"), ("2", "同上"))),
        Given(lines(("1", SENTENCE), ("2", "同上"))),
        ("2", ""),
    ),
    Case(
        "repeats_but_differs",
        Given(lines(("1", "有り", SENTENCE), ("2", "無し", "同上"), columns="有無,回答")),
        Given(lines(("1", "有り", SENTENCE), ("2", "", "同上"), columns="有無,回答")),
        ("2", ""),
    ),
    Case("unknown_word_in_cell", *texts(("他社", SENTENCE), ("自社", SENTENCE), "責任主体,回答")),
    Case("text_refused", *texts("毎日\u200b点検しています。", SENTENCE)),
    Case(
        "evidence_refused",
        *texts((SENTENCE, "社内規程"), (SENTENCE, f"社内規程、{ADDRESS}"), "回答,根拠・参考"),
    ),
    Case("holds_other_row", *texts(QUOTED, SENTENCE)),
    Case("leading_apostrophe", *texts("'=毎日です。", "=毎日です。")),
    Case("formula_as_text", *texts("=D2", "=毎日です。")),
    Case("choice_left_open", *texts("有 ・ 無", "有")),
    Case("longer_word", *texts("あり ではありません。", "あり 毎日点検しています。")),
    Case("placeholder", *texts("―", SENTENCE)),
    Case("error_text", *texts("#REF!", SENTENCE)),
    Case("pointer", *texts("項番3参照", SENTENCE)),
    Case("cells_contradict", *texts(("有り", "無し"), ("有り", SENTENCE), "有無,回答")),
    Case("cut_off", *texts("毎日点検していますが、", SENTENCE)),
    Case("prompt_left_open", *texts("選択してください", SENTENCE)),
    Case("unit_in_other_column", *texts(("時間", "24"), ("", "24"), "測定単位,回答")),
    Case("question_itself", *texts("1について教えてください", SENTENCE)),
    Case("unknown_word", *texts("他", "有り"), questions=AVAILABILITY),
    Case("sign_or_name", *texts("○○社が毎日点検しています。", SENTENCE), questions=AVAILABILITY),
    Case("no_single_date", *texts("10月に開示しました。", "2025-10-01"), questions=DAY),
    Case(
        "alike_items_renumbered",
        Given(lines(("1", SENTENCE))),
        Given(lines(("1", SENTENCE), ("2", OTHER)).replace("項目2,2", "項目1,1")),
        questions=ALIKE,
    ),
    Case(
        "row_names_product",
        *texts((SENTENCE, "Alpha"), (SENTENCE, "全部"), "回答,対象", products=ALPHA),
    ),
    Case(
        "column_names_product",
        Given(lines(("1", SENTENCE, OTHER), columns="回答,Alphaの状況"), products=ALPHA),
        Given(lines(("1", SENTENCE, OTHER), columns="回答,全体の状況"), products=ALPHA),
    ),
    Case(
        "sign_means_otherwise",
        Given("○：未対応\n" + lines(("1", "○"))),
        Given("○：対応済\n" + lines(("1", "○"))),
    ),
    Case(
        "product_named_around",
        Given("対象サービス：Alpha\n" + lines(("1", SENTENCE)), products=("Alpha", "Beta")),
        Given("対象サービス：Alpha、Beta\n" + lines(("1", SENTENCE)), products=("Alpha", "Beta")),
    ),
    Case(
        "product_above",
        Given(f"製品,{MERGED},{SENTENCE}", products=ALPHA),
        Given(f"製品,{MERGED.replace('Alpha', '')},{SENTENCE}", products=ALPHA),
        ("2", ""),
    ),
]
