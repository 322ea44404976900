"""The catalogue of products; knows nothing of sheets."""
