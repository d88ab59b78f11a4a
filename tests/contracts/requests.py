"""Requests made from an OpenAPI document: one for each operation, about things that exist."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import httpx

from infra.chassis.examples import example
from infra.contracts_gate.schemas import Json

__all__ = ["Answer", "Known", "Operation", "about", "operations"]

Known = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Answer:
    """What came back, without waiting for the end of a stream."""

    status: int
    code: str
    text: str


@dataclass(frozen=True)
class Operation:
    """One operation of an API.

    Attributes:
        roles: who may call it; empty for everybody.
        takes: names of all ids it takes, in path, query or body.
        creates: whether it makes something new.
        headers: those it takes.
    """

    name: str
    method: str
    path: str
    roles: frozenset[str]
    takes: frozenset[str]
    creates: bool
    body: Json
    query: Mapping[str, Json]
    places: Mapping[str, Json]
    headers: frozenset[str]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    def address(self, known: Known) -> str:
        """Where it is asked about known things."""
        return self.path.format(**about(self.places, known))

    def ask(self, caller: httpx.Client, known: Known) -> Answer:
        """Call it about known things, with an example body."""
        request = caller.build_request(
            self.method,
            self.address(known),
            params=about(self.query, known),
            json=None if self.body is None else about(self.body, known),
            headers={"Idempotency-Key": uuid.uuid4().hex},
        )
        answer = caller.send(request, stream=True)
        try:
            streams = answer.headers.get("content-type", "").startswith("text/event-stream")
            text = "" if streams else answer.read().decode(errors="replace")
            problem = answer.headers.get("content-type", "") == "application/problem+json"
            return Answer(answer.status_code, answer.json()["code"] if problem else "", text)
        finally:
            answer.close()


def operations(document: Json) -> Iterator[Operation]:
    """Every operation of a document."""
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            taken = [each for each in told.get("parameters", ()) if each["in"] in {"path", "query"}]
            wanted = [each for each in taken if each.get("required") or each["name"].endswith("_id")]
            values = {
                each["name"]: example(each["schema"], root=document, name=each["name"]) for each in wanted
            }
            media = told.get("requestBody", {}).get("content", {}).get("application/json")
            body = example(media["schema"], root=document, sparse=True) if media else None
            yield Operation(
                name=told["operationId"],
                method=method.upper(),
                path=path,
                roles=frozenset(told.get("x-roles", ())),
                takes=frozenset(values) | frozenset(_ids(body)),
                creates=method == "put" or "201" in told["responses"],
                body=body,
                query={each["name"]: values[each["name"]] for each in wanted if each["in"] == "query"},
                places={each["name"]: values[each["name"]] for each in wanted if each["in"] == "path"},
                headers=frozenset(
                    each["name"] for each in told.get("parameters", ()) if each["in"] == "header"
                ),
            )


def _ids(node: Json) -> Iterator[str]:
    if isinstance(node, dict):
        for name, value in node.items():
            if name.endswith("_id"):
                yield name
            yield from _ids(value)
    elif isinstance(node, list):
        for each in node:
            yield from _ids(each)


def about(node: Json, known: Known) -> Json:
    """The same values, with ids of things that exist where ids are asked for."""
    if isinstance(node, dict):
        return {name: _named(name, value, known) for name, value in node.items()}
    if isinstance(node, list):
        return [about(each, known) for each in node]
    return node


def _named(name: str, value: Json, known: Known) -> Json:
    several = name.removesuffix("s")
    if isinstance(value, list) and name.endswith("_ids") and known.get(several):
        return list(known[several][:2])
    if known.get(name) and not isinstance(value, dict | list):
        return known[name][0]
    return about(value, known)
