"""Reading and publishing a service's policy."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, Field

from infra.chassis.audit import Audit
from infra.chassis.bodies import LenientBody, Moment
from infra.chassis.codec import to_document
from infra.chassis.decision import Refused
from infra.chassis.desk import Desk
from infra.chassis.http import RequestCause
from infra.chassis.mongo import Session
from infra.chassis.once import once
from infra.chassis.policy import CHAIN, PolicyBook, PolicyVersion
from infra.chassis.problems import problems
from infra.chassis.routes.callers import Manager, Staff

__all__ = ["policy_routes"]


class PolicyInForce(BaseModel):
    """The rules in force at a venue at a moment."""

    version: int
    scope: str
    at: AwareDatetime
    values: dict[str, Any]


class PolicyChange(LenientBody):
    """A new version of the policy."""

    venue_id: str | None = Field(
        None, max_length=100, description="The venue it is for; the whole chain without it."
    )
    effective_from: Moment = Field(examples=["2027-01-01T00:00:00Z"])
    changes: dict[str, Any] = Field(
        min_length=1,
        examples=[{"hold_minutes": 15}],
        description="What is to change; what earlier versions changed stays. With null a venue follows the "
        "chain again, and the chain the shipped rule.",
    )
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


def policy_routes(book: PolicyBook[Any], desk: Desk, audit: Audit) -> APIRouter:
    """Routes to read and publish the service's policy."""
    router = APIRouter(tags=["policy"])

    @router.get("/policy", responses=problems(401, 403, 422), summary="The rules in force")
    async def policy_in_force(
        who: Staff,
        venue_id: Annotated[
            str | None, Query(max_length=100, description="Chain-wide rules without it.")
        ] = None,
        at: Annotated[Moment | None, Query(description="Now without it.")] = None,
    ) -> PolicyInForce:
        if venue_id:
            who.at(venue_id)
        moment = at or book.now()
        policy = await book.at(venue_id, moment)
        return PolicyInForce(
            version=policy.version, scope=venue_id or CHAIN, at=moment, values=to_document(policy.values)
        )

    @router.get("/policy/versions", responses=problems(401, 403), summary="Every version published")
    async def policy_versions(who: Staff) -> list[PolicyEntry]:
        return [
            PolicyEntry.of(entry)
            for entry in await book.versions()
            if entry.scope == CHAIN or who.may_at(entry.scope)
        ]

    @router.post(
        "/policy/versions",
        status_code=201,
        response_model=PolicyEntry,
        responses=problems(401, 403, 422),
        summary="Publish a version",
    )
    async def publish_policy(who: Manager, cause: RequestCause, change: PolicyChange) -> JSONResponse:
        scope = change.venue_id or CHAIN
        if scope != CHAIN:
            who.at(scope)
        elif "*" not in who.venues:  # a venue of this name would not be the chain
            raise Refused("other-venue", "chain-wide rules need rights at all venues", kind="forbidden")

        async def work(session: Session) -> PolicyEntry:
            entry = await book.publish(
                scope=scope,
                effective_from=change.effective_from,
                changes=change.changes,
                author=who.subject,
                reason=change.reason,
                session=session,
            )
            await audit.note(session, who.subject, "policy.publish", str(entry.version), change.reason)
            return PolicyEntry.of(entry)

        done = await once(desk, cause, work)
        book.forget()
        return done.response(201)

    return router
