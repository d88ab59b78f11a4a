"""Each HTTP rule of the gate is shown to bite by a planted break, and each harmless change to pass."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest

from infra.contracts_gate.api_rules import breaks_in_apis
from infra.contracts_gate.schemas import Json

SLOT = {
    "type": "object",
    "required": ["room", "state"],
    "properties": {
        "room": {"type": "string"},
        "state": {"enum": ["held", "confirmed"], "type": "string"},
        "note": {"anyOf": [{"type": "string"}, {"type": "null"}]},
        "next": {"anyOf": [{"$ref": "#/components/schemas/Slot"}, {"type": "null"}]},
        "price_fen": {"type": "integer", "minimum": 0},
    },
}
WISH = {
    "type": "object",
    "required": ["room"],
    "properties": {
        "room": {"type": "string", "maxLength": 20},
        "kind": {"enum": ["day", "night"], "type": "string"},
        "guests": {"type": "array", "items": {"type": "string"}},
        "spend_fen": {"type": "integer"},
    },
}
DOCUMENT = {
    "openapi": "3.1.0",
    "paths": {
        "/slots": {
            "get": {
                "parameters": [
                    {"name": "day", "in": "query", "required": False, "schema": {"type": "string"}},
                    {"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 200}},
                ],
                "responses": {
                    "200": {
                        "content": {
                            "application/json": {
                                "schema": {"type": "array", "items": {"$ref": "#/components/schemas/Slot"}}
                            }
                        }
                    }
                },
            },
            "post": {
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Wish"}}},
                },
                "responses": {
                    "201": {
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Slot"}}}
                    },
                    "409": {"content": {"application/problem+json": {"schema": {}}}},
                },
            },
        },
        "/rooms": {"get": {"responses": {"200": {"description": "Rooms."}}}},
    },
    "components": {"schemas": {"Slot": SLOT, "Wish": WISH}},
}

Change = Callable[[Json], object]


def slot(document: Json) -> Json:
    return document["components"]["schemas"]["Slot"]["properties"]


def wish(document: Json) -> Json:
    return document["components"]["schemas"]["Wish"]["properties"]


def after(change: Change) -> list[tuple[str, str, str]]:
    """(operation, path, rule) of every break that a change of the document makes."""
    new = copy.deepcopy(DOCUMENT)
    change(new)
    found = list(breaks_in_apis({"booking": DOCUMENT}, {"booking": new}))
    assert all(one.fix and one.detail for one in found)
    return [(one.subject, one.path, one.rule) for one in found]


GET, POST = "booking GET /slots", "booking POST /slots"


@pytest.mark.parametrize(
    ("change", "subject", "path", "rule"),
    [
        (lambda new: new["paths"].pop("/rooms"), "booking /rooms", "", "removed-path"),
        (lambda new: new["paths"]["/slots"].pop("post"), POST, "", "removed-method"),
        (lambda new: new["paths"]["/slots"]["get"]["parameters"].pop(0), GET, "query day", "removed"),
        (
            lambda new: new["paths"]["/slots"]["get"]["parameters"][0].update(required=True),
            GET, "query day", "newly-required",
        ),
        (
            lambda new: new["paths"]["/slots"]["get"]["parameters"].append(
                {"name": "tenant", "in": "header", "required": True, "schema": {"type": "string"}}
            ),
            GET, "header tenant", "newly-required",
        ),
        (
            lambda new: new["paths"]["/slots"]["get"]["parameters"][1]["schema"].update(maximum=100),
            GET, "query limit", "narrowed",
        ),
        (
            lambda new: new["paths"]["/rooms"]["get"].update(requestBody={"required": True, "content": {}}),
            "booking GET /rooms", "request", "newly-required",
        ),
        (lambda new: new["paths"]["/slots"]["post"].pop("requestBody"), POST, "request", "removed"),
        (
            lambda new: new["components"]["schemas"]["Wish"]["required"].append("kind"),
            POST, "request kind", "newly-required",
        ),
        (lambda new: wish(new).pop("kind"), POST, "request kind", "removed"),
        (lambda new: wish(new).update(room={"type": "integer"}), POST, "request room", "retyped"),
        (lambda new: wish(new)["kind"].update(enum=["day"]), POST, "request kind", "narrowed"),
        (lambda new: wish(new)["room"].update(maxLength=10), POST, "request room", "narrowed"),
        (lambda new: wish(new)["spend_fen"].update(maximum=10**9 - 1), POST, "request spend_fen", "narrowed"),
        (lambda new: wish(new)["spend_fen"].update(minimum=0), POST, "request spend_fen", "narrowed"),
        (
            lambda new: wish(new)["guests"].update(items={"type": "integer"}),
            POST, "request guests[]", "retyped",
        ),
        (
            lambda new: new["components"]["schemas"]["Wish"].update(additionalProperties=False),
            POST, "request", "narrowed",
        ),
        (lambda new: new["paths"]["/slots"]["post"]["responses"].pop("409"), POST, "409", "removed-status"),
        (
            lambda new: new["paths"]["/slots"]["post"]["responses"]["201"].update(content={"text/plain": {}}),
            POST, "201 response", "removed-media-type",
        ),
        (lambda new: slot(new).pop("note"), GET, "200 response [].note", "removed"),
        (lambda new: slot(new).update(room={"type": "integer"}), POST, "201 response room", "retyped"),
        (
            lambda new: new["components"]["schemas"]["Slot"]["required"].remove("state"),
            POST, "201 response state", "no-longer-required",
        ),
        (
            lambda new: slot(new).update(room={"anyOf": [{"type": "string"}, {"type": "null"}]}),
            POST, "201 response room", "widened",
        ),
        (lambda new: slot(new)["state"].pop("enum"), POST, "201 response state", "widened"),
    ],
)  # fmt: skip
def test_a_breaking_change_of_an_api_is_named_with_its_operation_path_and_rule(
    change: Change, subject: str, path: str, rule: str
) -> None:
    assert (subject, path, rule) in after(change)


@pytest.mark.parametrize(
    "change",
    [
        lambda new: None,
        lambda new: new["paths"].update({"/new": {"get": {"responses": {}}}}),
        lambda new: new["paths"]["/slots"]["get"]["responses"].update({"429": {}}),
        lambda new: new["paths"]["/slots"]["get"]["parameters"].append(
            {"name": "sort", "in": "query", "required": False, "schema": {"type": "string"}}
        ),
        lambda new: wish(new).update(note={"type": "string"}),
        lambda new: wish(new)["kind"].update(enum=["day", "night", "dawn"]),
        lambda new: wish(new)["room"].pop("maxLength"),
        lambda new: wish(new)["spend_fen"].update(maximum=10**9, minimum=-(10**9)),
        lambda new: wish(new).update(room={"anyOf": [{"type": "string", "maxLength": 20}, {"type": "null"}]}),
        lambda new: new["components"]["schemas"]["Wish"]["required"].remove("room"),
        lambda new: slot(new).update(colour={"type": "string"}),
        lambda new: new["components"]["schemas"]["Slot"]["required"].append("note"),
        lambda new: slot(new).update(note={"type": "string"}),
        lambda new: slot(new)["state"].update(enum=["held", "confirmed", "seated"]),
        lambda new: slot(new)["price_fen"].update(minimum=1),
        lambda new: slot(new)["room"].update(description="told better", examples=["Plum"]),
    ],
)
def test_asking_less_and_telling_more_passes(change: Change) -> None:
    assert after(change) == []


def test_a_service_that_stops_serving_is_a_break() -> None:
    (found,) = breaks_in_apis({"booking": DOCUMENT}, {})
    assert found.rule == "removed-api"
