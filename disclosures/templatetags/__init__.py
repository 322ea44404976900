"""How answers, links, files, differences and findings are printed."""
