"""Workbooks in the layout of the official check sheets, read and matched as plain typed data."""
