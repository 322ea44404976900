"""Import: a file is uploaded, previewed and confirmed."""
