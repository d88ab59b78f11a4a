"""Where a webhook may not point."""

from __future__ import annotations

import pytest

from services.notifications.channels.addresses import Forbidden, Guard

SPOILED = [
    "ü!\x80\U0003c3c9\x13ï", "https://[", "ftp://example.com", "https://user:word@example.com",
    "https://xn--a/", "https://8.8.8.8/\ud800",
]  # fmt: skip


@pytest.mark.parametrize("url", SPOILED)
async def test_an_address_that_is_no_safe_url_is_refused(url: str) -> None:
    guard = Guard()
    with pytest.raises(Forbidden):
        await guard.pin(url)


ADDRESSES = [
    ("8.8.8.8", True),
    ("2606:4700::1111", True),
    ("127.0.0.1", False),
    ("100.64.0.1", False),
    ("169.254.169.254", False),
    ("fe80::1%eth0", False),
    ("::ffff:10.0.0.1", False),
    ("::7f00:1", False),
    ("64:ff9b::a00:1", False),
    ("64:ff9b:1::a00:1", False),
    ("::ffff:0:a00:1", False),
    ("fec0::1", False),
    ("64:ff9b::808:808", True),
    ("2002:7f00:1::", False),
    ("2001:0:808:808:0:0:80ff:fffe", False),
]


@pytest.mark.parametrize(("address", "public"), ADDRESSES)
async def test_only_public_addresses_are_called_however_they_are_written(address: str, public: bool) -> None:
    async def look_up(_host: str, _port: int) -> list[str]:
        return ["93.184.216.34", address]

    guard = Guard(look_up=look_up)
    if public:
        assert (await guard.pin("https://hooks.example/x")).url.host == "93.184.216.34"
    else:
        with pytest.raises(Forbidden):
            await guard.pin("https://hooks.example/x")
