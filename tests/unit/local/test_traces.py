from __future__ import annotations

from itertools import count

import pytest
from google.protobuf.message import DecodeError
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from infra.local.traces import Span, Traces, decode

_CLOCK = count(1_000_000)


def span(
    trace: str,
    name: str,
    *,
    parent: str = "",
    links: tuple[tuple[str, str], ...] = (),
    start: int | None = None,
) -> Span:
    begun = start if start is not None else next(_CLOCK) * 1_000_000
    return Span(
        trace, f"{trace}-{name}", parent, name, "booking", "server", begun, begun + 500_000, False, {}, links
    )


def test_children_are_told_under_their_parent_in_order_of_time() -> None:
    traces = Traces()
    root = span("t1", "POST")
    late = span("t1", "late", parent=root.span_id, start=root.start + 20)
    early = span("t1", "early", parent=root.span_id, start=root.start + 10)
    traces.add([late, early, root])

    story = traces.story("t1")

    assert story is not None
    assert [(row.depth, row.span.name) for row in story.rows] == [(0, "POST"), (1, "early"), (1, "late")]


def test_a_linked_trace_is_told_where_it_follows() -> None:
    traces = Traces()
    request, publish = span("t1", "POST"), span("t1", "publish", parent="t1-POST")
    consumed = span("t2", "process", links=(("t1", publish.span_id),))
    delivered = span("t3", "deliver", links=(("t2", consumed.span_id),))
    traces.add([request, publish, consumed, delivered])

    story = traces.story("t1")

    assert story is not None
    assert [(row.depth, row.span.name) for row in story.rows] == [
        (0, "POST"),
        (1, "publish"),
        (2, "process"),
        (3, "deliver"),
    ]


def test_what_follows_from_a_story_is_no_story_of_its_own() -> None:
    traces = Traces()
    traces.add([span("t1", "POST"), span("t2", "process", links=(("t1", "t1-POST"),)), span("t9", "other")])

    assert [story.title for story in traces.recent()] == ["other", "POST"]


def test_requests_sent_in_one_batch_stay_two_stories() -> None:
    traces = Traces()
    first, second = span("t1", "POST"), span("t2", "PUT")
    sent = span("t3", "send", links=(("t1", first.span_id), ("t2", second.span_id)))
    traces.add([first, second, sent])

    assert [[row.span.name for row in story.rows] for story in traces.recent()] == [
        ["PUT", "send"],
        ["POST", "send"],
    ]


def test_of_a_following_trace_only_the_part_that_follows_is_told() -> None:
    traces = Traces()
    request = span("t1", "POST")
    batch = span("t2", "consume")
    ours = span("t2", "ours", parent=batch.span_id, links=(("t1", request.span_id),))
    deeper = span("t2", "deeper", parent=ours.span_id)
    theirs = span("t2", "theirs", parent=batch.span_id)
    traces.add([request, batch, ours, deeper, theirs])

    story = traces.story("t1")

    assert story is not None
    assert [row.span.name for row in story.rows] == ["POST", "ours", "deeper"]


def test_spans_that_link_in_a_circle_are_each_told_once() -> None:
    traces = Traces()
    traces.add([span("t1", "a", links=(("t2", "t2-b"),)), span("t2", "b", links=(("t1", "t1-a"),))])

    story = traces.story("t1")

    assert story is not None
    assert sorted(row.span.name for row in story.rows) == ["a", "b"]


def test_the_oldest_traces_make_room() -> None:
    traces = Traces(keep=2)
    traces.add([span("t1", "one"), span("t2", "two"), span("t3", "three")])

    assert traces.story("t1") is None
    assert [story.title for story in traces.recent()] == ["three", "two"]


def test_an_export_is_decoded_with_its_service_attributes_and_links() -> None:
    request = ExportTraceServiceRequest()
    resource = request.resource_spans.add()
    resource.resource.attributes.add(key="service.name").value.string_value = "clubhouse-loyalty"
    wire = resource.scope_spans.add().spans.add(
        trace_id=b"\x01" * 16, span_id=b"\x02" * 8, name="process topic", kind=5, start_time_unix_nano=7
    )
    wire.attributes.add(key="messaging.batch.message_count").value.int_value = 3
    wire.links.add(trace_id=b"\x03" * 16, span_id=b"\x04" * 8)

    (found,) = decode(request.SerializeToString())

    assert found.service == "loyalty"
    assert found.kind == "consumer"
    assert found.attributes == {"messaging.batch.message_count": "3"}
    assert found.links == (("03" * 16, "04" * 8),)


def test_bytes_that_are_no_export_are_refused() -> None:
    with pytest.raises(DecodeError):
        decode(b"\xff\xff not protobuf")
