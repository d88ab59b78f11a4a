"""What is asked of an API to see its manners: addresses of what a story made, problems, pages, streams."""

from __future__ import annotations

import json
from collections.abc import Generator
from time import monotonic

import httpx

from infra.contracts_gate.schemas import Json
from tests.contracts.requests import Operation
from tests.contracts.telling import Teller, Told

__all__ = ["LISTED_ONLY", "address", "fault", "follow", "names", "offered", "read_of"]

_PATIENCE_SECONDS = 40
LISTED_ONLY = {"make_callback_attempt", "publish_promotion"}
"""Change what is found in a list, not read one by one; the answer to each has the version."""
_SHOWN_AT = {
    "set_programme": "/guests/{guest_id}/account",
    "state_preferences": "/guests/{guest_id}/preferences",
}
_MEMBERS = ("type", "title", "status", "code", "detail")


def address(operation: Operation, story: Teller) -> str:
    """Where an operation is asked about what the story made; about nothing that is there, if it made none."""
    return operation.path.format(**{**operation.places, **_made(story, operation.path)})


def read_of(told: Told, story: Teller) -> str:
    """Where what a request changed is read: the nearest address above it, if nothing else is stated."""
    template = _SHOWN_AT.get(told.operation.name, told.operation.path)
    reads = {each.path for each in story.table.values() if each.method == "GET"}
    while template not in reads:
        template = template.rpartition("/")[0]
    asked = dict(zip(told.operation.path.split("/"), told.path.split("/"), strict=True))
    return "/".join(asked.get(step, step) for step in template.split("/"))


def _made(story: Teller, path: str) -> dict[str, str]:
    """The values of a path's parameters in the story's own requests, the nearest relative's first."""
    wanted, found = path.split("/"), dict[str, str]()
    for told in story.told:
        pairs = list(zip(told.operation.path.split("/"), told.path.split("/"), strict=True))
        if pairs[1][0] == wanted[1]:
            for name, value in pairs:
                if name.startswith("{") and name in wanted:
                    found.setdefault(name[1:-1], value)
    return found


def fault(answer: httpx.Response) -> str:
    """What a refusal lacks to be a problem document; empty for one that is whole."""
    if answer.status_code >= 500:
        return "a fault of ours"
    if answer.headers.get("content-type") != "application/problem+json":
        return f"content type {answer.headers.get('content-type')}"
    body = answer.json()
    if missing := [name for name in _MEMBERS if not body.get(name)]:
        return f"lacks {missing}"
    if body["status"] != answer.status_code or body["type"] != f"urn:clubhouse:problem:{body['code']}":
        return "contradicts itself"
    return "names no field" if body["code"] == "invalid-input" and not body.get("field") else ""


def offered(operation: Operation, story: Teller) -> Json:
    """What an operation answers with if all is well, by media type."""
    told = story.document["paths"][operation.path][operation.method.lower()]
    return next(answer.get("content", {}) for status, answer in told["responses"].items() if status < "300")


def names(items: list[Json]) -> list[str]:
    """What tells the items of a list apart: the id they have, or all they say."""
    for name in items[0] if items else ():
        if (name == "id" or name.endswith("_id")) and len({each[name] for each in items}) == len(items):
            return [each[name] for each in items]
    return [json.dumps(each, sort_keys=True) for each in items]


def follow(
    caller: httpx.Client, path: str, since: str | None = None
) -> Generator[tuple[str, Json], None, None]:
    """A stream's messages that bear an id, each with it, until it ends (`standing`, `gone` bear none)."""
    headers = {"Last-Event-ID": since} if since else {}
    message: dict[str, str] = {}
    deadline = monotonic() + _PATIENCE_SECONDS
    with caller.stream("GET", path, headers=headers, timeout=20) as stream:
        assert stream.status_code == 200, stream.read()
        for line in stream.iter_lines():
            assert monotonic() < deadline, "what was waited for did not come"
            name, _, value = line.partition(": ")
            if not line:
                if "id" in message:
                    yield message["id"], json.loads(message["data"])
                message = {}
            elif name in ("id", "data"):
                message[name] = value
