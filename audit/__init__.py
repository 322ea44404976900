"""Tracked rows: nothing is saved without a user and a reason; the history as plain data."""
