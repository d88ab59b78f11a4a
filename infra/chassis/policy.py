"""Policies: versioned rules with an effective date, for the chain and, overriding it, per venue.

Version 0 is the defaults in code. A version holds only what it changes; the values in force at a moment
are the defaults, then the chain's newest version effective by then, then the venue's. Versions are never
changed and never take effect in the past, so what was judged stays judged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Generic, NoReturn, TypeVar

from pydantic import TypeAdapter, ValidationError
from pymongo.errors import DuplicateKeyError

from infra.chassis.clock import Clock
from infra.chassis.decision import Refused
from infra.chassis.mongo import Database, Index, Raced, Session
from infra.chassis.plain import is_plain

__all__ = ["CHAIN", "Policy", "PolicyBook", "PolicyVersion"]

P = TypeVar("P")
CHAIN = "chain"
COLLECTION = "policies"

_LARGEST = 10**12
_TEN_YEARS = {"seconds": 315_360_000, "minutes": 5_256_000, "hours": 87_600, "days": 3_650, "months": 120}
"""By the unit a field's name ends in: a time this long from now is still a time."""


@dataclass(frozen=True, slots=True)
class Policy(Generic[P]):
    """The rules in force: their values, and the newest version among those that made them."""

    version: int
    values: P


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """One entry of the book.

    Attributes:
        scope: ``chain`` or a venue id.
        changes: field name → value, for the fields it sets.
    """

    version: int
    scope: str
    effective_from: datetime
    changes: dict[str, Any]
    author: str
    reason: str


class PolicyBook(Generic[P]):
    """All versions of one service's policy.

    Args:
        defaults: the policy dataclass with its default values (version 0).
        refresh: how long a process may act on what it has read.
    """

    def __init__(
        self, db: Database, clock: Clock, defaults: P, *, refresh: timedelta = timedelta(seconds=2)
    ) -> None:
        self._db = db
        self._policies = db.collection(COLLECTION)
        self._clock = clock
        self.defaults = defaults
        self._adapter: TypeAdapter[P] = TypeAdapter(type(defaults))
        self._refresh = refresh
        self._read_at: datetime | None = None
        self._versions: list[PolicyVersion] = []
        self._made: dict[tuple[int, ...], Policy[P]] = {}

    async def ensure(self) -> None:
        """Create the indexes."""
        await self._db.ensure(COLLECTION, [Index([("scope", 1), ("effective_from", 1)])])

    def now(self) -> datetime:
        """The present, by the service's clock."""
        return self._clock.now()

    async def at(self, venue_id: str | None, moment: datetime) -> Policy[P]:
        """The rules in force at a venue (None: the chain) at a moment."""
        versions = await self.versions()
        scopes = (CHAIN,) if venue_id is None else (CHAIN, venue_id)
        found = [entry for scope in scopes if (entry := _newest(versions, scope, moment)) is not None]
        key = tuple(entry.version for entry in found)
        if key not in self._made:  # merging checks every value, and every message asks
            values = self.defaults
            for entry in found:
                values = self._merged(values, entry.changes)
            self._made[key] = Policy(max(key, default=0), values)
        return self._made[key]

    async def versions(self) -> list[PolicyVersion]:
        """Every entry, oldest first."""
        now = self._clock.now()
        if self._read_at is None or not timedelta() <= now - self._read_at < self._refresh:
            found = self._policies.find({}, sort=[("_id", 1)])
            self._versions = [
                PolicyVersion(
                    version=each.pop("_id"), **{k: each[k] for k in PolicyVersion.__slots__ if k in each}
                )
                async for each in found
            ]
            self._read_at = now
        return self._versions

    def forget(self) -> None:
        """Read the book again at the next question."""
        self._read_at = None

    async def publish(
        self,
        *,
        scope: str,
        effective_from: datetime,
        changes: dict[str, Any],
        author: str,
        reason: str,
        session: Session | None = None,
    ) -> PolicyVersion:
        """Add a version.

        Args:
            session: of a transaction to do it in, which runs again if another version came first.

        Raises:
            Refused: it would take effect in the past, names no known field, or has a wrong value.
        """
        if effective_from < self._clock.now():
            raise Refused(
                "policy-in-the-past",
                "choose a time that has not passed",
                field="effective_from",
                kind="invalid",
            )
        self.tried(self.defaults, changes)
        while True:
            self._read_at = None
            number = max((each.version for each in await self.versions()), default=0) + 1
            entry = PolicyVersion(number, scope, effective_from, changes, author, reason)
            document = {name: getattr(entry, name) for name in PolicyVersion.__slots__ if name != "version"}
            try:
                await self._policies.insert_one({"_id": number, **document}, session=session)
            except DuplicateKeyError as error:
                if session is not None:
                    raise Raced from error
                continue
            self._read_at = None
            return entry

    def tried(self, values: P, changes: dict[str, Any]) -> P:
        """`values` with `changes`, checked as for publication; nothing is published.

        Raises:
            Refused: a change names no known field, or has a wrong value.
        """
        unknown = sorted(set(changes) - set(_fields(self.defaults)))
        if unknown:
            raise Refused(
                "unknown-policy-field",
                f"known fields: {', '.join(_fields(self.defaults))}",
                field=f"changes.{unknown[0]}",
                kind="invalid",
            )
        typed = self._merged(values, changes)
        for name in changes:
            _in_reach(name, name, getattr(typed, name))
        return typed

    def _merged(self, values: P, changes: dict[str, Any]) -> P:
        try:
            typed = self._adapter.validate_python({**_values(values), **changes})
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            name = ".".join(str(part) for part in first["loc"]) or "changes"
            raise Refused(
                "bad-policy-value", first["msg"], field=f"changes.{name}", kind="invalid"
            ) from error
        return replace(values, **{name: getattr(typed, name) for name in changes})  # type: ignore[type-var]


def _fields(values: object) -> list[str]:
    return list(type(values).__dataclass_fields__)  # type: ignore[attr-defined]


def _values(values: object) -> dict[str, Any]:
    return {name: getattr(values, name) for name in _fields(values)}


def _in_reach(path: str, name: str, value: object) -> None:
    """Refuse what could be published, and would then fail whoever reckons with it.

    Args:
        path: where the value stands in the policy.
        name: the field it belongs to, which ends in its unit if it has one.
    """
    if isinstance(value, int):
        most = _TEN_YEARS.get(name.rpartition("_")[2], _LARGEST)
        if not -most <= value <= most:
            _refuse(path, f"{value} is out of reach: at most {most}")
    elif isinstance(value, Mapping):
        for key, each in value.items():
            if not is_plain(str(key)):
                _refuse(path, "a key holds control characters")
            _in_reach(f"{path}.{key}", name, each)
    elif isinstance(value, tuple | list):
        for number, each in enumerate(value):
            _in_reach(f"{path}.{number}", name, each)
    elif is_dataclass(value):
        for field in fields(value):
            _in_reach(f"{path}.{field.name}", field.name, getattr(value, field.name))


def _refuse(path: str, detail: str) -> NoReturn:
    raise Refused("bad-policy-value", detail, field=f"changes.{path}", kind="invalid")


def _newest(versions: list[PolicyVersion], scope: str, moment: datetime) -> PolicyVersion | None:
    in_force = [each for each in versions if each.scope == scope and each.effective_from <= moment]
    return max(in_force, key=lambda each: (each.effective_from, each.version), default=None)
