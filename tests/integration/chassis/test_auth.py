"""Who is let in, and to what: real tokens, a real issuer over HTTP, keys that change."""

from __future__ import annotations

import asyncio
import base64
import json
import threading
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from fastapi import APIRouter

from contracts.topic import Topic
from infra.chassis.auth import IssuerAway, Principal, Unauthenticated, Verifier
from infra.chassis.decision import Refused
from infra.chassis.limits import Limits
from infra.chassis.service import Service
from infra.chassis.settings import ServiceSettings
from infra.local.issuer import Issuer
from tests.integration.chassis.conftest import until
from tests.integration.chassis.counting import counting
from tests.integration.chassis.serving import ISSUER, Tokens, serving


class OnlineIssuer:
    """An OpenID provider on a port: discovery, keys that can be changed, and a count of who asks."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.asked: list[str] = []
        self.keys: list[dict[str, Any]] = []
        self.down = False
        issuer = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:  # the library's name
                issuer.asked.append(self.path)
                body = json.dumps(issuer.page(self.path)).encode()
                self.send_response(500 if issuer.down else 200)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None: ...

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def page(self, path: str) -> dict[str, Any]:
        if path == "/.well-known/openid-configuration":
            return {"issuer": self.url, "jwks_uri": f"{self.url}/keys"}
        return {"keys": self.keys}

    def signer(self, name: str) -> Issuer:
        """Another key of the same issuer."""
        signer = Issuer(self._folder / name, self.url)
        self.keys.append(signer.jwks()["keys"][0])
        return signer

    def close(self) -> None:
        self._server.shutdown()


@pytest.fixture
def issuer(tmp_path: Path) -> Iterator[OnlineIssuer]:
    issuer = OnlineIssuer(tmp_path)
    yield issuer
    issuer.close()


class Hands:
    """Seconds, moved by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


async def test_keys_are_found_by_discovery(issuer: OnlineIssuer) -> None:
    token = issuer.signer("one").token(roles=["agent"], venues=["v1"], subject="agent-1")

    who = await Verifier(issuer=issuer.url, audience="clubhouse").principal(token)

    assert who == Principal("agent-1", frozenset({"agent"}), frozenset({"v1"}))
    assert issuer.asked == ["/.well-known/openid-configuration", "/keys"]


async def test_a_new_key_is_believed_without_a_restart_and_an_old_one_not_for_long(
    issuer: OnlineIssuer,
) -> None:
    hands = Hands()
    verifier = Verifier(issuer=issuer.url, audience="clubhouse", clock=hands)
    old = issuer.signer("old").token(roles=["agent"])
    await verifier.principal(old)
    issuer.keys.clear()
    new = issuer.signer("new").token(roles=["agent"])

    hands.now += 60
    await verifier.principal(new)
    with pytest.raises(Unauthenticated):
        await verifier.principal(old)


async def test_a_key_that_was_taken_back_opens_nothing_after_ten_minutes(issuer: OnlineIssuer) -> None:
    hands = Hands()
    verifier = Verifier(issuer=issuer.url, audience="clubhouse", clock=hands)
    token = issuer.signer("one").token(roles=["agent"])
    issuer.signer("two")
    await verifier.principal(token)
    del issuer.keys[0]

    hands.now += 601
    with pytest.raises(Unauthenticated):
        await verifier.principal(token)


async def test_a_token_opens_nothing_once_it_has_expired_however_often_it_did_before(
    issuer: OnlineIssuer,
) -> None:
    verifier = Verifier(issuer=issuer.url, audience="clubhouse")
    token = issuer.signer("one").token(roles=["agent"], lifetime=timedelta(seconds=5))
    assert await verifier.principal(token) == await verifier.principal(token)

    async def refused() -> bool:
        try:
            await verifier.principal(token)
        except Unauthenticated:
            return True
        return False

    await until(refused)


async def test_made_up_keys_do_not_make_us_flood_the_issuer(issuer: OnlineIssuer, tmp_path: Path) -> None:
    verifier = Verifier(issuer=issuer.url, audience="clubhouse", clock=Hands())
    await verifier.principal(issuer.signer("one").token(roles=["agent"]))
    strangers = [Issuer(tmp_path / f"s{number}", issuer.url).token(roles=["gm"]) for number in range(20)]

    results = await asyncio.gather(
        *(verifier.principal(token) for token in strangers), return_exceptions=True
    )

    assert all(isinstance(result, Unauthenticated) for result in results)
    assert issuer.asked.count("/keys") == 1


async def test_while_the_issuer_is_away_known_keys_go_on_and_nobody_else_gets_in(
    issuer: OnlineIssuer,
) -> None:
    hands = Hands()
    verifier = Verifier(issuer=issuer.url, audience="clubhouse", clock=hands)
    token = issuer.signer("one").token(roles=["agent"])
    issuer.down = True
    with pytest.raises(IssuerAway):
        await verifier.principal(token)
    issuer.down, hands.now = False, hands.now + 5
    await verifier.principal(token)

    issuer.down, hands.now = True, hands.now + 3600

    assert (await verifier.principal(token)).has("agent")


@pytest.fixture
def tokens(tmp_path: Path) -> Tokens:
    return Tokens(tmp_path)


