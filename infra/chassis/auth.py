"""Who calls, and what they may: bearer tokens (JWT) checked against the issuer's keys, roles, venues.

Every route states `requires(...)` or `public()`; `check_routes` refuses to start an app with one that
states neither. Claims read: ``sub``, ``roles`` (those that are ours), ``venues`` (ids, or ``*``),
``guest_id``, ``departments``.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from time import monotonic, time
from typing import Any, Literal, get_args

import jwt
from fastapi import Depends, FastAPI, Request
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts

from infra.chassis.decision import Refused
from infra.chassis.limits import Limits

__all__ = [
    "IssuerAway",
    "Principal",
    "Role",
    "Unauthenticated",
    "Verifier",
    "api_routes",
    "check_routes",
    "public",
    "requires",
    "stated",
]

log = logging.getLogger(__name__)
Role = Literal["guest", "agent", "supervisor", "manager", "gm", "department", "integrator", "service"]
ROLES: tuple[Role, ...] = get_args(Role)
_OLDEST_SECONDS = 600.0
_PAUSE_SECONDS = 2.0
_MOST_BELIEVED = 10_000
_ALGORITHMS = ["ES256", "RS256", "PS256", "EdDSA"]


class Unauthenticated(Exception):
    """No token, or one that does not hold."""


class IssuerAway(Exception):
    """The issuer's keys are needed and cannot be had: nobody new can be let in (503)."""


@dataclass(frozen=True, slots=True)
class Principal:
    """The caller.

    Attributes:
        subject: ``sub``; a staff id, guest account or service name.
        venues: venue ids the caller has rights at; ``*`` is all of them.
        guest_id: the guest a ``guest`` caller is.
        departments: departments a ``department`` caller acts for.
        expires: Unix seconds until which the token holds; the caller is the same with the next one.
    """

    subject: str
    roles: frozenset[str]
    venues: frozenset[str]
    guest_id: str | None = None
    departments: frozenset[str] = frozenset()
    expires: float = field(default=inf, compare=False)

    def has(self, *roles: Role) -> bool:
        """Whether the caller has one of these roles."""
        return not self.roles.isdisjoint(roles)

    def may_at(self, venue_id: str) -> bool:
        """Whether the caller has rights at this venue."""
        return "*" in self.venues or venue_id in self.venues

    def at(self, venue_id: str) -> None:
        """Refuse (403) a staff caller who has no rights at this venue. Guests are not bound to venues."""
        if self.roles != {"guest"} and not self.may_at(venue_id):
            raise Refused("other-venue", f"you have no rights at venue {venue_id}", kind="forbidden")

    def venue_filter(self, field: str = "state.venue_id") -> dict[str, Any]:
        """Query that matches only documents of the caller's venues."""
        return {} if "*" in self.venues else {field: {"$in": sorted(self.venues)}}


