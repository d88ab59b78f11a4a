"""Every event and topic keeps the conventions of the house, whoever declares it."""

from __future__ import annotations

import importlib
import pkgutil
import re
import types
import typing
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from inspect import getdoc

import pytest
from pydantic import AwareDatetime, BaseModel

import contracts
from contracts.catalog import EVENTS, TOPICS, topic_named, topic_of
from contracts.event import Event
from contracts.topic import Topic

SERVICES = {"booking", "complaints", "loyalty", "notifications", "reporting"}
PAIRS = [(topic, event) for topic in TOPICS for event in topic.events]
each_event = pytest.mark.parametrize(("topic", "event"), PAIRS, ids=[event.TYPE for _, event in PAIRS])
each_topic = pytest.mark.parametrize("topic", TOPICS, ids=[topic.name for topic in TOPICS])

CONTACT_WORDS = {
    "address", "birthday", "cell", "contact", "email", "mail", "mobile", "name", "phone", "tel", "wechat",
}  # fmt: skip

NAMES_OF_THINGS = {
    # A venue, a room, a department, a promotion, a holiday have names; no person is meant.
    ("VenueOpened", "name"), ("VenueOpened", "name_en"), ("VenueOpened", "address"),
    ("VenueChanged", "name"), ("VenueChanged", "name_en"), ("VenueChanged", "address"),
    ("ResourceAdded", "name"), ("ResourceChanged", "name"),
    ("DepartmentSaved", "name"), ("SpecialDay", "name"), ("PromotionPublished", "name"),
}  # fmt: skip

INTEGERS = ("_fen", "_points", "points", "_minutes", "_seconds", "_hours", "_days", "_percent")


@each_event
def test_a_type_is_named_after_its_service_in_kebab_case_with_a_version(
    topic: Topic, event: type[Event]
) -> None:
    assert re.fullmatch(r"clubhouse\.[a-z]+(\.[a-z0-9]+(-[a-z0-9]+)*)\.v[1-9][0-9]*", event.TYPE)
    assert event.TYPE.split(".")[1] == topic.name.split(".")[1], "a topic carries its own service's events"


def test_no_type_is_declared_twice() -> None:
    counted = Counter(event.TYPE for _, event in PAIRS)
    assert [name for name, count in counted.items() if count > 1] == []


def test_no_two_events_of_a_topic_share_a_class_name() -> None:
    for topic in TOPICS:
        assert len({event.__name__ for event in topic.events}) == len(topic.events)


@each_event
def test_an_event_says_in_a_docstring_of_its_own_when_it_is_published(
    topic: Topic, event: type[Event]
) -> None:
    assert event.__doc__, event
    assert getdoc(event) != getdoc(Event)


@each_event
def test_an_event_always_carries_its_topics_key_as_text(topic: Topic, event: type[Event]) -> None:
    key = event.model_fields[topic.key]
    assert key.is_required()
    assert key.annotation is str


@each_event
def test_times_are_aware_and_durations_are_named_integers(topic: Topic, event: type[Event]) -> None:
    for owner, field, kind in fields_of(event):
        assert kind not in {datetime, time, timedelta}, (
            f"{owner}.{field}: use AwareDatetime, or an int named by unit"
        )


@each_event
def test_money_points_and_durations_are_whole_numbers(topic: Topic, event: type[Event]) -> None:
    for owner, field, kind in fields_of(event):
        assert kind is not float or not field.endswith(INTEGERS), f"{owner}.{field} must be an integer"
        if field.endswith("_fen"):
            assert kind in {int, types.NoneType}, f"{owner}.{field} is money: an integer of fen"


@each_event
def test_money_says_that_it_is_in_fen(topic: Topic, event: type[Event]) -> None:
    for owner, field, kind in fields_of(event):
        if kind is int:
            assert not re.search(r"(^|_)(amount|price|spend|money|cost|fee|bill|yuan)$", field), (
                f"{owner}.{field}"
            )


@pytest.mark.rule("L14")
def test_contact_data_travels_on_the_restricted_topic_only() -> None:
    class Leak(Event):
        guest_phone: str | None = None

    assert contact_fields(Leak) == {("Leak", "guest_phone")}, "the search would miss a leak"
    open_events = [event for topic, event in PAIRS if not topic.restricted]
    assert {field for event in open_events for field in contact_fields(event)} <= NAMES_OF_THINGS


def test_there_is_one_restricted_topic() -> None:
    assert [topic.name for topic in TOPICS if topic.restricted] == ["clubhouse.guests.contacts"]


@each_topic
def test_a_topic_is_named_owned_and_explained(topic: Topic) -> None:
    assert re.fullmatch(r"clubhouse\.[a-z]+\.[a-z]+(-[a-z]+)*", topic.name)
    assert {topic.owner, *topic.writers} <= SERVICES
    assert topic.owner not in topic.writers
    assert topic.about.endswith(".")
    assert topic.events
    assert topic.partitions >= 1


def test_every_file_that_declares_topics_is_in_the_catalogue() -> None:
    declared: list[Topic] = []
    for module in pkgutil.iter_modules(contracts.__path__):
        if module.name != "catalog":
            declared += getattr(importlib.import_module(f"contracts.{module.name}"), "TOPICS", ())
    assert Counter(topic.name for topic in declared) == Counter(topic.name for topic in TOPICS)


def test_the_catalogue_finds_topics_by_name_and_by_event_type() -> None:
    for topic, event in PAIRS:
        assert topic_named(topic.name) is topic
        assert topic_of(event.TYPE) is topic
        assert EVENTS[event.TYPE] is event


@each_event
def test_an_event_and_its_parts_are_immutable_and_take_fields_they_do_not_know(
    topic: Topic, event: type[Event]
) -> None:
    for model in {event, *parts_of(event)}:
        assert model.model_config.get("frozen"), model
        assert model.model_config.get("extra") == "ignore", model


def contact_fields(model: type[BaseModel]) -> set[tuple[str, str]]:
    """(class, field) of every text field whose name tells of a person's contact data."""
    return {
        (owner, field)
        for owner, field, kind in fields_of(model)
        if kind is str and CONTACT_WORDS & set(field.split("_"))
    }


def fields_of(model: type[BaseModel]) -> Iterator[tuple[str, str, object]]:
    """(class, field, simple type) of every field of a model and of the models inside it."""
    for name, field in model.model_fields.items():
        for kind in simple_types(field.annotation):
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                yield from fields_of(kind)
            else:
                yield model.__name__, name, kind


def parts_of(model: type[BaseModel]) -> set[type[BaseModel]]:
    """The models inside a model, at any depth."""
    inside = {
        kind
        for field in model.model_fields.values()
        for kind in simple_types(field.annotation)
        if isinstance(kind, type) and issubclass(kind, BaseModel)
    }
    return inside | {deeper for kind in inside for deeper in parts_of(kind)}


def simple_types(annotation: object) -> Iterator[object]:
    """The types an annotation is made of: unions, tuples and dicts taken apart."""
    if annotation is AwareDatetime or typing.get_origin(annotation) is typing.Literal:
        yield annotation
    elif typing.get_args(annotation):
        for part in typing.get_args(annotation):
            if part is not Ellipsis:
                yield from simple_types(part)
    else:
        yield annotation
