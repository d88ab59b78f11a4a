"""Where a webhook may not point."""

from __future__ import annotations

import pytest

from services.notifications.channels.addresses import Forbidden, Guard

SPOILED = ["ü!\x80\U0003c3c9\x13ï", "https://[", "ftp://example.com", "https://user:word@example.com"]


@pytest.mark.parametrize("url", SPOILED)
async def test_an_address_that_is_no_safe_url_is_refused(url: str) -> None:
    guard = Guard()
    with pytest.raises(Forbidden):
        await guard.pin(url)
