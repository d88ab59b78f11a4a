"""Email by SMTP. The protocol has no keys and no status query: an attempt cut off in DATA stays doubtful."""

from __future__ import annotations

import asyncio
import re
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

import aiosmtplib

from services.notifications.channels.base import CANNOT_TELL, Outgoing
from services.notifications.domain.delivery import Outcome, Result

__all__ = ["SmtpEmail"]

_MAILBOX = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9.-]+")
"""One address, in the letters every server takes: a comma would make two of it, another script breaks off."""


class SmtpEmail:
    """One SMTP server, over a few connections kept open.

    Args:
        sender: the From address, with or without a display name.
        timeout: seconds a command may take, and a message may wait for a connection.
        connections: how many there are at a time.
    """

    channel = "email"
    repeatable = False

    def __init__(
        self,
        name: str,
        host: str,
        port: int,
        sender: str,
        *,
        username: str | None = None,
        password: str | None = None,
        start_tls: bool | None = None,
        use_tls: bool = False,
        timeout: float = 10,
        connections: int = 4,
    ) -> None:
        self.name = name
        self._sender = sender
        self._domain = parseaddr(sender)[1].rpartition("@")[2] or "localhost"
        self._options = {
            "hostname": host,
            "port": port,
            "username": username,
            "password": password,
            "start_tls": start_tls,
            "use_tls": use_tls,
            "timeout": timeout,
        }
        self._timeout = timeout
        self._idle: list[aiosmtplib.SMTP] = []
        self._slots = asyncio.Semaphore(connections)

    async def send(self, message: Outgoing) -> Result:
        """Hand the email over; the Message-ID is the delivery's, so mailboxes can fold doubles."""
        try:
            await asyncio.wait_for(self._slots.acquire(), self._timeout)
        except TimeoutError:
            return Result(Outcome.BUSY, detail="no free connection")
        try:
            return await self._send(message)
        finally:
            self._slots.release()

    async def _send(self, message: Outgoing) -> Result:
        if not _MAILBOX.fullmatch(message.to):
            return Result(Outcome.REFUSED, detail="no address that mail can go to")
        try:
            client = await self._connected()
        except (aiosmtplib.SMTPException, OSError) as error:
            return Result(Outcome.FAILED, detail=_brief(error))
        result = await self._transact(client, message)
        if result.outcome is Outcome.ACCEPTED:
            self._idle.append(client)
        else:
            client.close()
        return result

    async def ask(self, message: Outgoing) -> Result:  # noqa: ARG002 -- SMTP has no status query
        """SMTP cannot tell."""
        return CANNOT_TELL

    async def close(self) -> None:
        """Say goodbye on the open connections."""
        while self._idle:
            client = self._idle.pop()
            try:
                await client.quit()
            except (aiosmtplib.SMTPException, OSError):
                client.close()

    async def _connected(self) -> aiosmtplib.SMTP:
        while self._idle:
            client = self._idle.pop()
            try:
                await client.noop()
            except (aiosmtplib.SMTPException, OSError):
                client.close()
            else:
                return client
        client = aiosmtplib.SMTP(**self._options)  # type: ignore[arg-type]  # the options' types are the client's
        await client.connect()
        return client

    async def _transact(self, client: aiosmtplib.SMTP, message: Outgoing) -> Result:
        try:
            await client.mail(parseaddr(self._sender)[1])
            await client.rcpt(message.to)
        except aiosmtplib.SMTPResponseException as error:
            return _answered(error)
        except (aiosmtplib.SMTPException, OSError) as error:
            return Result(Outcome.FAILED, detail=_brief(error))
        try:
            response = await client.data(self._written(message).as_bytes())
        except aiosmtplib.SMTPResponseException as error:
            return _answered(error)
        except (aiosmtplib.SMTPException, OSError) as error:
            # The text may be with the server already: nobody can tell.
            return Result(Outcome.UNKNOWN, detail=_brief(error))
        return Result(Outcome.ACCEPTED, reference=response.message[:120])

    def _written(self, message: Outgoing) -> EmailMessage:
        email = EmailMessage()
        email["From"] = self._sender
        email["To"] = message.to
        email["Subject"] = " ".join(message.title.split())  # a name in it may hold a line break
        email["Message-ID"] = f"<{message.key}@{self._domain}>"
        email["Date"] = format_datetime(message.started_at)
        email["Content-Language"] = message.language
        email["Auto-Submitted"] = "auto-generated"
        email.set_content(message.body)
        return email


def _answered(error: aiosmtplib.SMTPResponseException) -> Result:
    """A permanent refusal (5xx) ends this way; "too many" (421, 45x) asks for patience."""
    detail = f"{error.code}"
    if error.code in {421, 450, 451, 452}:
        return Result(Outcome.BUSY, detail=detail)
    return Result(Outcome.REFUSED if error.code >= 500 else Outcome.FAILED, detail=detail)


def _brief(error: Exception) -> str:
    """The kind of error only: its text may hold an address."""
    return type(error).__name__
