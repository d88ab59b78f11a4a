"""HTTP routes every service has: its policy, its dead letters, and replays of its topics."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import AwareDatetime, BaseModel, Field

from infra.chassis.auth import Principal, requires
from infra.chassis.codec import to_document
from infra.chassis.decision import Refused
from infra.chassis.mongo import Database, Document
from infra.chassis.outbox import Outbox
from infra.chassis.parking import Incoming, Parking
from infra.chassis.policy import CHAIN, PolicyBook, PolicyVersion
from infra.chassis.problems import problems
from infra.chassis.relay import request_replay

__all__ = ["dead_letter_routes", "policy_routes", "replay_routes"]

Staff = Annotated[Principal, requires("agent", "supervisor", "manager", "gm", "service")]
Manager = Annotated[Principal, requires("manager", "gm")]
Operator = Annotated[Principal, requires("service", "gm")]


class PolicyInForce(BaseModel):
    """The rules in force at a venue at a moment."""

    version: int
    scope: str
    at: AwareDatetime
    values: dict[str, Any]


class PolicyChange(BaseModel):
    """A new version of the policy."""

    venue_id: str | None = Field(None, description="The venue it is for; the whole chain without it.")
    effective_from: AwareDatetime = Field(examples=["2027-01-01T00:00:00Z"])
    changes: dict[str, Any] = Field(min_length=1, examples=[{"hold_minutes": 15}])
    reason: str = Field(min_length=1, max_length=500, examples=["guests asked for more time"])


class PolicyEntry(BaseModel):
    """One version of the policy."""

    version: int
    scope: str
    effective_from: AwareDatetime
    changes: dict[str, Any]
    author: str
    reason: str

    @classmethod
    def of(cls, entry: PolicyVersion) -> PolicyEntry:
        """From the book."""
        return cls(**{name: getattr(entry, name) for name in PolicyVersion.__slots__})


def policy_routes(book: PolicyBook[Any]) -> APIRouter:
    """Routes to read and publish the service's policy."""
    router = APIRouter(tags=["policy"])

    @router.get("/policy", responses=problems(401, 403, 422), summary="The rules in force")
    async def policy_in_force(
        _: Staff,
        venue_id: Annotated[str | None, Query(description="Chain-wide rules without it.")] = None,
        at: Annotated[AwareDatetime | None, Query(description="Now without it.")] = None,
    ) -> PolicyInForce:
        moment = at or book.now()
        policy = await book.at(venue_id, moment)
        return PolicyInForce(
            version=policy.version, scope=venue_id or CHAIN, at=moment, values=to_document(policy.values)
        )

    @router.get("/policy/versions", responses=problems(401, 403), summary="Every version published")
    async def policy_versions(_: Staff) -> list[PolicyEntry]:
        return [PolicyEntry.of(entry) for entry in await book.versions()]

    @router.post(
        "/policy/versions", status_code=201, responses=problems(401, 403, 422), summary="Publish a version"
    )
    async def publish_policy(who: Manager, change: PolicyChange) -> PolicyEntry:
        if change.venue_id:
            who.at(change.venue_id)
        elif "*" not in who.venues:
            raise Refused("other-venue", "chain-wide rules need rights at all venues", kind="forbidden")
        entry = await book.publish(
            scope=change.venue_id or CHAIN,
            effective_from=change.effective_from,
            changes=change.changes,
            author=who.subject,
            reason=change.reason,
        )
        return PolicyEntry.of(entry)

    return router


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


class Decision(BaseModel):
    """What to do about a dead letter."""

    reason: str = Field(min_length=1, max_length=500, examples=["the template is there now"])
    dry_run: bool = Field(False, description="Only say what would be done.")


class Edit(Decision):
    """A corrected record; parts left out stay as they are."""

    headers: dict[str, str] | None = None
    value_text: str | None = None
    value_base64: str | None = None


class Decided(BaseModel):
    """What was (or with `dry_run` would be) done."""

    id: str
    action: str
    done: bool


