"""Reading the audit log."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import AwareDatetime, BaseModel, Field

from infra.chassis.audit import Audit, entry
from infra.chassis.pages import PageQuery
from infra.chassis.problems import problems
from infra.chassis.routes.callers import Auditor

__all__ = ["audit_routes"]

_Filter = Annotated[str | None, Query(max_length=500)]


class AuditRow(BaseModel):
    """Who did what, to what, when and why."""

    id: str
    at: AwareDatetime
    subject: str = Field(examples=["agent-17"])
    action: str = Field(examples=["dead-letter.discard"])
    target: str
    reason: str
    traceparent: str | None


class AuditPage(BaseModel):
    """Rows, newest first."""

    items: list[AuditRow]
    next: str | None = Field(description="`cursor` of the page after this one.")


def audit_routes(audit: Audit) -> APIRouter:
    """The route to read a service's audit log."""
    router = APIRouter(tags=["operations"])

    @router.get("/audit", responses=problems(401, 403, 422), summary="Who did what, and why")
    async def list_audit_rows(
        _: Auditor,
        page: PageQuery,
        subject: _Filter = None,
        action: _Filter = None,
        target: _Filter = None,
    ) -> AuditPage:
        wanted = {"subject": subject, "action": action, "target": target}
        query = {name: value for name, value in wanted.items() if value}
        found = await page.of(audit.rows, query, entry)
        return AuditPage(
            items=[
                AuditRow(
                    id=each.id,
                    at=each.at,
                    subject=each.subject,
                    action=each.action,
                    target=each.target,
                    reason=each.reason,
                    traceparent=each.traceparent,
                )
                for each in found.items
            ],
            next=found.next,
        )

    return router