class Verifier:
    """Checks tokens against a JWKS: a file, a URL, or what the issuer's OIDC discovery names.

    Keys are read again when a token names an unknown one, so rotation needs no restart, though not more
    often than every few seconds whatever tokens come; and every few minutes, so that a key that was taken
    back opens nothing for long. While the issuer is away the known keys go on being believed. A token that
    held is believed without another look at its signature until it expires or the keys are read again.
    """

    def __init__(
        self,
        *,
        issuer: str,
        audience: str,
        jwks: str = "",
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._issuer = issuer
        self._audience = audience
        self._jwks = jwks
        self._keys: dict[str, jwt.PyJWK] = {}
        self._clock = clock
        self._read_at = float("-inf")
        self._tried_at = float("-inf")
        self._loading = asyncio.Lock()
        self._believed: dict[str, Principal] = {}

    async def principal(self, token: str) -> Principal:
        """The caller a token stands for.

        Raises:
            Unauthenticated: malformed, expired, of another issuer or audience, or signed by no known key.
            IssuerAway: no key is known, and the issuer does not answer.
        """
        principal = self._believed.get(token)
        if principal is not None and time() < principal.expires and not self._stale:
            return principal
        principal = await self._check(token)
        if len(self._believed) >= _MOST_BELIEVED:
            self._believed.clear()
        self._believed[token] = principal
        return principal

    @property
    def _stale(self) -> bool:
        """Whether the keys were read so long ago that one may have been taken back."""
        return self._clock() - self._read_at > _OLDEST_SECONDS

    async def _check(self, token: str) -> Principal:
        try:
            kid = jwt.get_unverified_header(token).get("kid", "")
            key = await self._key(kid)
            claims = jwt.decode(
                token,
                key,
                algorithms=_ALGORITHMS,
                issuer=self._issuer,
                audience=self._audience,
                options={"require": ["exp", "sub"]},
            )
        except jwt.PyJWTError as error:
            raise Unauthenticated(str(error)) from error
        return Principal(
            subject=claims["sub"],
            # An issuer's own roles are none here: a guest who also has them is a guest and nothing more.
            roles=_names(claims, "roles").intersection(ROLES),
            venues=_names(claims, "venues"),
            guest_id=_guest(claims),
            departments=_names(claims, "departments"),
            expires=float(claims["exp"]),
        )

    async def _key(self, kid: str) -> jwt.PyJWK:
        if kid not in self._keys or (self._stale and not self._loading.locked()):
            async with self._loading:
                if self._clock() - self._tried_at > _PAUSE_SECONDS:
                    await self._reload()
        if kid not in self._keys:
            if not self._keys:
                raise IssuerAway("the token issuer does not answer")
            raise Unauthenticated(f"no key {kid!r} at the issuer")
        return self._keys[kid]

    async def _reload(self) -> None:
        self._tried_at = self._clock()
        try:
            found = jwt.PyJWKSet.from_dict(await asyncio.to_thread(self._fetch))
        except Exception as error:  # whatever an issuer may answer instead of keys
            log.warning("keys of %s: %s", self._issuer, type(error).__name__)
            return
        self._keys = {key.key_id or "": key for key in found.keys}
        self._believed.clear()
        self._read_at = self._tried_at

    def _fetch(self) -> dict[str, Any]:
        source = self._jwks or self._discover()
        if source.startswith(("http://", "https://")):
            return _get_json(source)
        loaded: dict[str, Any] = json.loads(Path(source).read_text())
        return loaded

    def _discover(self) -> str:
        document = _get_json(f"{self._issuer.rstrip('/')}/.well-known/openid-configuration")
        return str(document["jwks_uri"])


def _names(claims: dict[str, Any], name: str) -> frozenset[str]:
    """A claim that lists names; a bare text would be taken for a list of its letters, ``*`` among them."""
    value = claims.get(name) or []
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise Unauthenticated(f"the claim {name} is not a list of names")
    return frozenset(value)


def _guest(claims: dict[str, Any]) -> str | None:
    value = claims.get("guest_id")
    if value is not None and not (isinstance(value, str) and value):
        raise Unauthenticated("the claim guest_id is no id")
    return value


def _get_json(url: str) -> dict[str, Any]:
    import httpx

    answer = httpx.get(url, timeout=5)
    answer.raise_for_status()
    found: dict[str, Any] = answer.json()
    return found


Guard = Callable[[Request], Awaitable[Any]]


def requires(*roles: Role) -> Any:
    """Route parameter: the caller, who must have one of `roles`. Answers 401 or 403 otherwise.

    Who is nothing but a guest must be a known one.
    """
    if not roles:
        raise ValueError("state at least one role")

    async def guard(request: Request) -> Principal:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Unauthenticated("send Authorization: Bearer <token>")
        verifier: Verifier = request.app.state.verifier
        limits: Limits = request.app.state.limits
        try:
            principal = await verifier.principal(token)
        except Unauthenticated:
            limits.stranger(_address(request))
            raise
        limits.caller(principal.subject)
        if not principal.has(*roles):
            raise Refused("role-required", f"this needs one of: {', '.join(roles)}", kind="forbidden")
        if principal.roles == {"guest"} and principal.guest_id is None:
            # Nothing is theirs, and a rule that keeps guests to what is theirs would have nothing to compare.
            raise Refused("guest-unknown", "the token of a guest names the guest: guest_id", kind="forbidden")
        request.state.principal = principal
        return principal

    guard.states = roles  # type: ignore[attr-defined]  # read back by `check_routes`
    return Depends(guard)


def public(*, limited: bool = True) -> Any:
    """Route dependency: anyone may call; as often as they like unless `limited`."""

    async def guard(request: Request) -> None:
        if limited:
            limits: Limits = request.app.state.limits
            limits.stranger(_address(request))

    guard.states = ("public",)  # type: ignore[attr-defined]  # read back by `check_routes`
    return Depends(guard)


def _address(request: Request) -> str:
    return request.client.host if request.client else "unknown"


def api_routes(app: FastAPI) -> Iterator[RouteContext]:
    """Every route of the API, with what its router adds: ``app.routes`` alone shows routers, not routes."""
    return (each for each in iter_route_contexts(app.routes) if isinstance(each.original_route, APIRoute))


def stated(route: RouteContext) -> tuple[str, ...] | None:
    """The roles a route states, ``("public",)``, or None if it states nothing."""
    for dependency in route.dependant.dependencies:
        states = getattr(dependency.call, "states", None)
        if states is not None:
            return tuple(states)
    return None


def check_routes(app: FastAPI) -> None:
    """Refuse an app with a route that does not state who may call it.

    Raises:
        RuntimeError: names the routes.
    """
    silent = [
        f"{sorted(route.methods or ())} {route.path}" for route in api_routes(app) if stated(route) is None
    ]
    if silent:
        raise RuntimeError(f"routes that do not state who may call them: {', '.join(silent)}")
