"""Imports from the file to its end: received, read, previewed, confirmed."""
