"""Dead letters: list, show, correct, replay and discard what a consumer could not take."""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Awaitable, Callable
from typing import Annotated, ClassVar

from fastapi import APIRouter, Path, Query
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, Field

from infra.chassis.audit import Audit
from infra.chassis.auth import Principal
from infra.chassis.bodies import LenientBody
from infra.chassis.cause import Cause
from infra.chassis.decision import Refused
from infra.chassis.desk import Desk
from infra.chassis.http import RequestCause
from infra.chassis.mongo import Document, Session
from infra.chassis.once import once
from infra.chassis.outbox import LARGEST_RECORD
from infra.chassis.parking import Incoming, Parking
from infra.chassis.problems import problems
from infra.chassis.routes.callers import Operator

__all__ = ["dead_letter_routes"]

_Id = Annotated[str, Path(max_length=2000)]
_Filter = Annotated[str | None, Query(max_length=500)]
_LARGEST_VALUE = 2_000_000


class DeadLetter(BaseModel):
    """A record that failed for good, or is being retried, and what waits behind it."""

    id: str
    group: str
    topic: str
    key: str
    state: str = Field(description="`retrying` or `dead`.")
    reason: str
    detail: str
    attempts: int
    since: AwareDatetime
    waiting: int = Field(description="Records in the lane, this one included.")


class DeadLetterRecord(DeadLetter):
    """A dead letter with its record."""

    partition: int
    offset: int
    headers: dict[str, str]
    value_base64: str
    value_text: str | None = Field(description="The body where it is UTF-8 text.")


class Decision(LenientBody):
    """What to do about a dead letter."""

    reason: str = Field(min_length=1, max_length=500, examples=["the template is there now"])
    dry_run: bool = Field(False, description="Only say what would be done.")


class Edit(Decision):
    """A corrected record; parts left out stay as they are."""

    LONGEST_TEXT: ClassVar[int] = _LARGEST_VALUE

    headers: dict[str, str] | None = None
    value_text: str | None = Field(None, max_length=_LARGEST_VALUE)
    value_base64: str | None = Field(None, max_length=_LARGEST_VALUE)

    def changes(self) -> Document:
        """What it changes of a parked record.

        Raises:
            Refused: `value_base64` is not base64; or no broker would have taken such a record.
        """
        made: Document = {}
        if self.headers is not None:
            made["record.headers"] = [[name, value.encode()] for name, value in self.headers.items()]
        if self.value_text is not None:
            made["record.value"] = self.value_text.encode()
        elif self.value_base64 is not None:
            try:
                made["record.value"] = b64decode(self.value_base64, validate=True)
            except (Base64Error, ValueError) as error:
                raise Refused(
                    "bad-base64", "value_base64 is not base64", field="value_base64", kind="invalid"
                ) from error
        if len(made.get("record.value", b"")) > LARGEST_RECORD:
            field = "value_base64" if self.value_text is None else "value_text"
            raise Refused(
                "body-too-large",
                f"a record holds at most {LARGEST_RECORD} bytes",
                field=field,
                kind="invalid",
            )
        return made


class Decided(BaseModel):
    """What was (or with `dry_run` would be) done."""

    id: str
    action: str
    done: bool = Field(description="False for a dry run, and where there was nothing to do.")


