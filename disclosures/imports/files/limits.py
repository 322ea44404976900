"""Limits of files that are brought in; most are checked before the file is opened.

They leave room for 2,000 items answered for each of ten products, a row for each answer.
"""

MAX_CONTENT = 20 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 100
RATIO_COUNTS_FROM = 1024 * 1024  # unpacked; a small workbook is mostly repetition
MAX_ENTRIES = 200
MAX_ROWS, MAX_COLUMNS = 30_000, 100  # that are filled
MAX_SHARING = 100_000  # filled rows with those that share a merged cell, as long answers take them
MAX_CELLS = 600_000  # that are filled
MAX_EXTENT = 4_000_000  # cells with the empty ones between the filled
MAX_CHARACTERS = 30_000_000  # of all cells together, and of the texts that a workbook shares
MAX_LINES, MAX_WIDTH = 500_000, 1_000  # lines and columns of a text, with the empty ones
MAX_TEXT = 32_767  # characters of a cell, as in Excel
