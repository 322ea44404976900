"""How texts and their differences are printed."""
