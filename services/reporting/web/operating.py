"""The projection itself: which version is shown, how far it is, and building it anew (rule R10)."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from infra.chassis.http import RequestCause
from infra.chassis.once import whole
from infra.chassis.problems import problems
from services.reporting.store.room import Room
from services.reporting.store.versions import Version
from services.reporting.web.rights import Operator

__all__ = ["router"]


class VersionView(BaseModel):
    """One version of the projection."""

    number: int
    fold: int = Field(description="Version of the code that makes it.")
    state: Literal["live", "building", "retired"]
    pages_behind: int = Field(description="Journal pages it has not folded yet.")


def router(room: Room) -> APIRouter:
    """The routes."""
    routes = APIRouter(prefix="/v1/projection", tags=["operations"])

    async def view(version: Version) -> VersionView:
        last = await room.projector.pages()
        done = await room.versions.progress(version.number)
        behind = sum(last[topic] - done[topic] for topic in last) if version.state != "retired" else 0
        return VersionView(
            number=version.number, fold=version.fold, state=version.state, pages_behind=max(0, behind)
        )

    @routes.get("", responses=problems(401, 403), summary="Versions, and how far each is")
    async def list_versions(_: Operator) -> list[VersionView]:
        return [await view(each) for each in await room.versions.all()]

    @routes.post(
        "/rebuilds",
        status_code=202,
        response_model=VersionView,
        responses=problems(400, 401, 403, 422),
        summary="Build every figure anew, beside what is shown",
    )
    async def rebuild_projection(_: Operator, cause: RequestCause) -> JSONResponse:
        async def build() -> VersionView:
            return await view(await room.versions.build())

        return (await whole(room.months.desk, cause, build)).response(202)

    return routes
