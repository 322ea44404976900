"""How much of anything a check sheet has; a file with more is refused before it is read."""

MAX_CONTENT = 5 * 1024 * 1024
MAX_UNPACKED = 50 * 1024 * 1024
MAX_RATIO = 100
RATIO_COUNTS_FROM = 1024 * 1024  # unpacked; a small workbook is mostly repetition
MAX_ENTRIES = 200
MAX_ROWS, MAX_COLUMNS = 500, 50  # that are filled
MAX_SHARING = 10_000  # filled rows with those that share a merged cell, as long answers take them
MAX_LINES = 100_000  # of a text, with the empty ones
MAX_TEXT = 32_767  # characters of a cell, as in Excel
