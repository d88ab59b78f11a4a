"""A request's effect outside an aggregate, had once: the operators' routes stand on it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from fastapi.responses import JSONResponse
from pydantic import BaseModel

from infra.chassis.cause import Cause
from infra.chassis.desk import Desk
from infra.chassis.http import REPLAYED
from infra.chassis.inbox import Mark, Seen
from infra.chassis.mongo import Document, Session

__all__ = ["Done", "once"]


@dataclass(frozen=True, slots=True)
class Done:
    """What a request was answered; `replayed` if it had its effect before."""

    body: Document
    replayed: bool = False

    def response(self, status: int = 200) -> JSONResponse:
        """The HTTP answer."""
        return JSONResponse(self.body, status, {REPLAYED: "true"} if self.replayed else None)


async def once(desk: Desk, cause: Cause, work: Callable[[Session], Awaitable[BaseModel]]) -> Done:
    """Let `work` write with the given session, once for `cause`, and keep what it answers.

    `work` may run several times before one transaction succeeds; a retried request gets the first answer.

    Raises:
        Refused: by `work`, or because the cause's id was used for another request.
    """

    async def attempt(session: Session) -> Document:
        if await desk.inbox.seen([cause], session):
            raise Seen
        body = (await work(session)).model_dump(mode="json")
        await desk.inbox.mark(session, [Mark(cause, body)], desk.clock.now())
        return body

    try:
        return Done(await desk.db.transact(attempt))
    except Seen:
        mark = await desk.inbox.find(cause)
        return Done((mark.answer if mark else None) or {}, replayed=True)
