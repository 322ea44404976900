"""The views of the public addresses, a module for each kind."""
