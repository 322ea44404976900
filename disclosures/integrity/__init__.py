"""That nobody changes what was frozen: triggers, hashes, readiness."""
