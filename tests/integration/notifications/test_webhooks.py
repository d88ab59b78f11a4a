"""The webhook adapter against a real receiver, and against addresses it must not call."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import re
import ssl
import tracemalloc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from fastapi import Response
from standardwebhooks import Webhook as Reference
from standardwebhooks.webhooks import WebhookVerificationError

from contracts.notifications import AnnouncementPublished
from infra.chassis.policy import CHAIN
from infra.local.issuer import Issuer
from services.notifications.channels.addresses import Forbidden, Guard
from services.notifications.channels.webhook import Target, Webhook
from services.notifications.domain.delivery import Outcome
from services.notifications.main import build
from services.notifications.settings import NotificationSettings
from tests.integration.notifications.conftest import NOON, World, confirmed
from tests.integration.notifications.providers import HttpProvider, Seen, fails, http_provider
from tests.integration.notifications.test_channels import KEY, MESSAGE
from tests.integration.notifications.test_over_the_bus import until

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
    ],
)
async def test_webhooks_go_to_public_addresses_only(url: str) -> None:
    with pytest.raises(Forbidden):
        await Guard().pin(url)
    result = await webhook(url, private=False).send(HOOK)
    assert result.outcome is Outcome.REFUSED


@pytest.mark.rule("N5")
async def test_a_name_that_cannot_be_resolved_now_is_tried_again() -> None:
    """A resolver that is away for a minute must not end every message, and soon every subscription."""
    with pytest.raises(Forbidden):
        await Guard().pin("https://no-such-host.invalid/x")
    result = await webhook("https://no-such-host.invalid/x").send(HOOK)
    assert result.outcome is Outcome.FAILED


async def test_a_webhook_goes_to_the_very_address_that_was_checked() -> None:
    pinned = await Guard(allow_private=True).pin("http://localhost:8443/hooks")
    assert pinned.url.host in ("127.0.0.1", "::1")
    assert (pinned.host_header, pinned.hostname) == ("localhost:8443", "localhost")


async def test_a_name_that_has_moved_to_a_private_address_is_not_called(provider: HttpProvider) -> None:
    """DNS rebinding: public when it was subscribed, this machine when it is sent to."""
    answers = [["93.184.216.34"], ["127.0.0.1"]]

    async def look_up(_host: str, _port: int) -> list[str]:
        return answers.pop(0)

    guard = Guard(look_up=look_up)
    url = f"https://hooks.example:{provider.url.rpartition(':')[2]}/x"
    await guard.pin(url)

    async def target(_: str) -> Target | None:
        return Target(url, (SECRET,))

    result = await Webhook(target, guard).send(HOOK)
    assert result.outcome is Outcome.REFUSED
    assert provider.seen == []
    assert answers == [], "the name was looked up once for each sending"


async def test_a_webhook_by_https_is_called_at_its_pinned_address_and_must_own_its_name(
    tmp_path: Path,
) -> None:
    """The connection goes to the address that was checked; the certificate must be the name's still."""
    async with https_receiver(tmp_path, "hooks.example") as (port, trusted, heard):

        async def look_up(_host: str, _port: int) -> list[str]:
            return ["127.0.0.1"]

        async def target(name: str) -> Target | None:
            return Target(f"https://{name}:{port}/hooks", (SECRET,))

        guard = Guard(allow_private=True, look_up=look_up)
        hooks = Webhook(target, guard, timeout_seconds=5, trusted=trusted)

        async def send(name: str) -> Outcome:
            return (await hooks.send(replace(HOOK, to=name))).outcome

        assert await send("hooks.example") is Outcome.ACCEPTED
        assert f"host: hooks.example:{port}" in heard[0].lower()
        assert await send("other.example") is Outcome.FAILED
        assert len(heard) == 1, "nothing is told to whoever cannot prove its name"


