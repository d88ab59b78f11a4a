"""Templates: see, preview, save, test (rule N3)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from infra.chassis.bodies import Body
from infra.chassis.clock import Clock
from infra.chassis.decision import Decided, Refused
from infra.chassis.http import IfMatch, RequestCause, answered, entity
from infra.chassis.once import whole
from infra.chassis.problems import problems
from services.notifications.dispatch import Dispatcher, House
from services.notifications.domain import template
from services.notifications.domain.delivery import Notice, Recipient
from services.notifications.domain.planning import Happening
from services.notifications.domain.sample import sample_facts
from services.notifications.domain.template import Template, Wording, finish
from services.notifications.domain.wording import MissingValue
from services.notifications.store import Stores
from services.notifications.web.bodies import Desk, Editor
from services.notifications.wording import house as house_wording

__all__ = ["router"]

Language = Literal["zh-CN", "en"]
_LONGEST_FACTS = 20_000
Venue = Annotated[str | None, Query(description="The venue it speaks for; none means the chain.")]


class WordingBody(Body):
    """A wording: ``{{field}}`` or ``{{field|filter}}``, optional parts in ``[[ ]]``."""

    title: str = Field(max_length=200, examples=["Booking confirmed: {{venue_name}}"])
    body: str = Field(max_length=4000)
    sms: str = Field("", max_length=500, description="Short form; the body is sent without one.")

    def wording(self) -> Wording:
        """The domain's form."""
        return Wording(self.title, self.body, self.sms)


class PreviewBody(WordingBody):
    """A wording to try, with facts; samples are made up for those not given."""

    facts: dict[str, str] = Field(default_factory=dict)


class ProblemView(BaseModel):
    """What is wrong with a wording."""

    field: str
    code: str = Field(examples=["unknown-field"])
    detail: str


class Preview(BaseModel):
    """The finished texts, or what keeps them from being sent."""

    title: str | None
    body: str | None
    sms: str | None
    problems: list[ProblemView]


class TemplateView(BaseModel):
    """The wording in use for a kind of message."""

    kind: str
    language: str
    venue_id: str | None
    name: str = Field(examples=["booking-confirmed|en|*@3"], description="Which wording it is.")
    title: str
    body: str
    sms: str
    sure_facts: list[str] = Field(description="Fields that are always there.")
    possible_facts: list[str] = Field(description="Fields for optional parts.")


class SavedVersion(BaseModel):
    """A saved version."""

    kind: str
    language: str
    venue_id: str
    version: int
    saved_at: datetime
    saved_by: str


class TestSent(BaseModel):
    """A test message is on its way to your own addresses."""

    event_id: str = Field(description="Find its deliveries by this.")


def router(stores: Stores, dispatcher: Dispatcher, clock: Clock, house: House) -> APIRouter:
    """Routes of templates."""
    routes = APIRouter(tags=["templates"])
    refusals = problems(401, 403, 404, 422)

    @routes.get("/templates/kinds", summary="Kinds of message", responses=problems(401, 403))
    async def list_kinds(_: Desk) -> list[str]:
        return sorted(house_wording("zh-CN"))

    @routes.get(
        "/templates/{kind}/{language}",
        summary="The wording in use",
        responses=refusals,
        response_model=TemplateView,
    )
    async def show_template(_: Desk, kind: str, language: Language, venue_id: Venue = None) -> JSONResponse:
        sure, possible = template.facts_for(kind)
        wording, name = await stores.templates.wording(kind, language, venue_id)
        own = await stores.templates.get(template.template_id(kind, language, venue_id))
        shown = TemplateView(
            kind=kind,
            language=language,
            venue_id=venue_id,
            name=name,
            title=wording.title,
            body=wording.body,
            sms=wording.sms,
            sure_facts=sorted(sure),
            possible_facts=sorted(possible - sure),
        )
        return entity(own, shown.model_dump(mode="json"))

    @routes.post(
        "/templates/{kind}/{language}/versions",
        status_code=201,
        summary="Save a wording; impolite or incomplete ones are refused",
        responses=problems(400, 401, 403, 404, 409, 412, 422),
        response_model=SavedVersion,
    )
    async def save_template(
        who: Editor,
        kind: str,
        language: Language,
        body: WordingBody,
        cause: RequestCause,
        if_match: IfMatch,
        venue_id: Venue = None,
    ) -> JSONResponse:
        who.at(venue_id or "*")

        def decide(state: Template | None, now: datetime) -> Decided[Template]:
            return template.save(state, kind, language, venue_id, body.wording(), who.subject, now)

        key = template.template_id(kind, language, venue_id)
        return answered(
            await stores.templates.change(key, decide, cause, expected_version=if_match, answer=_saved), 201
        )

    @routes.post(
        "/templates/{kind}/{language}/preview",
        summary="What a wording would say",
        responses=problems(401, 403, 404, 422),
    )
    async def preview_template(_: Desk, kind: str, language: Language, body: PreviewBody) -> Preview:
        if sum(map(len, body.facts.values())) > _LONGEST_FACTS:
            # A wording may name a fact hundreds of times, and each time it is there whole.
            raise Refused("facts-too-long", "preview with shorter facts", field="facts", kind="invalid")
        found = template.check(kind, language, body.wording())
        facts = sample_facts(kind, clock.now()) | {"venue_name": house.called(language)} | body.facts
        shown = [
            ProblemView(field=field, code=problem.code, detail=problem.detail) for field, problem in found
        ]
        try:
            text = finish(body.wording(), facts, language, house.zone)
        except MissingValue as error:
            missing = ProblemView(field="facts", code="missing-value", detail=str(error))
            return Preview(title=None, body=None, sms=None, problems=[*shown, missing])
        return Preview(title=text.title, body=text.body, sms=text.sms, problems=shown)

    @routes.post(
        "/templates/{kind}/test",
        status_code=202,
        response_model=TestSent,
        summary="Send the wording in use to my own addresses, with sample facts",
        responses=problems(400, 401, 403, 404, 409, 422),
    )
    async def send_test(who: Editor, kind: str, cause: RequestCause, venue_id: Venue = None) -> JSONResponse:
        template.facts_for(kind)
        if kind not in house_wording("zh-CN"):
            raise Refused("unknown-kind", f"there is no message kind {kind!r}", field="kind", kind="missing")
        notice = Notice(
            kind, "test", Recipient("staff", who.subject), sample_facts(kind, clock.now()), venue_id
        )
        happening = Happening(f"clubhouse/notifications/test/{who.subject}", cause.id, "test", clock.now())

        async def send() -> TestSent:
            await dispatcher.tell([notice], happening, cause)
            return TestSent(event_id=cause.id)

        return (await whole(stores.templates.desk, cause, send)).response(202)

    return routes


def _saved(state: Template) -> dict[str, Any]:
    current = state.current
    return SavedVersion(
        kind=state.kind,
        language=state.language,
        venue_id=state.venue_id,
        version=current.number,
        saved_at=current.saved_at,
        saved_by=current.saved_by,
    ).model_dump(mode="json")
