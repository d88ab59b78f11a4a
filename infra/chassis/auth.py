"""Who calls, and what they may: bearer tokens (JWT) checked against the issuer's keys, roles, venues.

Every route states `requires(...)` or `public()`; `check_routes` refuses to start an app with one that
states neither. Claims read: ``sub``, ``roles``, ``venues`` (ids, or ``*``), ``guest_id``,
``departments``.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import jwt
from fastapi import Depends, FastAPI, Request
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts

from infra.chassis.decision import Refused

__all__ = [
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

Role = Literal["guest", "agent", "supervisor", "manager", "gm", "department", "integrator", "service"]
ROLES: tuple[Role, ...] = get_args(Role)
_ALGORITHMS = ["ES256", "RS256", "PS256", "EdDSA"]


class Unauthenticated(Exception):
    """No token, or one that does not hold."""


@dataclass(frozen=True, slots=True)
class Principal:
    """The caller.

    Attributes:
        subject: ``sub``; a staff id, guest account or service name.
        venues: venue ids the caller has rights at; ``*`` is all of them.
        guest_id: the guest a ``guest`` caller is.
        departments: departments a ``department`` caller acts for.
    """

    subject: str
    roles: frozenset[str]
    venues: frozenset[str]
    guest_id: str | None = None
    departments: frozenset[str] = frozenset()

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

    Keys are read again when a token names an unknown one, so rotation needs no restart.
    """

    def __init__(self, *, issuer: str, audience: str, jwks: str = "") -> None:
        self._issuer = issuer
        self._audience = audience
        self._jwks = jwks
        self._keys: dict[str, jwt.PyJWK] = {}
        self._loading = asyncio.Lock()

    async def principal(self, token: str) -> Principal:
        """The caller a token stands for.

        Raises:
            Unauthenticated: malformed, expired, of another issuer or audience, or signed by no known key.
        """
        try:
            kid = jwt.get_unverified_header(token).get("kid", "")
            key = self._keys.get(kid) or await self._reload(kid)
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
            roles=frozenset(claims.get("roles", ())),
            venues=frozenset(claims.get("venues", ())),
            guest_id=claims.get("guest_id"),
            departments=frozenset(claims.get("departments", ())),
        )

    async def _reload(self, kid: str) -> jwt.PyJWK:
        async with self._loading:
            if kid not in self._keys:
                found = await asyncio.to_thread(self._fetch)
                self._keys = {key.key_id or "": key for key in jwt.PyJWKSet.from_dict(found).keys}
        if kid not in self._keys:
            raise Unauthenticated(f"no key {kid!r} at the issuer")
        return self._keys[kid]

    def _fetch(self) -> dict[str, Any]:
        source = self._jwks or self._discover()
        if source.startswith(("http://", "https://")):
            return _get_json(source)
        loaded: dict[str, Any] = json.loads(Path(source).read_text())
        return loaded

    def _discover(self) -> str:
        document = _get_json(f"{self._issuer.rstrip('/')}/.well-known/openid-configuration")
        return str(document["jwks_uri"])


def _get_json(url: str) -> dict[str, Any]:
    import httpx

    answer = httpx.get(url, timeout=5)
    answer.raise_for_status()
    found: dict[str, Any] = answer.json()
    return found


Guard = Callable[[Request], Awaitable[Any]]


def requires(*roles: Role) -> Any:
    """Route parameter: the caller, who must have one of `roles`. Answers 401 or 403 otherwise."""
    if not roles:
        raise ValueError("state at least one role")

    async def guard(request: Request) -> Principal:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Unauthenticated("send Authorization: Bearer <token>")
        verifier: Verifier = request.app.state.verifier
        principal = await verifier.principal(token)
        if not principal.has(*roles):
            raise Refused("role-required", f"this needs one of: {', '.join(roles)}", kind="forbidden")
        request.state.principal = principal
        return principal

    guard.states = roles  # type: ignore[attr-defined]  # read back by `check_routes`
    return Depends(guard)


def public() -> Any:
    """Route dependency: anyone may call."""

    async def guard() -> None:
        return None

    guard.states = ("public",)  # type: ignore[attr-defined]  # read back by `check_routes`
    return Depends(guard)


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
