"""How every API behaves whatever it is asked: what it refuses, how it lists, how it streams and stops.

The broker is away, so nothing is changed here but by requests.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from signal import SIGTERM

import httpx
import pytest

from infra.chassis.problems import LARGEST_BODY
from infra.contracts_gate.apis import SERVICES
from infra.contracts_gate.schemas import Json
from tests.contracts.manners import LISTED_ONLY, address, fault, follow, names, offered, read_of
from tests.contracts.requests import Operation
from tests.contracts.running import Running, running
from tests.contracts.seeds import OWN
from tests.contracts.stories import STORIES, at, common
from tests.contracts.telling import Teller

NOWHERE = "127.0.0.1:1"
JSON = "application/json"
DEEP = b"[" * 900 + b"]" * 900
SPOILT: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", JSON),
    "half a body": (b'{"reason": ', JSON),
    "no object": (b'["reason"]', JSON),
    "null": (b"null", JSON),
    "a list without an end": (b"[" * 100_000, JSON),
    "objects in objects": (b'{"reason":' * 50_000 + b"1" + b"}" * 50_000, JSON),
    "deep fields": (b'{"reason": "x", "changes": {"x": %s}, "note": %s}' % (DEEP, DEEP), JSON),
    "no Unicode": (b'{"reason": "\xff\xfe"}', JSON),
    "a long number": (b'{"reason": ' + b"9" * 5_000 + b"}", JSON),
    "no number": (b'{"reason": NaN, "points": Infinity}', JSON),
    "plain text": (b'{"reason": "to see"}', "text/plain"),
    "no type at all": (b'{"reason": "to see"}', ""),
    "a form": (b"reason=to+see", "application/x-www-form-urlencoded"),
}
UNTYPED = {"plain text", "no type at all", "a form"}
UNVERSIONED = {
    # Made up for whoever asks, from more than one thing; or an operator's, which nobody changes by version.
    *("show_daily_report", "open_figure", "open_shares", "show_settlement", "compare_account"),
    *("show_replay", "show_dead_letter"),
}
EVENTS_ONLY = {
    # What only events make; their reads answer with a version by the same helper as all others'.
    *("show_callback_sample", "show_delivery"),
}
ADDS = {
    # What adds to a list while it is read.
    "list_audit_rows": "publish_policy",
    "find_bookings": "hold_booking",
    "find_cases": "open_case",
    "list_callbacks": "plan_callbacks",
    "list_items": "register_found",
    "list_emergencies": "call_emergency",
    "list_handovers": "prepare_handover",
    "list_events": "publish_event",
    "list_incidents": "report_incident",
    "list_coupons": "issue_coupon",
    "find_announcements": "publish_announcement",
    "find_webhooks": "subscribe_webhook",
    "find_deliveries": "send_test",
    "read_inbox": "send_test",
}
STREAMS = {
    # What changes what a stream shows: it is told by events alone where nothing is named.
    "booking": (f"/venues/{OWN}/board?business_date={at('evening')[:10]}", "hold_booking"),
    "complaints": ("/cases/board", "open_case"),
    "notifications": ("/inbox/live", "send_test"),
    "reporting": ("/v1/live", ""),
}


@pytest.fixture(scope="module", params=SERVICES)
def service(
    request: pytest.FixtureRequest, mongo_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    with running(request.param, mongo_url, NOWHERE, tmp_path_factory.mktemp(request.param)) as one:
        yield one


@pytest.fixture(scope="module")
def story(service: Running) -> Teller:
    teller = Teller(service)
    common(teller)
    STORIES[service.name](teller)
    return teller


@pytest.fixture(scope="module")
def caller(story: Teller) -> httpx.Client:
    return story.callers["all"]


def test_a_spoilt_body_is_refused_with_the_fix(story: Teller, caller: httpx.Client) -> None:
    wrong = []
    for operation in story.table.values():
        for name, (content, media) in SPOILT.items() if operation.body is not None else ():
            answer = sent(caller, operation, story, content, media)
            lacks = "" if answer.is_success and name in ("no number", "deep fields") else fault(answer)
            if name in UNTYPED and JSON not in answer.json().get("detail", ""):
                lacks = "says not what to send"
            if lacks:
                wrong.append(f"{operation.name}, {name}: {lacks}: {answer.status_code} {answer.text[:300]}")
    assert wrong == []
    assert story.service.complaints() == []


def test_a_field_named_twice_breaks_nothing(story: Teller) -> None:
    for told in story.told:
        if told.media == JSON:
            twice = told.content[:-1] + b"," + told.content[1:] if told.content != b"{}" else b"{}"
            heard = told.again(key=uuid.uuid4().hex, content=twice)
            assert heard.status < 500, f"{told}: {heard}"
    assert story.service.complaints() == []


def test_a_body_larger_than_the_largest_is_refused(story: Teller, caller: httpx.Client) -> None:
    large = b'"' + b"x" * (LARGEST_BODY - 1) + b'"'
    for operation in [each for each in story.table.values() if each.method != "GET"][::8]:
        answer = sent(caller, operation, story, large, JSON)
        assert (answer.status_code, answer.json()["code"], fault(answer)) == (413, "body-too-large", "")


def test_unknown_paths_and_wrong_methods_are_told_what_there_is(story: Teller, caller: httpx.Client) -> None:
    wrong = []
    for path, methods in story.document["paths"].items():
        if "dead-letters" in path:
            continue  # the id of a dead letter may hold slashes
        plain = path.replace("{", "").replace("}", "")
        nowhere = caller.get(f"{plain}/is/nowhere/in/this/house")
        if nowhere.status_code != 404 or fault(nowhere) or "/openapi.json" not in nowhere.text:
            wrong.append(f"{path}: {nowhere.status_code} {nowhere.text}")
        patched = caller.patch(plain)
        taken = set(patched.headers.get("allow", "").split(", "))
        told = all(each in patched.json()["detail"] for each in taken)
        if (
            patched.status_code != 405
            or fault(patched)
            or not told
            or not taken >= {m.upper() for m in methods}
        ):
            wrong.append(f"{path}: {patched.status_code} {patched.headers.get('allow')} {patched.text}")
    assert wrong == []


def test_what_is_not_there_is_a_problem_like_any_other(story: Teller, caller: httpx.Client) -> None:
    wrong = []
    for operation in story.table.values():
        nowhere = operation.path.format(**dict.fromkeys(operation.places, "nothing"))
        if operation.places and "text/event-stream" not in offered(operation, story):
            answer = caller.request(
                operation.method, nowhere, json=operation.body, headers={"Idempotency-Key": uuid.uuid4().hex}
            )
            if not answer.is_success and fault(answer):
                wrong.append(f"{operation}: {fault(answer)}: {answer.status_code} {answer.text}")
    assert wrong == []


def test_a_limit_out_of_bounds_is_refused(story: Teller, caller: httpx.Client) -> None:
    wrong = []
    for operation in reading(story, "limit"):
        for limit in ("0", "-1", "1000000000", "x", "1.5", ""):
            answer = caller.get(address(operation, story), params=asking(operation, limit=limit))
            if (answer.status_code, answer.json().get("field"), fault(answer)) != (422, "limit", ""):
                wrong.append(f"{operation} limit={limit!r}: {answer.status_code} {answer.text[:200]}")
    assert wrong == []


def test_a_list_shows_everything_once_while_rows_are_added(story: Teller, caller: httpx.Client) -> None:
    wrong, cursors, paged = [], {}, 0
    for operation in reading(story, "cursor"):
        path = address(operation, story)
        whole = names(caller.get(path, params={"limit": 200}).raise_for_status().json()["items"])
        seen: list[Json] = []
        cursor = None
        while cursor is not None or not seen:
            page = caller.get(path, params={"limit": 2} | ({"cursor": cursor} if cursor else {}))
            seen += page.raise_for_status().json()["items"]
            cursor = page.json()["next"]
            if cursor:
                cursors[operation.name] = cursor
            if cursor is None or not page.json()["items"]:
                break
            if operation.name in ADDS and len(seen) < 5:
                paged += add(story, ADDS[operation.name])
        shown = names(seen)
        if len(set(shown)) != len(shown) or not set(whole) <= set(shown):
            wrong.append(f"{operation}: {whole} in pages: {shown}")
    assert wrong == []
    assert paged or story.service.name == "reporting"
    for operation in reading(story, "cursor"):
        path = address(operation, story)
        own = cursors.pop(operation.name, "")
        foreign = [each for each in cursors.values() if each[:8] != own[:8]][:2]
        for cursor in ("", "%%%", "_w", "MDE5", own[:-1], own[1:], own and f"{own[:-2]}AA", *foreign):
            answer = caller.get(path, params={"cursor": cursor})
            if (answer.status_code, answer.json().get("code"), fault(answer)) != (422, "bad-cursor", ""):
                wrong.append(f"{operation} cursor={cursor!r}: {answer.status_code} {answer.text[:200]}")
        cursors |= {operation.name: own} if own else {}
    assert wrong == []


def test_reading_one_thing_tells_its_version(story: Teller, caller: httpx.Client) -> None:
    wrong = []
    for operation in story.table.values():
        one = operation.method == "GET" and operation.path.endswith("}") and JSON in offered(operation, story)
        if one and operation.name not in UNVERSIONED | EVENTS_ONLY:
            answer = caller.get(address(operation, story), params={"venue_id": OWN})
            if answer.status_code != 200 or "etag" not in answer.headers:
                wrong.append(f"{operation}: {answer.status_code} {answer.text[:200]}")
    assert wrong == []


def test_what_is_changed_by_version_is_read_with_it(story: Teller, caller: httpx.Client) -> None:
    wrong = []
    for told in story.told:
        if "If-Match" in told.operation.headers and told.operation.name not in LISTED_ONLY:
            read = read_of(told, story)
            answer = caller.get(read, params=told.query)
            if "etag" not in answer.headers:
                wrong.append(f"{told.operation.name}: {read} {answer.status_code} {answer.text[:200]}")
    assert wrong == []


def test_a_stream_resumes_where_it_was_left_and_ends_when_the_service_stops(
    story: Teller, caller: httpx.Client
) -> None:
    path, change = STREAMS.get(story.service.name, ("", ""))
    if path:
        for garbage in ("yesterday", "-1", "9" * 30, "'", "1.5"):
            answer = caller.get(path, headers={"Last-Event-ID": garbage})
            assert (answer.status_code, answer.json()["code"], fault(answer)) == (
                422,
                "bad-last-event-id",
                "",
            )
        first = follow(caller, path)
        left, _ = next(first)
        first.close()
        if change:
            wanted = made_meanwhile(story, change)
            resumed = follow(caller, path, left)
            seen: list[str] = []
            while not any(each in message for message in seen for each in wanted):
                seen.append(json.dumps(next(resumed)[1], sort_keys=True))
            assert len(set(seen)) == len(seen)
            resumed.close()
    with ThreadPoolExecutor(1) as beside:
        stream = follow(caller, path) if path else iter(())
        next(iter(stream), None)
        stopped = beside.submit(story.service.stop)
        assert len(list(stream)) < 100
        assert stopped.result(30) in (0, -SIGTERM)
    assert story.service.complaints() == []


def sent(
    caller: httpx.Client, operation: Operation, story: Teller, content: bytes, media: str
) -> httpx.Response:
    """The answer to an operation with a body of one's own."""
    headers = {"Idempotency-Key": uuid.uuid4().hex} | ({"Content-Type": media} if media else {})
    return caller.request(operation.method, address(operation, story), content=content, headers=headers)


def reading(story: Teller, parameter: str) -> list[Operation]:
    """The reads that take a query parameter."""
    paths = story.document["paths"]
    return [
        each
        for each in story.table.values()
        if each.method == "GET"
        and any(one["name"] == parameter for one in paths[each.path]["get"].get("parameters", ()))
    ]


def asking(operation: Operation, **values: str) -> dict[str, str]:
    """The query of a read, with these values in it."""
    return {**operation.query, **values}


def add(story: Teller, name: str) -> int:
    """Tell what was told before once more, as another request; how often it had an effect."""
    told = next(each for each in story.told if each.operation.name == name)
    return int(told.again(key=uuid.uuid4().hex).status < 300)


def made_meanwhile(story: Teller, name: str) -> list[str]:
    """The ids that another request like one of the story's makes."""
    told = next(each for each in story.told if each.operation.name == name)
    heard = told.again(key=uuid.uuid4().hex)
    assert heard.status < 300, heard
    if "event_id" in heard.body:
        found = story.asked(f"/deliveries?event_id={heard.body['event_id']}")
        return [each["id"] for each in found["items"]]
    return [value for key, value in heard.body.items() if key in ("booking_id", "id")]
