"""Names of files: the bytes in the header of the upload, and the name that is kept."""

LONG = "x" * 300
NAMES = {
    "CR LF and a header": (b"a\r\nX-Evil: 1\r\n.xlsx", '"a'),
    "quotes": (b'a\\"b.xlsx', 'a"b.xlsx'),
    "path upwards": (b"../../etc/passwd", "passwd"),
    "path of Windows": (b"C:\\temp\\a.xlsx", "a.xlsx"),
    "path as entities": (b"..&#x2F;..&#x2F;a.xlsx", "a.xlsx"),
    "300 characters": (LONG.encode() + b".xlsx", (LONG + ".xlsx")[-200:]),
    "script beyond the cut": (
        b"y" * 50 + b"javascript:" + b"x" * 189,
        "javascript:" + "x" * 189,
    ),
    "3,000 characters": (b"x" * 3000, None),
    "NUL": (b"a\0b.xlsx", "ab.xlsx"),
    "direction override": ("a\u202exslx.exe".encode(), "axslx.exe"),
    "no UTF-8": (b"\xff\xfe.xlsx", None),
    "cp932": ("回答.xlsx".encode("cp932"), None),
    "HTML": (b"<img src=x onerror=alert(1)>.xlsx", None),
    "only dots": (b"..", None),
    "nothing": (b"", None),
    "a space": (b" ", ""),
    "composed letters": ("か\u3099.xlsx".encode(), "が.xlsx"),
    "device of Windows": (b"CON", "CON"),
    "another type": (b"a.exe", "a.exe"),
}