async def test_an_answer_packed_small_is_never_unpacked() -> None:
    """Zeros packed twice over: 700 bytes on the wire, a hundred million in memory."""
    packed = gzip.compress(gzip.compress(bytes(100_000_000)))

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append((await reader.readuntil(b"\r\n\r\n")).decode().lower())
        head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip\r\nContent-Length: {len(packed)}\r\n\r\n"
        writer.write(head.encode() + packed)
        await writer.drain()
        writer.close()

    heard: list[str] = []
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        tracemalloc.start()
        result = await webhook(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/").send(HOOK)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert result.outcome is Outcome.ACCEPTED
    assert "accept-encoding: identity" in heard[0]
    assert most < 10_000_000


@pytest.mark.rule("N5")
async def test_a_receiver_that_stalls_holds_up_no_other(world: World) -> None:
    body = {"types": ["clubhouse.booking.confirmed.v1"]}
    for name in ("slow", "quick"):
        integrator = world.api("integrator", subject=name)
        await integrator.made("/webhooks", body | {"url": f"{world.sms.url}/{name}"})
    release = asyncio.Event()

    async def play(seen: Seen) -> Response:
        if seen.path == "/slow":
            await release.wait()
        return Response(status_code=204)

    world.sms.otherwise = play
    for number in range(30):
        await world.begin(confirmed(booking_id=f"b{number}", guest_id="nobody", recorded=True))
    await until(lambda: _seen(world, "/quick", 30), 10)
    assert await _seen(world, "/slow", 8), "an integrator's share of hands"
    release.set()
    await world.settled()
    await world.run(timedelta(seconds=10), timedelta(seconds=1))
    assert await _seen(world, "/slow", 30), "and what waited for it arrives as well"


async def _seen(world: World, path: str, count: int) -> bool:
    return len([each for each in world.sms.seen if each.path == path]) == count


async def test_a_subscription_to_a_private_address_is_refused(
    settings: NotificationSettings, issuer: Issuer, world: World
) -> None:
    service = build(settings.model_copy(update={"webhooks_may_be_private": False}), world.clock)
    strict = World(service, world.clock, issuer, world.sms, world.mail).api("integrator")
    types = ["clubhouse.booking.confirmed.v1"]
    for url in ("https://127.0.0.1/x", "http://93.184.216.34/x", "https://[64:ff9b::a00:1]/x"):
        answer = await strict.post("/webhooks", {"url": url, "types": types})
        assert (answer.status_code, answer.json()["code"]) == (422, "address-forbidden"), url
    service.db.close()


@pytest.mark.rule("N1")
async def test_while_a_secret_rotates_a_receiver_may_use_either_and_later_the_new_one_only(
    world: World,
) -> None:
    integrator = world.api("integrator", subject="i1")
    made = await integrator.made(
        "/webhooks", {"url": f"{world.sms.url}/hooks", "types": ["clubhouse.booking.confirmed.v1"]}
    )
    world.sms.otherwise = fails(204)
    turned = await integrator.made(f"/webhooks/{made['id']}/rotate")
    await world.hear(confirmed(recorded=True))
    world.clock.advance(timedelta(hours=25))
    await world.hear(confirmed(booking_id="b2", recorded=True))
    during, after = world.sms.seen
    for secret in (made["secret"], turned["secret"]):
        Reference(secret).verify(during.body, during.headers)
    Reference(turned["secret"]).verify(after.body, after.headers)
    with pytest.raises(WebhookVerificationError):
        Reference(made["secret"]).verify(after.body, after.headers)


async def test_an_integrator_has_so_many_subscriptions_at_work_and_no_more(world: World) -> None:
    [book] = world.service._policies
    changes = {"webhooks_per_owner": 2}
    await book.publish(scope=CHAIN, effective_from=NOON, changes=changes, author="m1", reason="strict")
    integrator = world.api("integrator", subject="i1")
    body = {"url": f"{world.sms.url}/hooks", "types": ["clubhouse.booking.confirmed.v1"]}

    answers = await asyncio.gather(*(integrator.post("/webhooks", body, key=f"k{n}") for n in range(8)))

    made = [answer.json()["id"] for answer in answers if answer.status_code == 201]
    refused = [answer.json() for answer in answers if answer.status_code != 201]
    assert len(made) == 2, "however many ask at once"
    assert {(each["status"], each["code"]) for each in refused} == {(409, "too-many-webhooks")}
    assert "2 webhooks at work" in refused[0]["detail"]
    again = [await integrator.post("/webhooks", body, key=f"k{n}") for n in range(8)]
    assert [answer.json() for answer in again] == [answer.json() for answer in answers], "also when repeated"
    assert (await integrator.send("PUT", f"/webhooks/{made[0]}", body)).status_code == 200
    assert (await world.api("integrator", subject="i2").post("/webhooks", body)).status_code == 201

    assert (await integrator.send("DELETE", f"/webhooks/{made[0]}")).status_code == 200
    assert (await integrator.post("/webhooks", body)).status_code == 201
    back = await integrator.send("PUT", f"/webhooks/{made[0]}", body)
    assert (back.status_code, back.json()["code"]) == (409, "too-many-webhooks"), "nor by bringing one back"


@pytest.mark.rule("N1")
async def test_an_integrator_is_told_of_the_venues_they_have_rights_at_by_now(world: World) -> None:
    both, one = (
        world.api("integrator", subject="i1", venues=each) for each in (("harbour", "hill"), ("hill",))
    )
    body = {
        "url": f"{world.sms.url}/hooks",
        "types": ["clubhouse.booking.confirmed.v1", "clubhouse.notifications.announcement-published.v1"],
    }
    made = await both.made("/webhooks", body)

    async def heard_of(*venues: str) -> list[str]:
        before = len(world.sms.seen)
        world.clock.advance(timedelta(seconds=3))
        for venue_id in venues:
            told = {"announcement_id": venue_id, "venue_ids": (venue_id,), "roles": ("agent",)}
            await world.hear(
                confirmed(venue_id=venue_id, recorded=True),
                AnnouncementPublished.model_validate(told | {"title": "演练", "published_by": "m1"}),
            )
        data = [seen.json["data"] for seen in world.sms.seen[before:]]
        return sorted(each.get("venue_id") or each["venue_ids"][0] for each in data)

    assert await heard_of("harbour", "hill", "lake") == ["harbour", "harbour", "hill", "hill"]
    assert (await one.send("PUT", f"/webhooks/{made['id']}", body)).status_code == 200
    assert await heard_of("harbour", "hill") == ["hill", "hill"]


@pytest.mark.rule("N5")
async def test_a_receiver_that_fails_all_the_time_is_tried_by_the_schedule_then_ends(world: World) -> None:
    [book] = world.service._policies
    changes = {"webhook_failures_disable": 2}
    await book.publish(scope=CHAIN, effective_from=NOON, changes=changes, author="m1", reason="strict")
    integrator = world.api("integrator", subject="i1")
    made = await integrator.made(
        "/webhooks", {"url": f"{world.sms.url}/hooks", "types": ["clubhouse.booking.confirmed.v1"]}
    )
    world.sms.otherwise = fails(500)
    for number in range(2):
        await world.hear(confirmed(booking_id=f"b{number}", recorded=True))
    await world.run(timedelta(hours=90), timedelta(hours=1))
    assert len(world.sms.seen) == 20, "the first try and nine more of each"
    ids = {seen.headers["webhook-id"] for seen in world.sms.seen}
    assert len(ids) == 2, "a message keeps its id in every try"
    await world.hear_itself()
    shown = await integrator.got(f"/webhooks/{made['id']}")
    assert (shown["status"], shown["reason"]) == ("disabled", "kept-failing")


@asynccontextmanager
async def https_receiver(folder: Path, name: str) -> AsyncIterator[tuple[int, ssl.SSLContext, list[str]]]:
    """A receiver with a certificate for `name`: its port, a context that trusts it, and what it heard."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    plain = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "key.pem").write_bytes(plain)
    own = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    own.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    trusted = ssl.create_default_context(cafile=str(folder / "cert.pem"))
    heard: list[str] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:  # a connection it would keep open
                heard.append((await reader.readuntil(b"\r\n\r\n")).decode())
                length = re.search(r"content-length: (\d+)", heard[-1].lower())
                await reader.readexactly(int(length[1]) if length else 0)
                writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")
                await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=own)
    async with server:
        yield server.sockets[0].getsockname()[1], trusted, heard
