"""The project: settings, every address, the log."""
