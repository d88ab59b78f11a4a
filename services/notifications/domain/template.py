"""Templates: the wording of one kind of message in one language, for the chain or one venue, in versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from infra.chassis.decision import Decided, Refused
from services.notifications.domain.kinds import possible_facts, sure_facts
from services.notifications.domain.told import BY_NAME
from services.notifications.domain.wording import Problem, impolite, problems, render

__all__ = [
    "OWN",
    "Template",
    "Text",
    "Wording",
    "candidates",
    "check",
    "facts_for",
    "finish",
    "parts",
    "save",
    "template_id",
]

CHAIN = "*"
_ONE_SMS, _SMS_OF_SEVERAL = 70, 67
"""Characters of a single SMS, and of each part of a longer one, in any script."""
OWN: Mapping[str, frozenset[str]] = {"burst-digest": frozenset({"count", "kind", "venue_name"})}
"""Kinds told of no single event, with their facts."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One text in its forms. `sms` is the short form; without one, the body is sent."""

    title: str
    body: str
    sms: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A wording as somebody saved it."""

    number: int
    wording: Wording
    saved_at: datetime
    saved_by: str


@dataclass(frozen=True, slots=True)
class Template:
    """All versions of a wording; the last one is in use.

    Attributes:
        venue_id: the venue it speaks for, or ``*``.
    """

    kind: str
    language: str
    venue_id: str
    versions: tuple[Version, ...] = ()

    @property
    def current(self) -> Version:
        """The version in use."""
        return self.versions[-1]


@dataclass(frozen=True, slots=True)
class Text:
    """A finished message."""

    title: str
    body: str
    sms: str


def template_id(kind: str, language: str, venue_id: str | None) -> str:
    """Id of the template for a venue, or (None) the chain."""
    return f"{kind}|{language}|{venue_id or CHAIN}"


def candidates(kind: str, language: str, venue_id: str | None) -> tuple[str, ...]:
    """Ids to look for, the most particular first; after them the house's own wording."""
    ids = [template_id(kind, language, venue_id)] if venue_id else []
    return (*ids, template_id(kind, language, None))


def facts_for(kind: str) -> tuple[frozenset[str], frozenset[str]]:
    """Facts a message of this kind always has, and those it may have.

    Raises:
        Refused: ``unknown-kind``.
    """
    if kind in OWN:
        return OWN[kind], OWN[kind]
    if kind not in BY_NAME:
        raise Refused("unknown-kind", f"there is no message kind {kind!r}", field="kind", kind="missing")
    return sure_facts(BY_NAME[kind]), possible_facts(BY_NAME[kind])


def check(kind: str, language: str, wording: Wording) -> tuple[tuple[str, Problem], ...]:
    """Everything wrong with a wording, as (field, problem) (rule N3).

    The body, and the short form if there is one, must be polite; a title is too short for it.
    """
    sure, possible = facts_for(kind)
    found: list[tuple[str, Problem]] = []
    for field in ("title", "body", "sms"):
        text = getattr(wording, field)
        if field == "sms" and not text:
            continue
        found += [(field, problem) for problem in problems(text, sure, possible)]
        rude = impolite(text, language) if field != "title" else None
        if rude is not None:
            found.append((field, rude))
    return tuple(found)


def save(
    state: Template | None,
    kind: str,
    language: str,
    venue_id: str | None,
    wording: Wording,
    saved_by: str,
    now: datetime,
) -> Decided[Template]:
    """Add a version.

    Raises:
        Refused: ``template-refused``, with every problem and its field.
    """
    found = check(kind, language, wording)
    if found:
        raise Refused(
            "template-refused",
            "; ".join(f"{field}: {problem.detail}" for field, problem in found),
            field=found[0][0],
            kind="invalid",
            extra={
                "problems": [
                    {"field": field, "code": problem.code, "detail": problem.detail}
                    for field, problem in found
                ]
            },
        )
    before = state or Template(kind, language, venue_id or CHAIN)
    if before.versions and before.current.wording == wording:
        return before, ()
    version = Version(len(before.versions) + 1, wording, now, saved_by)
    return Template(kind, language, before.venue_id, (*before.versions, version)), ()


def finish(wording: Wording, facts: Mapping[str, str], language: str, zone: str) -> Text:
    """The finished message.

    Raises:
        MissingValue: a hole stays open; nothing may be sent.
    """
    title, body = (
        render(text, facts, language=language, zone=zone) for text in (wording.title, wording.body)
    )
    short = render(wording.sms, facts, language=language, zone=zone) if wording.sms else body
    return Text(title, body, short)


def parts(sms: str) -> int:
    """How many SMS a text is sent, and billed, as."""
    return 1 if len(sms) <= _ONE_SMS else -(-len(sms) // _SMS_OF_SEVERAL)