def forged(**claims: Any) -> str:
    """Header and claims of our choice, no signature."""

    def part(value: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    return f"{part({'alg': 'none', 'typ': 'JWT'})}.{part(claims)}."


async def test_a_token_that_does_not_hold_opens_nothing(tokens: Tokens, tmp_path: Path) -> None:
    verifier = Verifier(issuer=ISSUER, audience="clubhouse", jwks=str(tokens.jwks))
    key = serialization.load_pem_private_key((tmp_path / "issuer" / "key.pem").read_bytes(), None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    now = datetime.now(UTC)
    right = {"iss": ISSUER, "aud": "clubhouse", "sub": "a", "exp": now + timedelta(hours=1), "roles": ["gm"]}
    kid = tokens.issuer.jwks()["keys"][0]["kid"]

    def signed(**changed: Any) -> str:
        claims = {name: value for name, value in (right | changed).items() if value is not None}
        return jwt.encode(claims, key, algorithm="ES256", headers={"kid": kid})

    await verifier.principal(signed())
    for bad in (
        "",
        "not.a.token",
        forged(**{**right, "exp": 9999999999}),
        signed(exp=now - timedelta(minutes=1)),
        signed(exp=None),
        signed(sub=None),
        signed(aud="somebody-else"),
        signed(iss="https://elsewhere.example"),
        signed(nbf=now + timedelta(hours=1)),
        signed(venues="*"),  # a text, not a list: its letters are no venues
        signed(roles="gm"),
        signed(roles=[["gm"]]),
        signed(roles={"gm": True}),
        signed(guest_id={"$ne": ""}),
        signed(guest_id=7),
        signed(guest_id=""),
        signed(sub=["a"]),
        signed(exp="never"),
        jwt.encode(right, "s" * 32, algorithm="HS256", headers={"kid": kid}),
        Issuer(tmp_path / "other", ISSUER).token(roles=["gm"]),
        signed()[:-6] + "AAAAAA",
    ):
        with pytest.raises(Unauthenticated):
            await verifier.principal(bad)


async def test_a_guest_with_the_issuers_own_roles_is_a_guest_and_nothing_more(issuer: OnlineIssuer) -> None:
    token = issuer.signer("one").token(roles=["guest", "offline_access"], guest_id="g1")

    who = await Verifier(issuer=issuer.url, audience="clubhouse").principal(token)

    assert who.roles == {"guest"}


@pytest.fixture
async def http(
    stack_settings: dict[str, Any], database_name: str, counters_topic: Topic, tokens: Tokens
) -> AsyncIterator[httpx.AsyncClient]:
    settings = ServiceSettings(
        **stack_settings,
        **tokens.settings(),
        mongo_database=database_name,
        requests_per_second=0.001,
        requests_burst=8,
    )
    service = counting(settings, counters_topic)
    async with serving(service) as url, httpx.AsyncClient(base_url=url) as client:
        yield client
        await service.db.client.drop_database(database_name)


async def test_a_route_answers_those_it_names_and_refuses_the_others(
    http: httpx.AsyncClient, tokens: Tokens
) -> None:
    path, body, key = "/venues/v1/counters/c1/counts", {"step": 1}, {"Idempotency-Key": "k"}

    nobody = await http.get("/counters")
    assert (nobody.status_code, nobody.headers["www-authenticate"]) == (401, "Bearer")
    assert (await http.get("/counters", headers={"Authorization": "Basic YTpi"})).status_code == 401
    wrong_role = await http.get("/counters", headers=tokens.header("integrator"))
    assert (wrong_role.status_code, wrong_role.json()["code"]) == (403, "role-required")
    elsewhere = await http.post(path, json=body, headers=key | tokens.header("agent", venues=["v2"]))
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (403, "other-venue")
    guest = tokens.header("guest", venues=[], guest_id="g1")
    assert (await http.post(path, json=body, headers=key | guest)).is_success
    nameless = await http.post(path, json=body, headers=key | tokens.header("guest"))
    assert (nameless.status_code, nameless.json()["code"]) == (403, "guest-unknown")
    assert (await http.get("/hello")).json() == {"hello": "you"}


async def test_who_asks_too_often_is_told_to_wait_and_nobody_else(
    http: httpx.AsyncClient, tokens: Tokens
) -> None:
    busy, quiet = tokens.header("agent", subject="busy"), tokens.header("agent", subject="quiet")

    statuses = [(await http.get("/counters", headers=busy)).status_code for _ in range(10)]

    assert statuses == [200] * 8 + [429] * 2
    refused = await http.get("/counters", headers=busy)
    assert (refused.json()["code"], refused.headers["retry-after"]) == ("rate-limited", "1")
    assert (await http.get("/counters", headers=quiet)).status_code == 200
    assert [(await http.get("/livez")).status_code for _ in range(10)] == [200] * 10


async def test_guessing_tokens_is_limited_by_address(http: httpx.AsyncClient) -> None:
    guess = {"Authorization": "Bearer guess"}

    statuses = [(await http.get("/counters", headers=guess)).status_code for _ in range(10)]

    assert statuses == [401] * 8 + [429] * 2


def test_a_bucket_refills_steadily_and_holds_no_more_than_a_burst() -> None:
    hands = Hands()
    limits = Limits(2, 3, clock=hands)

    def granted(times: int) -> int:
        count = 0
        for _ in range(times):
            try:
                limits.caller("a")
            except Refused:
                continue
            count += 1
        return count

    assert granted(5) == 3
    hands.now += 1
    assert granted(5) == 2
    hands.now += 3600
    assert granted(5) == 3


async def test_a_service_with_a_route_that_names_nobody_does_not_start(
    stack_settings: dict[str, Any], database_name: str
) -> None:
    service = Service("test", ServiceSettings(**stack_settings, mongo_database=database_name), publishes=())
    router = APIRouter()

    @router.get("/open")
    async def show() -> None: ...

    service.routes(router)
    with pytest.raises(RuntimeError, match="/open"):
        await service.start()
