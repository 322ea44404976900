"""How Japanese offices write dates; Django's own differ."""

DATE_INPUT_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"]
DATETIME_FORMAT = "Y年n月j日 H:i"
