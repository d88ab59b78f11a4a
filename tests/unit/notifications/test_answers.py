"""What a receiver may say, and how much of it counts."""

from __future__ import annotations

import httpx
import pytest

from services.notifications.channels.http import retry_after


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("²", None),
        ("9" * 400, 86_400),
        ("Mon, 01 Jan 2024 00:00:00 +99999999999999", None),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400),
    ],
)
def test_a_retry_after_that_nobody_means_keeps_nobody_waiting_for_ever(
    asked: str, seconds: float | None
) -> None:
    answer = httpx.Response(429, headers=[(b"retry-after", asked.encode("latin-1"))])
    assert retry_after(answer) == seconds
