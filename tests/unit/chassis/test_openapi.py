"""Documents complete themselves, and a route that does not say who may call it keeps the service down."""

from __future__ import annotations

from typing import Annotated, Any

import pytest
from fastapi import APIRouter, FastAPI
from pydantic import BaseModel
from sse_starlette import EventSourceResponse

from infra.chassis.auth import Principal, api_routes, check_routes, public, requires, stated
from infra.chassis.http import IfMatch, RequestCause, create_app


class Body(BaseModel):
    text: str


@pytest.fixture
def app() -> FastAPI:
    router = APIRouter(prefix="/things")

    @router.get("/open", dependencies=[public()])
    async def read_open() -> dict[str, str]:
        return {}

    @router.get("/live", dependencies=[public()], response_class=EventSourceResponse)
    async def follow() -> EventSourceResponse:
        raise NotImplementedError

    @router.post("/{id}")
    async def change(
        who: Annotated[Principal, requires("gm", "agent")],
        cause: RequestCause,
        if_match: IfMatch,
        id: str,
        body: Body,
    ) -> dict[str, str]:
        return {}

    app = create_app("toy", "Toy")
    app.include_router(router)
    return app


def test_a_route_says_which_roles_may_call_it(app: FastAPI) -> None:
    paths = app.openapi()["paths"]
    assert paths["/things/{id}"]["post"]["x-roles"] == ["agent", "gm"]
    assert paths["/things/{id}"]["post"]["security"] == [{"bearer": []}]
    assert "security" not in paths["/things/open"]["get"]


def test_a_route_declares_the_problems_that_follow_from_what_it_takes(app: FastAPI) -> None:
    paths = app.openapi()["paths"]
    statuses = list(paths["/things/{id}"]["post"]["responses"])
    assert statuses == ["200", "400", "401", "403", "409", "412", "413", "422", "429", "503"]
    assert list(paths["/things/open"]["get"]["responses"]) == ["200", "429", "503"]
    for status in statuses[1:]:
        content = paths["/things/{id}"]["post"]["responses"][status]["content"]
        assert list(content) == ["application/problem+json"]


def test_a_stream_is_declared_as_one(app: FastAPI) -> None:
    answer = app.openapi()["paths"]["/things/live"]["get"]["responses"]["200"]
    assert list(answer["content"]) == ["text/event-stream"]


def test_the_idempotency_key_is_declared_as_the_required_header_it_is(app: FastAPI) -> None:
    parameters = {each["name"]: each for each in app.openapi()["paths"]["/things/{id}"]["post"]["parameters"]}
    assert parameters["Idempotency-Key"]["required"] is True
    assert parameters["If-Match"]["required"] is False


@pytest.mark.rule("L14")
def test_an_app_with_a_route_that_does_not_state_who_may_call_it_does_not_start(app: FastAPI) -> None:
    check_routes(app)
    silent = APIRouter()

    @silent.get("/silent")
    async def read() -> dict[str, Any]:
        return {}

    app.include_router(silent)
    with pytest.raises(RuntimeError, match="/silent"):
        check_routes(app)


def test_routes_are_found_with_the_prefix_and_the_rights_of_their_router(app: FastAPI) -> None:
    found = {(route.path, stated(route)) for route in api_routes(app)}
    assert found == {
        ("/things/open", ("public",)),
        ("/things/live", ("public",)),
        ("/things/{id}", ("gm", "agent")),
    }
