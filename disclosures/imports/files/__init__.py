"""Bytes become visible pages of cells; the standard library and calamine."""
