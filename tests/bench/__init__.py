"""Measurements on this machine; see `python -m tests.bench`."""
