"""Kinds of message: which event tells whom what. The tables stand in `told`; this is their grammar."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import NoneType, UnionType
from typing import Any, TypeGuard, Union, get_args, get_origin

from contracts.event import Event, Part
from services.notifications.domain.delivery import Notice, Recipient

__all__ = [
    "Kind",
    "by_event",
    "desk",
    "facts_of",
    "guest",
    "level_of",
    "notices",
    "possible_facts",
    "staff",
    "sure_facts",
]

_STAFF = frozenset({"staff", "urgent", "digest"})
"""Categories that speak to colleagues, who are not addressed by name."""

To = Callable[[Any], tuple[Recipient, ...]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of message.

    Attributes:
        name: also the template's name.
        event: what it tells of.
        category: see `policy.Category`.
        to: whom, read off the event.
        when: which of these events are told at all.
        subject: field that names the booking, case or member it is about.
        speaks_of: field with the start it speaks of; the message is dropped once the booking is called
            off or moved off that start.
        while_standing: dropped once the booking (or offer, seat, redemption) is called off, though it speaks
            of no start.
        until: field with the moment it becomes useless.
        sure: further fields that are always there when `when` holds.
        fallbacks: facts that older events, and deliveries planned from them, lack; and the fact read in the
            place of each, so that it is always there.
        level: the level called, or ``{level}`` for the one the event names; the call climbs when nobody
            acknowledges.
        day_only: useless after the local day it was wished for (greetings).
    """

    name: str
    event: type[Event]
    category: str
    to: To
    when: Callable[[Any], bool] = lambda _event: True
    subject: str | None = None
    speaks_of: str | None = None
    while_standing: bool = False
    until: str | None = None
    sure: tuple[str, ...] = ()
    fallbacks: tuple[tuple[str, str], ...] = ()
    level: str | None = None
    day_only: bool = False

    def notices(self, event: Event) -> tuple[Notice, ...]:
        """Everyone this event makes somebody be told of, by this kind."""
        if getattr(event, "recorded", False) or not self.when(event):
            return ()
        facts = facts_of(event)
        return tuple(
            Notice(
                kind=self.name,
                category=self.category,
                recipient=recipient,
                facts=facts,
                venue_id=getattr(event, "venue_id", None),
                subject_id=getattr(event, self.subject) if self.subject else None,
                subject_at=_moment(event, self.speaks_of),
                valid_until=_moment(event, self.until),
                while_standing=self.while_standing or self.speaks_of is not None,
            )
            for recipient in dict.fromkeys(self.to(event))
        )

    def completed(self, facts: Mapping[str, str]) -> dict[str, str]:
        """A notice's facts, and what stands in for those it lacks."""
        return {name: facts[other] for name, other in self.fallbacks if other in facts} | dict(facts)


def notices(kinds: Iterable[Kind], event: Event) -> tuple[Notice, ...]:
    """Everyone to be told of `event`, by any of `kinds`."""
    return tuple(notice for kind in kinds if kind.event is type(event) for notice in kind.notices(event))


def _moment(event: Event, field: str | None) -> datetime | None:
    """A time the event names, in UTC and whole milliseconds, as every time is kept."""
    value = getattr(event, field) if field else None
    if not isinstance(value, datetime):
        return None
    value = value.astimezone(UTC)
    return value.replace(microsecond=value.microsecond // 1000 * 1000)


# Whom


def guest(field: str = "guest_id") -> To:
    """The guest, or guests, a field names; nobody for an anonymous one."""

    def to(event: Event) -> tuple[Recipient, ...]:
        return tuple(Recipient("guest", each) for each in _ids(getattr(event, field)))

    return to


def staff(*fields: str, otherwise: str, before: str | None = None) -> To:
    """The members of staff these fields name; if they name none, the desk ``otherwise`` of the venue.

    ``otherwise`` is a role, or ``{level}`` for the one the event's field `level` names; `before` names who
    is told of an event from before it had these fields.
    """

    def to(event: Event) -> tuple[Recipient, ...]:
        named = (before,) if before and not event.model_fields_set.intersection(fields) else fields
        found = tuple(Recipient("staff", each) for field in named for each in _ids(getattr(event, field)))
        return found or desk(otherwise)(event)

    return to


def desk(role: str) -> To:
    """Everyone who holds `role` at the event's venue (or in the chain, where it names none)."""

    def to(event: Event) -> tuple[Recipient, ...]:
        held = level_of(role, event)
        venue = getattr(event, "venue_id", None) or "*"
        return (Recipient("desk", f"{'agent' if held == 'desk' else held}@{venue}"),)

    return to


def level_of(role: str, event: Event) -> str:
    """A role as the tables write it: a name, or ``{field}`` for what the event's field says."""
    return str(getattr(event, role[1:-1])) if role.startswith("{") else role


def _ids(value: str | Iterable[str] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


# Facts


def facts_of(event: Part, prefix: str = "") -> dict[str, str]:
    """The event's fields as texts: times in ISO form, lists joined, parts flattened, nothing for None."""
    facts: dict[str, str] = {}
    for name in type(event).model_fields:
        value = getattr(event, name)
        if isinstance(value, Part):
            facts |= facts_of(value, f"{prefix}{name}_")
            continue
        text = _as_text(value)
        if text:
            facts[prefix + name] = text
    return facts


def _as_text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else ""
        case datetime() | date():
            return value.isoformat()
        case str() | int():
            return str(value)
        case tuple():
            return "; ".join(_as_text(each) for each in value if not isinstance(each, Part))
        case _:
            return ""


def sure_facts(kind: Kind) -> frozenset[str]:
    """Facts every message of this kind has: a template may use them anywhere."""
    found = {name for name in kind.event.model_fields if _is_sure(kind.event, name)}
    return frozenset(found).union(kind.sure, (name for name, _ in kind.fallbacks), _common(kind))


def possible_facts(kind: Kind) -> frozenset[str]:
    """Facts a message of this kind may have: a template may use them in an optional part."""
    return frozenset(_names(kind.event, "")) | _common(kind)


def _common(kind: Kind) -> frozenset[str]:
    """Facts added when the text is made: the venue's name (or the house's), and a guest's own."""
    return frozenset({"venue_name"} if kind.category in _STAFF else {"venue_name", "guest_name"})


def _names(event: type[Part], prefix: str) -> Iterable[str]:
    for name, field in event.model_fields.items():
        part = next((each for each in _alternatives(field.annotation) if _is_part(each)), None)
        if part is not None:
            yield from _names(part, f"{prefix}{name}_")
        else:
            yield prefix + name


def _is_sure(event: type[Event], name: str) -> bool:
    field = event.model_fields[name]
    choices = _alternatives(field.annotation)
    if NoneType in choices or bool in choices or any(get_origin(each) is tuple for each in choices):
        return False
    return not any(_is_part(each) for each in choices) and (field.is_required() or bool(field.default))


def _alternatives(annotation: object) -> tuple[object, ...]:
    return get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)


def _is_part(annotation: object) -> TypeGuard[type[Part]]:
    return isinstance(annotation, type) and issubclass(annotation, Part)


def by_event(kinds: Iterable[Kind]) -> Mapping[type[Event], tuple[Kind, ...]]:
    """The kinds each event class is told by."""
    found: dict[type[Event], tuple[Kind, ...]] = {}
    for kind in kinds:
        found[kind.event] = (*found.get(kind.event, ()), kind)
    return found
