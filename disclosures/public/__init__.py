"""Public pages: what is in effect or once was, answered from the page cache."""
