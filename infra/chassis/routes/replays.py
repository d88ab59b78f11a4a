"""Publishing what was published, again: for a new consumer, or a broker that lost it."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, Field

from infra.chassis.audit import Audit
from infra.chassis.bodies import LenientBody, Moment
from infra.chassis.decision import Refused
from infra.chassis.desk import Desk
from infra.chassis.http import RequestCause
from infra.chassis.mongo import Session
from infra.chassis.once import once
from infra.chassis.problems import problems
from infra.chassis.relay import REPLAYS, request_replay
from infra.chassis.routes.callers import Operator

__all__ = ["replay_routes"]


class ReplayRequest(LenientBody):
    """Publish a topic's retained events again, for a new consumer or a broker that lost them."""

    topic: str = Field(max_length=250, examples=["clubhouse.booking.bookings"])
    since: Moment = Field(examples=["2026-05-01T12:00:00Z"])
    reason: str = Field(
        "not stated", min_length=1, max_length=500, examples=["the new data warehouse starts from scratch"]
    )


class ReplayState(BaseModel):
    """How far a replay is."""

    id: str
    topic: str
    since: AwareDatetime
    events: int = Field(description="Events queued again so far.")
    done: bool


def replay_routes(desk: Desk, audit: Audit) -> APIRouter:
    """Routes to publish what was published, again; consumers ignore what they already did."""
    router = APIRouter(tags=["replays"])

    @router.post(
        "/replays",
        status_code=202,
        response_model=ReplayState,
        responses=problems(401, 403, 422),
        summary="Publish events again",
    )
    async def request_topic_replay(who: Operator, cause: RequestCause, wanted: ReplayRequest) -> JSONResponse:
        if wanted.topic not in desk.outbox.topics:
            raise Refused(
                "unknown-topic",
                f"this service publishes {', '.join(desk.outbox.topics)}",
                field="topic",
                kind="invalid",
            )

        async def work(session: Session) -> ReplayState:
            id = await request_replay(desk.db, wanted.topic, wanted.since, session)
            await audit.note(session, who.subject, "topic.replay", wanted.topic, wanted.reason)
            return ReplayState(id=id, topic=wanted.topic, since=wanted.since, events=0, done=False)

        return (await once(desk, cause, work)).response(202)

    @router.get("/replays/{id}", responses=problems(401, 403, 404), summary="How far a replay is")
    async def show_replay(_: Operator, id: str) -> ReplayState:
        found = await desk.db.collection(REPLAYS).find_one({"_id": id})
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
