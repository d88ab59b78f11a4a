"""The SMTP listener: a letter is taken (250) only once its case is stored; else the sender keeps it.

A letter that answers one of ours, quotes a case number or continues a thread is noted on that case; any
other opens one. The Message-ID is the cause, so a letter sent twice has its effect once.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import datetime
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from infra.chassis.cause import Cause
from infra.chassis.decision import Decided
from infra.chassis.ids import new_id
from services.complaints.domain import owning
from services.complaints.domain.case import Case
from services.complaints.domain.opening import Opening
from services.complaints.domain.parts import NO_CONTACT, Contact, Intake
from services.complaints.domain.rules import Rules
from services.complaints.mail.letter import Letter, read_letter
from services.complaints.store.clerk import Clerk

__all__ = ["Postbox", "listener"]

log = logging.getLogger(__name__)
_LARGEST = 10 * 1024 * 1024


class Postbox:
    """Takes letters.

    Args:
        venues: venue id by receiving address.
    """

    def __init__(self, clerk: Clerk, venues: dict[str, str]) -> None:
        self._clerk = clerk
        self._venues = {address.casefold(): venue_id for address, venue_id in venues.items()}

    def venue_of(self, address: str) -> str | None:
        """The venue an address stands for."""
        return self._venues.get(address.casefold())

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take letters to our own addresses only."""
        if self.venue_of(address) is None:
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Store the letter, then take it."""
        content = envelope.content
        venue_id = self.venue_of(envelope.rcpt_tos[0])
        if venue_id is None or not isinstance(content, bytes):
            return "554 5.6.0 not a letter"
        if envelope.mail_from == "<>":  # what was not delivered comes back so; answered, it would again
            return "250 2.0.0 taken"
        try:
            await self.take(await asyncio.to_thread(read_letter, content), venue_id)
        except Exception:
            log.exception("mail: a letter was not taken; its sender keeps it")
            return "451 4.3.0 try again later"
        return "250 2.0.0 taken"

    async def take(self, letter: Letter, venue_id: str) -> str | None:
        """Note the letter on its case, or open one; the case's id, or None for a machine's letter."""
        if letter.automatic:
            return None
        cause = Cause("mail", letter.sender, letter.message_id)
        known = await self._clerk.cases.of_thread([letter.message_id, *letter.answers])
        if known is None and letter.number:
            known = await self._clerk.cases.of_number(letter.number)
        if known is not None and known.state.status != "closed":
            await self._clerk.act(known.id, _noted(letter), cause)
            return known.id
        opening = _opening(letter, venue_id)
        if letter.sender:
            # Anybody may claim an address: it leads to its guest, of whom nothing known is changed.
            guest = await self._clerk.guests.of(opening.intake.contact)
            opening = replace(opening, guest_id=guest.id if guest else None)
        return (await self._clerk.open(opening, cause)).id


def listener(postbox: Postbox, host: str, port: int) -> Callable[[asyncio.Event], Coroutine[Any, Any, None]]:
    """The background work that listens until told to stop."""

    async def listen(stopping: asyncio.Event) -> None:
        server = await asyncio.get_running_loop().create_server(
            lambda: SMTP(postbox, data_size_limit=_LARGEST, enable_SMTPUTF8=True, hostname="clubhouse"),
            host,
            port,
        )
        async with server:
            await stopping.wait()

    return listen


def _noted(letter: Letter) -> Callable[[Case, Rules, datetime], Decided[Case]]:
    return lambda case, _rules, now: owning.add_mail(case, now, letter.message_id, letter.text)


def _opening(letter: Letter, venue_id: str) -> Opening:
    intake = Intake(
        channel="email",
        content=f"{letter.subject}\n\n{letter.text}".strip(),
        contact=Contact(letter.name, None, letter.sender) if letter.sender else NO_CONTACT,
        reply_by="email" if letter.sender else None,
        anonymous=not letter.sender,
        thread=(letter.message_id, *letter.answers),
    )
    return Opening(
        id=new_id(),
        kind="complaint",
        venue_id=venue_id,
        guest_id=None,
        owner_id="",
        category="email",
        about=letter.message_id,
        intake=intake,
    )
