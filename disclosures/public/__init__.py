"""What readers see: what is in effect or once was, kept as bytes."""
