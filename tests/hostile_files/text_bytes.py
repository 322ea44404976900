"""Bytes of text: encodings, separators, quotes and dangerous characters."""

import codecs
from functools import partial

from disclosures.imports.files import limits

from .catalogue import REFUSED, STATED, add, refused, states
from .good_workbook import ROWS, in_csv, table

CSV = table()
for name, fate, content in (
    ("empty file", REFUSED, b""),
    ("one byte", {}, b"1"),
    ("one line end", REFUSED, b"\n"),
    ("one quote", REFUSED, b'"'),
    ("only a mark of UTF-8", REFUSED, codecs.BOM_UTF8),
    ("only a mark of UTF-16", REFUSED, codecs.BOM_UTF16_LE),
    ("NULs", REFUSED, bytes(1000)),
    ("NUL in a cell", REFUSED, CSV.replace("One.", "One\0.").encode()),
    ("UTF-32", REFUSED, CSV.encode("utf-32")),
    ("UTF-32 with its bytes turned", REFUSED, codecs.BOM_UTF32_BE + CSV.encode("utf-32-be")),
    ("UTF-16 without a mark", REFUSED, CSV.encode("utf-16-le")),
    ("UTF-16 of odd length", REFUSED, CSV.encode("utf-16")[:-1]),
    ("UTF-16", STATED, CSV.encode("utf-16")),
    ("UTF-7", {}, CSV.encode("utf-7")),  # leaves of its headings No. alone
    ("half a character", REFUSED, CSV.encode().replace(b"One.", b"\xed\xa0\x80\xed\xb0\x80")),
    (
        "half a character in UTF-16",
        REFUSED,
        CSV.replace("O", "\ud800").encode("utf-16", "surrogatepass"),
    ),
    ("invalid UTF-8", REFUSED, CSV.encode().replace(b"One.", b"\xc0\xaf\xff")),
    ("mixed encodings", REFUSED, CSV.encode() + "9,,,,有り\n".encode("cp932")),
    ("EUC-JP", REFUSED, CSV.replace("One.", "利用者の登録").encode("euc-jp")),
    ("ISO-2022-JP", REFUSED, CSV.encode("iso-2022-jp")),
    ("Latin-1", REFUSED, b"No.,Item,Question,Answer\n1,Name 1,Question 1?,Caf\xe9\n"),
    ("cp932", STATED, CSV.encode("cp932")),
    ("line ends of old Macs", STATED, CSV.replace("\r\n", "\r").encode()),
    ("unclosed quote", REFUSED, in_csv('"One.')),
    ("quote within a cell", REFUSED, in_csv('"One" more."')),
    ("quoted line breaks", STATED | {"1": "One.\nMore."}, in_csv('"One.\r\nMore."')),
    ("line as long as a file may be", REFUSED, b"x" * limits.MAX_CONTENT),
    ("more bytes than a file may have", REFUSED, b"x" * (limits.MAX_CONTENT + 1)),
    ("line of 4 MB of commas", REFUSED, b"," * (4 * 1024**2)),
    ("4 MB of line ends", REFUSED, b"\n" * (4 * 1024**2)),
    ("4 MB of quotes", REFUSED, b'"' * (4 * 1024**2)),
    ("tabs", STATED, table(between="\t").encode()),
    ("tabs mixed with commas", {}, CSV.replace("\r\n", "\tx\r\n").encode()),
    ("semicolons", STATED, table(between=";").encode()),
    ("bars", {}, table(between="|").encode()),
    ("escape sequence of a terminal", REFUSED, in_csv("\x1b[31mOne.")),
    ("cell with a bell", REFUSED, in_csv("One\x07.")),
    ("cell with a control character of Latin-1", STATED | {"1": ""}, in_csv("One\x9b.")),
    ("direction override", STATED | {"1": ""}, in_csv("One\u202eowt")),
    ("isolated direction", STATED | {"1": ""}, in_csv("One\u2066.")),
    ("only zero-width signs", STATED | {"1": ""}, in_csv("\u200b\u200d\ufeff")),
    ("Hangul filler", STATED | {"1": ""}, in_csv("\u3164")),
    ("private character", STATED | {"1": ""}, in_csv("\ue000")),
    ("no character", STATED | {"1": ""}, in_csv("One\ufffe.")),
    ("script as a link", STATED | {"1": ""}, in_csv("javascript:alert(1)")),
    ("HTML", STATED | {"1": ""}, in_csv("<img src=x onerror=alert(1)>")),
    ("template", STATED | {"1": ""}, in_csv("{{ settings.SECRET_KEY }}")),  # nobody filled it in
    ("SQL", STATED | {"1": "'; DROP TABLE users; --"}, in_csv("'; DROP TABLE users; --")),
    ("percent signs", STATED | {"1": "%(x)s %s %n"}, in_csv("%(x)s %s %n")),
    ("NUL of a path", STATED | {"1": "%00"}, in_csv("%00")),
    ("combining marks", REFUSED, in_csv("a" + "\u0300\u0316" * 15_000)),
    ("tag without end", STATED | {"1": ""}, in_csv("<a " + "=" * 30_000)),
    ("tags without end", STATED | {"1": ""}, in_csv("<a " * 10_000)),
    ("white space without end", STATED | {"1": ""}, in_csv("・" + " " * 30_000 + ".")),
):
    stated = fate if fate == REFUSED else {key: text for key, text in fate.items() if text}
    add(f"text: {name}", stated, partial(bytes, content))


@states("text: 150 rows of hostile cells")
def hostile_cells():
    wide = "<a " + "=" * 9_000
    return table([*ROWS, *(("9", "", wide, "", "") for _ in range(150))]).encode()


@refused("text: 500 rows of combining marks")
def combining_cells():
    marks = "a" + "\u0300\u0316" * 1_200
    return table([*ROWS, *(("9", "", "", marks, "") for _ in range(490))]).encode()
