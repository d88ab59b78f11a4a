"""What the sink caught, newest first."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from infra.chassis.mongo import Database, Index

__all__ = ["Caught", "Message"]

_KEEP_SECONDS = 7 * 86400


@dataclass(frozen=True, slots=True)
class Message:
    """A caught message."""

    id: str
    channel: str
    to: str
    subject: str
    text: str
    at: datetime


class Caught:
    """The sink's memory; a message with a known id is the same message again."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._messages = db.collection("sink_messages")

    async def ensure(self) -> None:
        """Create the collection; messages go after a week."""
        await self._db.ensure("sink_messages", [Index([("at", 1)], expire_seconds=_KEEP_SECONDS)])

    async def keep(self, message: Message) -> None:
        """Remember a message."""
        document: dict[str, Any] = asdict(message)
        key = f"{message.channel}|{document.pop('id')}"
        await self._messages.update_one({"_id": key}, {"$set": document, "$inc": {"copies": 1}}, upsert=True)

    async def newest(self, limit: int, to: str | None = None) -> list[tuple[Message, int]]:
        """The newest messages with how many copies of each came, for one address if given."""
        query = {"to": to} if to else {}
        found = self._messages.find(query, sort=[("at", -1)], limit=limit)
        return [
            (
                Message(
                    id=each["_id"].partition("|")[2],
                    channel=each["channel"],
                    to=each["to"],
                    subject=each["subject"],
                    text=each["text"],
                    at=each["at"],
                ),
                each["copies"],
            )
            async for each in found
        ]