def dead_letter_routes(parking: Parking, desk: Desk, audit: Audit) -> APIRouter:
    """Routes to list, show, edit, replay and discard dead letters; every look and decision is audited."""
    router = APIRouter(tags=["dead letters"])
    guarded = problems(401, 403, 404, 422)

    async def lane_of(id: str, session: Session | None = None) -> Document:
        lane = await parking.lanes.find_one({"_id": id}, session=session)
        if lane is None:
            raise Refused("dead-letter-not-found", f"there is no dead letter {id}", kind="missing")
        return lane

    async def decide(
        who: Principal,
        cause: Cause,
        id: str,
        action: str,
        decision: Decision,
        act: Callable[[Session, Document], Awaitable[bool]],
    ) -> JSONResponse:
        """Let `act` have its effect on a lane's head once, with a row in the audit log."""

        async def work(session: Session) -> Decided:
            await lane_of(id, session)
            head = await parking.head(id, session)
            if head is None or decision.dry_run:
                return Decided(id=id, action=action, done=False)
            await audit.note(
                session, who.subject, f"dead-letter.{action}", id, decision.reason, before=head["record"]
            )
            return Decided(id=id, action=action, done=await act(session, head))

        return (await once(desk, cause, work)).response()

    @router.get("/dead-letters", responses=problems(401, 403), summary="What could not be taken")
    async def list_dead_letters(
        _: Operator,
        state: Annotated[str | None, Query(pattern="^(retrying|dead)$")] = None,
        topic: _Filter = None,
        group: _Filter = None,
        reason: _Filter = None,
        limit: Annotated[int, Query(ge=1, le=1000)] = 100,
        after: Annotated[
            str | None,
            Query(
                max_length=2000,
                description="Go by id, not by age: those behind this id; all are behind an empty one.",
            ),
        ] = None,
    ) -> list[DeadLetter]:
        wanted = {"state": state, "topic": topic, "group": group, "reason": reason}
        query: Document = {name: value for name, value in wanted.items() if value}
        order = "since"
        if after is not None:
            query["_id"], order = {"$gt": after}, "_id"
        return [_letter(each) async for each in parking.lanes.find(query, sort=[(order, 1)], limit=limit)]

    @router.get("/dead-letters/{id:path}", responses=guarded, summary="One, with its record")
    async def show_dead_letter(who: Operator, id: _Id) -> DeadLetterRecord:
        lane = await lane_of(id)
        head = await parking.head(id)
        if head is None:
            raise Refused("dead-letter-not-found", f"lane {id} is empty", kind="missing")
        # A record of the contacts' topic holds personal data; who read it must be known (rule L14).
        await audit.note(None, who.subject, "dead-letter.show", id, "to look at its record")
        record = Incoming.of(head["record"])
        return DeadLetterRecord(
            **_letter(lane).model_dump(),
            partition=record.partition,
            offset=record.offset,
            headers={name: (value or b"").decode(errors="replace") for name, value in record.headers},
            value_base64=b64encode(record.value).decode(),
            value_text=_text(record.value),
        )

    @router.post(
        "/dead-letters/{id:path}/replay",
        response_model=Decided,
        responses=guarded,
        summary="Try it, and what waits behind it, again",
    )
    async def replay_dead_letter(
        who: Operator, cause: RequestCause, id: _Id, decision: Decision
    ) -> JSONResponse:
        async def act(session: Session, _head: Document) -> bool:
            return await parking.open(id, session)

        return await decide(who, cause, id, "replay", decision, act)

    @router.post(
        "/dead-letters/{id:path}/edit",
        response_model=Decided,
        responses=guarded,
        summary="Correct its record",
    )
    async def edit_dead_letter(who: Operator, cause: RequestCause, id: _Id, edit: Edit) -> JSONResponse:
        changes = edit.changes()

        async def act(session: Session, head: Document) -> bool:
            if changes:
                await parking.parked.update_one({"_id": head["_id"]}, {"$set": changes}, session=session)
            return bool(changes)

        return await decide(who, cause, id, "edit", edit, act)

    @router.post(
        "/dead-letters/{id:path}/discard",
        response_model=Decided,
        responses=guarded,
        summary="Give it up; what waits behind it flows",
    )
    async def discard_dead_letter(
        who: Operator, cause: RequestCause, id: _Id, decision: Decision
    ) -> JSONResponse:
        async def act(session: Session, head: Document) -> bool:
            if await parking.take_out(session, id, head["_id"]):
                await parking.open(id, session)
            return True

        return await decide(who, cause, id, "discard", decision, act)

    return router


def _letter(lane: Document) -> DeadLetter:
    return DeadLetter(
        id=lane["_id"],
        group=lane["group"],
        topic=lane["topic"],
        key=lane["key"].decode(errors="replace"),
        state=lane["state"],
        reason=lane["reason"],
        detail=lane["detail"],
        attempts=lane["attempts"],
        since=lane["since"],
        waiting=lane["waiting"],
    )


def _text(value: bytes) -> str | None:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return None
