"""What readers see: only what is in effect or once was, kept as bytes and served as such."""
