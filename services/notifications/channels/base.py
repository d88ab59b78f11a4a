"""The interface every provider fits: send one message, and say later whether it was taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from services.notifications.domain.delivery import Outcome, Result
from services.notifications.domain.planning import Providers

__all__ = ["CANNOT_TELL", "Outgoing", "Provider", "Registry"]

CANNOT_TELL = Result(Outcome.UNKNOWN, detail="this provider cannot tell")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message as a provider gets it. Lives in memory only: it holds an address and a name.

    Attributes:
        key: the delivery's id; the same in every try, so a provider that knows keys drops a second one.
        to: E.164 phone, email address, inbox key or subscription id.
        facts: what the texts were made of, for providers that send registered templates.
        zone: IANA zone in which times are read out.
        payload: ready body of a webhook.
        started_at: when this attempt began.
    """

    key: str
    to: str
    kind: str
    language: str
    title: str
    body: str
    sms: str
    started_at: datetime
    facts: Mapping[str, str] = field(default_factory=dict)
    zone: str = "UTC"
    payload: str | None = None
    venue_id: str | None = None
    valid_until: datetime | None = None


class Provider(Protocol):
    """One way to hand messages over.

    Neither method raises for what the other side does: every answer, refusal and silence is a `Result`.
    """

    @property
    def name(self) -> str:
        """Stable name, as in settings and records."""

    @property
    def channel(self) -> str:
        """``sms``, ``email``, ``inapp``, ``webhook`` or ``phone``."""

    @property
    def repeatable(self) -> bool:
        """Whether it drops a second message with the same key."""

    async def send(self, message: Outgoing) -> Result:
        """Hand one message over."""

    async def ask(self, message: Outgoing) -> Result:
        """After a cut-off attempt: was the message with this key taken?

        ``ACCEPTED``: yes. ``FAILED``: certainly not. ``UNKNOWN``: it cannot tell; `repeatable` then says
        whether sending again under the same key is safe.
        """

    async def close(self) -> None:
        """Let connections go."""


class Registry:
    """The configured providers, by channel and in order of preference."""

    def __init__(self, providers: Iterable[Provider]) -> None:
        self._all = tuple(providers)
        self._named = {(each.channel, each.name): each for each in self._all}

    @property
    def names(self) -> Providers:
        """Provider names by channel, for planning."""
        found: dict[str, tuple[str, ...]] = {}
        for each in self._all:
            found[each.channel] = (*found.get(each.channel, ()), each.name)
        return found

    def get(self, channel: str, name: str) -> Provider | None:
        """The provider, or None if it is configured no more."""
        return self._named.get((channel, name))

    async def close(self) -> None:
        """Let all connections go."""
        for each in self._all:
            await each.close()
