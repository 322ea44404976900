"""Pages become numbered rows: where the headings are, what a column holds."""
