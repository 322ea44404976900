"""Rows meet items: what answers which, what it states, what is doubted."""
