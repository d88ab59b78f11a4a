"""Policies: versioned rules with an effective date, for the chain and, overriding it, per venue.

Version 0 is the defaults in code. A version holds only what it changes, and leaves what those before it
changed: the values in force at a moment are the defaults, then what the chain's versions effective by then
set, then what the venue's set; null gives a value back to what is below. Versions are never changed and never
take effect in the past, so what was judged stays judged. None is published that would not fit the others.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
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

log = logging.getLogger(__name__)

P = TypeVar("P")
CHAIN = "chain"
COLLECTION = "policies"

_LARGEST = 10**12
_LEFT_OUT = (
    "policy: version %d of %s does not fit what came after it or what it stands on (%s; %s) and is left out; "
    "publish a version there that sets the fields to values that fit, or to null (POST /policy/versions)"
)
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
        changes: field name → value, for the fields it sets; None for those it gives back.
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

    async def at(self, venue_id: str | None, moment: datetime, *, upto: int | None = None) -> Policy[P]:
        """The rules in force at a venue (None: the chain) at a moment.

        Args:
            upto: the version that judged something then; one published later was not known to who judged.
        """
        versions = await self.versions()
        if upto is not None:
            versions = [each for each in versions if each.version <= upto]
        return self._in_force(versions, venue_id, moment)

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
        while True:
            self._read_at = None
            versions = await self.versions()
            entry = PolicyVersion(_next(versions), scope, effective_from, changes, author, reason)
            self._check([*versions, entry], entry)
            document = {name: getattr(entry, name) for name in PolicyVersion.__slots__ if name != "version"}
            try:
                await self._policies.insert_one({"_id": entry.version, **document}, session=session)
            except DuplicateKeyError as error:
                if session is not None:
                    raise Raced from error
                continue
            self._read_at = None
            return entry

    async def tried(self, scope: str, changes: dict[str, Any]) -> Callable[[str | None], P]:
        """The rules by venue (None: the chain) had `scope` published these changes; nothing is published.

        Raises:
            Refused: as for publication.
        """
        now = self._clock.now()
        versions = await self.versions()
        entry = PolicyVersion(_next(versions), scope, now, changes, "", "")
        versions = [*versions, entry]
        self._check(versions, entry)
        return lambda venue_id: self._values_in_force(versions, venue_id, now)

    def _check(self, versions: list[PolicyVersion], entry: PolicyVersion) -> None:
        """Refuse `entry`, one of `versions`, if nobody could live by it, then or when others begin."""
        unknown = sorted(set(entry.changes) - set(_fields(self.defaults)))
        if unknown:
            raise Refused(
                "unknown-policy-field",
                f"known fields: {', '.join(_fields(self.defaults))}",
                field=f"changes.{unknown[0]}",
                kind="invalid",
            )
        begins = entry.effective_from
        own = None if entry.scope == CHAIN else entry.scope
        typed = self._values_in_force(versions, own, begins, strict=entry.scope)
        for name, value in entry.changes.items():
            if value is not None:
                _in_reach(name, name, getattr(typed, name))
        concerned = sorted({each.scope for each in versions} | {CHAIN}) if own is None else [own]
        for scope in concerned:
            moments = {each.effective_from for each in versions if each.scope in (CHAIN, scope)}
            for moment in sorted(each for each in moments if each >= begins):
                venue_id = None if scope == CHAIN else scope
                try:
                    self._values_in_force(versions, venue_id, moment, strict=scope)
                except Refused as error:
                    if scope != entry.scope and not self._fits(versions, entry, scope, moment):
                        continue  # it is no fault of this one, and whoever mends the one may not mend both
                    detail = f"with {scope}'s other rules from {moment.isoformat()} on: {error.detail}"
                    raise Refused(error.code, detail, field=error.field, kind="invalid") from error

    def _fits(
        self, versions: list[PolicyVersion], entry: PolicyVersion, venue_id: str, moment: datetime
    ) -> bool:
        """Whether a venue's versions fit each other and the chain's without `entry`."""
        before = [each for each in versions if each is not entry]
        try:
            self._values_in_force(before, venue_id, moment, strict=venue_id)
        except Refused:
            return False
        return True

    def _in_force(self, versions: list[PolicyVersion], venue_id: str | None, moment: datetime) -> Policy[P]:
        key = tuple(each.version for scope in _scopes(venue_id) for each in _begun(versions, scope, moment))
        if key not in self._made:  # merging checks every value, and every message asks
            values = self._values_in_force(versions, venue_id, moment)
            self._made[key] = Policy(max(key, default=0), values)
        return self._made[key]

    def _values_in_force(
        self,
        versions: list[PolicyVersion],
        venue_id: str | None,
        moment: datetime,
        *,
        strict: str | None = None,
    ) -> P:
        """What a scope's versions make; of a book from before all had to fit, the newest of them that do.

        Args:
            strict: the scope whose versions all have to.

        Raises:
            Refused: they do not.
        """
        values = self.defaults
        for scope in _scopes(venue_id):
            begun = _begun(versions, scope, moment)
            while True:
                changes: dict[str, Any] = {}
                for each in begun:
                    changes |= each.changes
                given = {name: each for name, each in changes.items() if each is not None}
                try:
                    values = self._merged(values, given)
                    break
                except Refused as error:
                    if scope == strict:
                        raise
                    log.warning(_LEFT_OUT, begun[0].version, scope, error.detail, error.field)
                    begun = begun[1:]
        return values

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


def _next(versions: list[PolicyVersion]) -> int:
    return max((each.version for each in versions), default=0) + 1


def _scopes(venue_id: str | None) -> tuple[str, ...]:
    return (CHAIN,) if venue_id is None else (CHAIN, venue_id)


def _begun(versions: list[PolicyVersion], scope: str, moment: datetime) -> list[PolicyVersion]:
    """Those of a scope that are effective by `moment`, as they came into force."""
    begun = [each for each in versions if each.scope == scope and each.effective_from <= moment]
    return sorted(begun, key=lambda each: (each.effective_from, each.version))
