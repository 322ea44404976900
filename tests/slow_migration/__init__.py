"""An app whose one migration says that it began, and never ends: for tests that kill it."""
