"""A request's effect outside an aggregate, or on several of them: had once, and answered as it was then."""

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

__all__ = ["Done", "once", "whole"]


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


async def whole(desk: Desk, cause: Cause, work: Callable[[], Awaitable[BaseModel]]) -> Done:
    """Let `work` change several things, each by a part of `cause`, and keep what it answers.

    As with `once`, a request that comes again gets the first answer, whatever has happened since. Nobody has
    been answered if the process dies before it is kept: then `work` runs again, and finds its parts done.

    Raises:
        Refused: by `work`, or because the cause's id was used for another request.
    """
    if (mark := await desk.inbox.find(cause)) is not None:
        return Done(mark.answer or {}, replayed=True)
    answer = await work()

    async def kept(_: Session) -> BaseModel:
        return answer

    return await once(desk, cause, kept)
