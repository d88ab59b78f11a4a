"""What is published is valid by its own standard, complete, fresh, and the same on every machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft7Validator, Draft202012Validator, FormatChecker

from contracts import __version__
from contracts.catalog import EVENTS, TOPICS
from contracts.envelope import Envelope, decode, encode
from contracts.topic import Topic
from infra.contracts_gate.apis import openapi_documents
from infra.contracts_gate.generated import generated_files
from infra.contracts_gate.promises import Promises, breaks, current, released
from infra.contracts_gate.schemas import Json, event_schema

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / "contracts" / "schemas"


@pytest.fixture(scope="module")
def document() -> Json:
    return json.loads((SCHEMAS / "asyncapi.json").read_text(encoding="utf-8"))


def test_the_asyncapi_document_keeps_the_official_schema(document: Json) -> None:
    official = json.loads(
        (Path(__file__).parent / "data" / "asyncapi-3.0.0.json").read_text(encoding="utf-8")
    )
    problems = [f"{one.json_path}: {one.message}" for one in Draft7Validator(official).iter_errors(document)]
    assert problems == []
    document = {**document, "channels": {**document["channels"], "planted": {"address": 1}}}
    assert not Draft7Validator(official).is_valid(document), "the official schema lets anything pass"


def test_every_reference_of_the_asyncapi_document_leads_somewhere(document: Json) -> None:
    for reference in references(document):
        if reference.startswith("./"):
            assert (SCHEMAS / reference).is_file(), reference
        else:
            node = document
            for step in reference.removeprefix("#/").split("/"):
                node = node[step]


def test_the_asyncapi_document_tells_topics_keys_partitions_and_headers(document: Json) -> None:
    assert set(document["channels"]) == {topic.name for topic in TOPICS}
    for topic in TOPICS:
        channel = document["channels"][topic.name]
        assert channel["address"] == topic.name
        assert channel["bindings"]["kafka"]["partitions"] == topic.partitions
        assert set(channel["messages"]) == set(topic.types)
        for name in topic.types:
            key = document["components"]["messages"][name]["bindings"]["kafka"]["key"]
            assert topic.key in key["description"]


@pytest.mark.parametrize("event_type", EVENTS)
def test_an_example_is_valid_by_its_schema_and_by_the_code_that_reads_it(
    event_type: str, document: Json
) -> None:
    payload = document["components"]["messages"][event_type]["examples"][0]["payload"]
    schema = event_schema(EVENTS[event_type])
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(payload)
    EVENTS[event_type].model_validate_json(json.dumps(payload))


@pytest.mark.parametrize("topic", TOPICS, ids=[topic.name for topic in TOPICS])
def test_what_a_service_sends_has_the_headers_the_document_promises(topic: Topic, document: Json) -> None:
    promised = document["components"]["schemas"]["Headers"]
    for name, event in topic.types.items():
        message = document["components"]["messages"][name]["examples"][0]
        told = message["headers"]
        data = event.model_validate(message["payload"])
        example = decode(
            topic,
            [(key, value.encode()) for key, value in told.items()],
            json.dumps(message["payload"]).encode(),
        )
        assert example.data == data
        sent = {key: value.decode() for key, value in encode(example)[1]}
        assert set(sent) == set(promised["properties"])
        Draft202012Validator(promised, format_checker=FormatChecker()).validate(sent)
        bare = Envelope("1", "clubhouse/x", example.time, example.subject, 1, data)
        assert set(promised["required"]) == {key for key, _ in encode(bare)[1]}


def test_every_route_and_error_has_an_example_that_is_valid_by_its_schema() -> None:
    wrong = []
    for service, document in openapi_documents().items():
        shared = document["components"]
        for path, methods in document["paths"].items():
            for method, operation in methods.items():
                bodies = {"request": operation.get("requestBody", {}), **operation["responses"]}
                for name, media in (
                    (name, media)
                    for name, body in bodies.items()
                    for kind, media in body.get("content", {}).items()
                    if kind in {"application/json", "application/problem+json"}
                ):
                    values = [media["example"]] if "example" in media else []
                    for each in media.get("examples", {}).values():
                        named = each.get("$ref", "").rpartition("/")[2]
                        values.append((shared["examples"][named] if named else each)["value"])
                    checker = Draft202012Validator({**media["schema"], "components": shared})
                    if not values or not all(checker.is_valid(value) for value in values):
                        wrong.append(f"{service} {method.upper()} {path} {name}")
    assert wrong == []


def test_the_first_release_is_frozen_and_kept() -> None:
    kept = released(SCHEMAS)
    assert "0.1.0" in kept
    assert len(kept["0.1.0"].events) >= 193
    assert len(kept["0.1.0"].apis) == 5
    now = current(TOPICS, openapi_documents(), __version__)
    assert breaks(kept.values(), now) == []
    fewer = Promises(dict(list(now.events.items())[1:]), now.topics, now.apis)
    assert breaks(kept.values(), fewer), "a release that holds nothing back"


def test_what_is_committed_is_what_the_code_says() -> None:
    files = generated_files(TOPICS, openapi_documents(), __version__)
    stale = [name for name, text in files.items() if not same(ROOT / name, text)]
    assert stale == [], "run `make contracts` and commit the result"
    strays = {f"contracts/schemas/{path.name}" for path in SCHEMAS.glob("*.json")} - files.keys()
    assert strays == set(), "schemas of events that nobody publishes"


def test_generating_twice_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    script = (
        "import hashlib, json;"
        "from contracts.catalog import TOPICS;"
        "from infra.contracts_gate.generated import generated_files;"
        "print(hashlib.sha256(json.dumps(generated_files(TOPICS, {}, '1')).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def references(node: Json) -> list[str]:
    if isinstance(node, list):
        return [found for one in node for found in references(one)]
    if not isinstance(node, dict):
        return []
    own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
    return own + [found for one in node.values() for found in references(one)]


def same(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text
