"""What every page stands on: the room, the renderer, and refusals that are pages too."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from fastapi.routing import APIRoute
from pydantic import BeforeValidator, StringConstraints

from infra.chassis.auth import Principal, Unauthenticated
from infra.chassis.bodies import Day
from infra.chassis.decision import Refused
from infra.chassis.plain import printable
from services.reporting.domain.sheets import CHAIN, Sheet, together
from services.reporting.store.room import Room
from services.reporting.web.console.render import Renderer
from services.reporting.web.live import Live

__all__ = ["DayQuery", "MonthQuery", "PageDesk", "SignIn", "Text", "form"]


def _blank(value: object) -> object:
    """A field that was emptied asks for nothing."""
    return None if value == "" else value


DayQuery = Annotated[Day | None, BeforeValidator(_blank)]
MonthQuery = Annotated[
    Annotated[str, StringConstraints(pattern=r"^(19|20|21)\d\d-(0[1-9]|1[0-2])$")] | None,
    BeforeValidator(_blank),
]
Text = Annotated[str, Query(max_length=100)]
_MOST_FIELDS = 20
_STATUS = {"forbidden": 403, "missing": 404, "invalid": 422}


async def form(request: Request) -> dict[str, str]:
    """The fields of a posted form, the first value of each.

    Raises:
        Refused: no form of ours has so many.
    """
    text = (await request.body()).decode("utf-8", "replace")
    try:
        return {name: values[0] for name, values in parse_qs(text, max_num_fields=_MOST_FIELDS).items()}
    except ValueError:
        raise Refused("bad-form", f"send at most {_MOST_FIELDS} fields", kind="invalid") from None


@dataclass(frozen=True, slots=True)
class SignIn:
    """How people sign in.

    Attributes:
        issuer: where a token can be had, shown on the sign-in page.
        cookie_secure: whether the cookie travels over TLS only.
    """

    issuer: str
    cookie_secure: bool


@dataclass(frozen=True, slots=True)
class PageDesk:
    """In one hand what the pages need."""

    room: Room
    live: Live
    sign_in: SignIn
    pages: Renderer

    def routes(self) -> APIRouter:
        """A router whose routes answer refusals with a page, and send strangers to the sign-in page."""
        pages = self.pages

        class Page(APIRoute):
            """A route for people."""

            def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
                """The handler, with its refusals rendered."""
                handler = super().get_route_handler()

                async def handled(request: Request) -> Response:
                    try:
                        return await handler(request)
                    except Unauthenticated:
                        return RedirectResponse("/console/sign-in", 303)
                    except Refused as refused:
                        status = _STATUS.get(refused.kind, 409)
                        return pages.refusal(request, status, refused.code, refused.detail)
                    except RequestValidationError as error:
                        first = error.errors()[0]
                        field, detail = printable(str(first["loc"][-1])), printable(first["msg"])
                        return pages.refusal(request, 422, "invalid-input", detail, field)

                return handled

        return APIRouter(prefix="/console", include_in_schema=False, route_class=Page)

    async def today(self) -> date:
        """The chain's business day now."""
        return (await self.room.figures.calendar(CHAIN)).day_of(self.room.clock.now())

    async def scope(self, who: Principal, first: date, last: date) -> dict[str, Sheet]:
        """Day → figures of all the caller may see."""
        figures = self.room.figures
        if "*" in who.venues:
            return await figures.days(CHAIN, first, last)
        days: dict[str, list[Sheet]] = {}
        for venue in sorted(who.venues):
            for day, sheet in (await figures.days(venue, first, last)).items():
                days.setdefault(day, []).append(sheet)
        return {day: together(sheets, people=False) for day, sheets in sorted(days.items())}
