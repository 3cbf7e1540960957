"""What holds for all tests."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: their driver keeps an event loop and a process of its own until the session ends."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
