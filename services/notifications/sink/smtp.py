"""A small SMTP server (RFC 5321's minimum) that hands every message to a function."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from email import message_from_bytes, policy
from email.message import EmailMessage

__all__ = ["SmtpSink"]

_LARGEST = 4 * 1024 * 1024
_GREETING = b"220 sink.local ready\r\n"
_ANSWERS = {
    b"HELO": b"250 sink.local\r\n",
    b"EHLO": b"250-sink.local\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n",
    b"MAIL": b"250 OK\r\n",
    b"NOOP": b"250 OK\r\n",
    b"RSET": b"250 OK\r\n",
    b"QUIT": b"221 Bye\r\n",
}


class SmtpSink:
    """Listens on the loopback interface.

    Args:
        take: gets the recipients and the message; an exception is answered with 451.
    """

    def __init__(self, take: Callable[[list[str], EmailMessage], Awaitable[None]]) -> None:
        self._take = take
        self._server: asyncio.Server | None = None
        self.port = 0

    async def start(self, port: int = 0) -> None:
        """Listen; `port` is then the real one."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", port, limit=_LARGEST)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._talk(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # the client left, or talks nonsense
        finally:
            writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        recipients: list[str] = []
        writer.write(_GREETING)
        while line := await reader.readline():
            verb = line[:4].upper().strip()
            if verb == b"RCPT":
                recipients.append(line.partition(b"<")[2].partition(b">")[0].decode(errors="replace"))
                answer = b"250 OK\r\n"
            elif verb == b"DATA":
                writer.write(b"354 End with a dot\r\n")
                answer = await self._data(await reader.readuntil(b"\r\n.\r\n"), recipients)
                recipients = []
            else:
                answer = _ANSWERS.get(verb, b"502 Not here\r\n")
            writer.write(answer)
            await writer.drain()
            if verb == b"QUIT":
                return

    async def _data(self, raw: bytes, recipients: list[str]) -> bytes:
        text = raw.removesuffix(b".\r\n").replace(b"\r\n..", b"\r\n.")
        try:
            message = message_from_bytes(text, _class=EmailMessage, policy=policy.default)
            await self._take(recipients, message)
        except Exception:  # whatever went wrong here, the client may try again
            return b"451 Try again\r\n"
        return b"250 Caught\r\n"
