"""The webhook adapter against a real receiver, and against addresses it must not call."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from standardwebhooks import Webhook as Reference
from standardwebhooks.webhooks import WebhookVerificationError

from services.notifications.channels.addresses import Forbidden, Guard
from services.notifications.channels.webhook import Target, Webhook
from services.notifications.domain.delivery import Outcome
from tests.integration.notifications.providers import (
    HttpProvider,
    fails,
    http_provider,
)
from tests.integration.notifications.test_channels import KEY, MESSAGE

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
OTHER = "whsec_YmFzZTY0LXNlY3JldC1vZi1hLXJlY2VpdmVy"
HOOK = replace(MESSAGE, to="w1", payload='{"type": "clubhouse.booking.confirmed.v1", "名": "值"}')


@pytest.fixture
async def provider() -> AsyncIterator[HttpProvider]:
    async with http_provider() as running:
        yield running


def webhook(url: str, *secrets: str, private: bool = True) -> Webhook:
    async def target(_: str) -> Target | None:
        return Target(url, secrets or (SECRET,))

    return Webhook(target, Guard(allow_private=private), timeout_seconds=5)


@pytest.mark.rule("N1")
async def test_a_webhook_is_signed_as_the_reference_library_expects(provider: HttpProvider) -> None:
    provider.otherwise = fails(204)
    assert (await webhook(f"{provider.url}/hooks").send(HOOK)).outcome is Outcome.ACCEPTED
    [seen] = provider.seen
    verified = Reference(SECRET).verify(seen.body, seen.headers)
    assert verified["type"] == "clubhouse.booking.confirmed.v1"
    assert seen.headers["webhook-id"] == KEY
    with pytest.raises(WebhookVerificationError):
        Reference(OTHER).verify(seen.body, seen.headers)


async def test_while_secrets_rotate_both_verify(provider: HttpProvider) -> None:
    provider.otherwise = fails(200)
    await webhook(provider.url, OTHER, SECRET).send(HOOK)
    for secret in (SECRET, OTHER):
        Reference(secret).verify(provider.seen[0].body, provider.seen[0].headers)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (410, Outcome.GONE),
        (404, Outcome.FAILED),
        (500, Outcome.UNKNOWN),
        (429, Outcome.BUSY),
        (302, Outcome.FAILED),
    ],
)
async def test_what_a_receiver_answers_is_told_apart_and_redirects_are_not_followed(
    provider: HttpProvider, status: int, outcome: Outcome
) -> None:
    provider.script = [fails(status, location="/elsewhere")]
    result = await webhook(provider.url).send(HOOK)
    assert result.outcome is outcome
    assert len(provider.seen) == 1
    assert result.repeatable == (outcome is Outcome.UNKNOWN), "a receiver knows our ids"


@pytest.mark.parametrize(
    "url",
    [
        "http://93.184.216.34/x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://[::ffff:10.0.0.1]/x",
        "https://169.254.169.254/latest",
        "https://192.168.1.1/x",
        "https://0.0.0.0/x",
        "https://user:pass@93.184.216.34/x",
        "https://localhost/x",
        "https://no-such-host.invalid/x",
    ],
)
async def test_webhooks_go_to_public_addresses_only(url: str) -> None:
    with pytest.raises(Forbidden):
        await Guard().pin(url)
    result = await webhook(url, private=False).send(HOOK)
    assert result.outcome is Outcome.REFUSED


async def test_a_webhook_goes_to_the_very_address_that_was_checked() -> None:
    pinned = await Guard(allow_private=True).pin("http://localhost:8443/hooks")
    assert pinned.url.host in ("127.0.0.1", "::1")
    assert (pinned.host_header, pinned.hostname) == ("localhost:8443", "localhost")