def dead_letter_routes(parking: Parking) -> APIRouter:
    """Routes to list, show, edit, replay and discard dead letters; every decision is audited."""
    router = APIRouter(tags=["dead letters"])
    guarded = problems(401, 403, 404, 422)

    async def lane_of(id: str) -> Document:
        lane = await parking.lanes.find_one({"_id": id})
        if lane is None:
            raise Refused("dead-letter-not-found", f"there is no dead letter {id}", kind="missing")
        return lane

    async def decide(
        who: Principal, id: str, action: str, decision: Decision
    ) -> tuple[Document, Document | None]:
        lane = await lane_of(id)
        head = await parking.head(id)
        if not decision.dry_run:
            await parking.audit(who.subject, action, lane, head, decision.reason)
        return lane, head

    @router.get("/dead-letters", responses=problems(401, 403), summary="What could not be taken")
    async def list_dead_letters(
        _: Operator,
        state: Annotated[str | None, Query(pattern="^(retrying|dead)$")] = None,
        topic: str | None = None,
        group: str | None = None,
        reason: str | None = None,
        limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    ) -> list[DeadLetter]:
        wanted = {"state": state, "topic": topic, "group": group, "reason": reason}
        query = {name: value for name, value in wanted.items() if value}
        return [_letter(each) async for each in parking.lanes.find(query, sort=[("since", 1)], limit=limit)]

    @router.get("/dead-letters/{id:path}", responses=guarded, summary="One, with its record")
    async def show_dead_letter(_: Operator, id: str) -> DeadLetterRecord:
        lane = await lane_of(id)
        head = await parking.head(id)
        if head is None:
            raise Refused("dead-letter-not-found", f"lane {id} is empty", kind="missing")
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
        "/dead-letters/{id:path}/replay", responses=guarded, summary="Try it, and what waits behind it, again"
    )
    async def replay_dead_letter(who: Operator, id: str, decision: Decision) -> Decided:
        await decide(who, id, "replay", decision)
        done = not decision.dry_run and await parking.open(id)
        return Decided(id=id, action="replay", done=done)

    @router.post("/dead-letters/{id:path}/edit", responses=guarded, summary="Correct its record")
    async def edit_dead_letter(who: Operator, id: str, edit: Edit) -> Decided:
        _, head = await decide(who, id, "edit", edit)
        if head is None or edit.dry_run:
            return Decided(id=id, action="edit", done=False)
        changes: Document = {}
        if edit.headers is not None:
            changes["record.headers"] = [[name, value.encode()] for name, value in edit.headers.items()]
        if edit.value_text is not None:
            changes["record.value"] = edit.value_text.encode()
        elif edit.value_base64 is not None:
            changes["record.value"] = b64decode(edit.value_base64)
        if changes:
            await parking.parked.update_one({"_id": head["_id"]}, {"$set": changes})
        return Decided(id=id, action="edit", done=bool(changes))

    @router.post(
        "/dead-letters/{id:path}/discard", responses=guarded, summary="Give it up; what waits behind it flows"
    )
    async def discard_dead_letter(who: Operator, id: str, decision: Decision) -> Decided:
        lane, head = await decide(who, id, "discard", decision)
        if head is None or decision.dry_run:
            return Decided(id=id, action="discard", done=False)
        if await parking.done(lane, head["_id"]):
            await parking.open(id)
        return Decided(id=id, action="discard", done=True)

    return router


class ReplayRequest(BaseModel):
    """Publish a topic's retained events again, for a new consumer or a broker that lost them."""

    topic: str = Field(examples=["clubhouse.booking.bookings"])
    since: AwareDatetime


class ReplayState(BaseModel):
    """How far a replay is."""

    id: str
    topic: str
    since: AwareDatetime
    events: int = Field(description="Events queued again so far.")
    done: bool


def replay_routes(db: Database, outbox: Outbox) -> APIRouter:
    """Routes to publish what was published, again; consumers ignore what they already did."""
    router = APIRouter(tags=["replays"])

    @router.post(
        "/replays", status_code=202, responses=problems(401, 403, 422), summary="Publish events again"
    )
    async def request_topic_replay(_: Operator, wanted: ReplayRequest) -> ReplayState:
        if wanted.topic not in outbox.topics:
            raise Refused(
                "unknown-topic",
                f"this service publishes {', '.join(outbox.topics)}",
                field="topic",
                kind="invalid",
            )
        id = await request_replay(db, wanted.topic, wanted.since)
        return ReplayState(id=id, topic=wanted.topic, since=wanted.since, events=0, done=False)

    @router.get("/replays/{id}", responses=problems(401, 403, 404), summary="How far a replay is")
    async def show_replay(_: Operator, id: str) -> ReplayState:
        found = await db.collection("relay_replays").find_one({"_id": id})
        if found is None:
            raise Refused("replay-not-found", f"there is no replay {id}", kind="missing")
        return ReplayState(
            id=id,
            topic=found["topic"],
            since=found["since"],
            events=found["events"],
            done=not found["open_shards"],
        )

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
