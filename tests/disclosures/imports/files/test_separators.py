"""`read_file`: texts whose cells are divided by tabs, commas or semicolons."""

import codecs

import pytest

from disclosures.imports.tables.reading import read_file

from .official_rows import answers
from .test_reading_tables import refused

SEMICOLONS = (
    '"No.";"項目";"設問";"回答"\r\n"1";"暗号化";"通信を、暗号化していますか";"あり, TLS;1.3"\r\n'
)
PLAIN = "No.;項目;設問;回答\n1;暗号化;暗号化, 署名をしていますか;あり, TLS\n"
NOT_SURE = (
    "The cells may be divided by commas or by semicolons: many lines have both. Save it as .xlsx,"
    " or with tabs."
)


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (SEMICOLONS.encode(), "あり, TLS;1.3"),
        (codecs.BOM_UTF8 + SEMICOLONS.encode(), "あり, TLS;1.3"),
        (SEMICOLONS.encode("cp932"), "あり, TLS;1.3"),
        (SEMICOLONS.encode("utf-16"), "あり, TLS;1.3"),
        (PLAIN.encode(), "あり, TLS"),
        ("No.;項目,名;設問;回答\n1;暗号化;暗号化, 署名, 他;あり\n".encode(), "あり"),
        (b"sep=;\r\n" + PLAIN.encode(), "あり, TLS"),
        (PLAIN.replace("あり, TLS", '"あり, ""TLS"""').encode(), 'あり, "TLS"'),
        ('No.;設問;回答\n1;暗号化;"一行目;\n二行目"\n'.encode(), "一行目;\n二行目"),
    ],
)
def test_semicolons_divide_a_text(content, answer):
    assert answers(content) == {"1": answer}


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        ("No.,Question,Answer\n1,Is it kept?,Yes; and no\n", "Yes; and no"),
        (
            'No.,Question,Answer\n1,"Kept; or lost?","Kept, not lost; see above"\n',
            "Kept, not lost; see above",
        ),
        ("No.\tQuestion\tAnswer\n1\tKept, or; lost?\tKept, not; lost\n", "Kept, not; lost"),
        ("sep=,\nNo.,Question,Answer\n1,a;b,c;d\n", "c;d"),
        ("sep=\t\nNo.\tQuestion\tAnswer\n1\ta;b\tc,d\n", "c,d"),
    ],
)
def test_semicolons_inside_of_cells_divide_nothing(content, answer):
    assert answers(content.encode()) == {"1": answer}


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        ('No.\t設問\t回答\n1\t規程?\t"はい。\n・A\n・B\n・C\n・D"\n', "はい。\n・A\n・B\n・C\n・D"),
        ('"No."\t"設問"\t"回答"\n"1"\t"規程?"\t"はい。\n・A\n・B"\n', "はい。\n・A\n・B"),
        ('No.,設問,回答\n1,規程?,"はい。\n\t・A\n\t・B\n\t・C"\n', "はい。\n\t・A\n\t・B\n\t・C"),
        ('No.;設問;回答\n1;規程?;"はい。\n\t・A\n\t・B\n\t・C"\n', "はい。\n\t・A\n\t・B\n\t・C"),
        ('No.\t設問\t回答\n1\t規程?\t"はい。\n', '"はい。'),
    ],
)
def test_lines_within_quotes_do_not_tell_the_separator(content, answer):
    assert answers(content.encode()) == {"1": answer}


def test_a_line_that_names_the_separator_counts_as_a_row():
    file = read_file(b"sep=;\n" + PLAIN.encode())

    assert [row.row_number for row in file.rows] == [3]


@pytest.mark.parametrize(
    "content",
    [
        "Sheet, 2025\n" + PLAIN,
        "No.,Question;Answer\n1,What?;This\n",
        "1;a,b;c,d\n2;e,f;g,h\n",
        "No.;Question,Answer\n1;a,b",
    ],
)
def test_a_text_whose_separator_is_not_sure_is_refused(content):
    assert refused(content.encode()) == NOT_SURE


def test_a_broken_cell_is_named_with_its_line_between_semicolons_too():
    assert refused(b'No.;Question;Answer\n1;a;"never closed\n') == (
        "The file is no valid CSV: a cell that begins in or before line 2 is broken."
    )
