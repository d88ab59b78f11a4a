"""Each rule of the gate is shown to bite by a planted break, and each harmless change to pass."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import pytest
from pydantic import Field

from contracts.event import AwareDatetime, Event, Part
from contracts.topic import Topic
from infra.contracts_gate import __main__ as gate
from infra.contracts_gate.promises import Promises, breaks, committed, current, released
from infra.contracts_gate.schemas import Json

TYPE = "clubhouse.booking.painted.v1"


class Wall(Part):
    wall_id: str
    height: int | None = None


class Painted(Event):
    """A room was painted."""

    TYPE: ClassVar[str] = TYPE

    room_id: str
    at: AwareDatetime
    shade: Literal["red", "blue"]
    layers: int = Field(default=1, ge=1, le=5)
    code: Annotated[str, Field(pattern="^[a-z]+$")] = "x"
    walls: tuple[Wall, ...] = ()
    note: str | None = None


ROOMS = Topic(
    name="clubhouse.booking.rooms",
    owner="booking",
    key="room_id",
    events=(Painted,),
    about="Rooms.",
    partitions=6,
)


def promises(*topics: Topic) -> Promises:
    return current(topics, {}, "1.0.0")


def changed(**fields: Json) -> type[Event]:
    """`Painted` with some fields declared anew: (type, default), or None to leave one out."""
    body: dict[str, Any] = {
        "__annotations__": {},
        "__doc__": Painted.__doc__,
        "TYPE": TYPE,
        "__module__": __name__,
    }
    body["__annotations__"]["TYPE"] = ClassVar[str]
    declared = {
        name: (Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation, field)
        for name, field in Painted.model_fields.items()
    }
    for name, (annotation, field) in declared.items():
        if name not in fields:
            body["__annotations__"][name] = annotation
            if not field.is_required():
                body[name] = field.default
    for name, declaration in fields.items():
        if declaration is not None:
            body["__annotations__"][name], *default = declaration
            if default:
                body[name] = default[0]
    return type("Painted", (Event,), body)


class Taller(Part):
    wall_id: str
    height: int


class Named(Part):
    wall_id: str
    height: int | None = None
    colour: str | None = None


@pytest.mark.parametrize(
    ("fields", "path", "rule"),
    [
        ({"note": None}, "note", "removed"),
        ({"note": None, "remark": (str | None, None)}, "note", "removed"),
        ({"shade": (int,)}, "shade", "retyped"),
        ({"at": (str,)}, "at", "retyped"),
        ({"walls": (str, "")}, "walls", "retyped"),
        ({"note": (str, "")}, "note", "narrowed"),
        ({"room_id": (str | None,)}, "room_id", "widened"),
        ({"room_id": (str, "r")}, "room_id", "no-longer-required"),
        ({"note": (str | None,)}, "note", "newly-required"),
        ({"floor": (int,)}, "floor", "newly-required"),
        ({"shade": (Literal["red"],)}, "shade", "narrowed"),
        ({"shade": (Literal["red", "blue", "green"],)}, "shade", "widened"),
        ({"shade": (str,)}, "shade", "widened"),
        ({"layers": (Annotated[int, Field(ge=2, le=5)], 2)}, "layers", "narrowed"),
        ({"layers": (Annotated[int, Field(ge=1, le=4)], 1)}, "layers", "narrowed"),
        ({"layers": (int, 1)}, "layers", "widened"),
        ({"code": (Annotated[str, Field(pattern="^[a-c]+$")], "x")}, "code", "narrowed"),
        ({"walls": (tuple[Taller, ...], ())}, "walls[].height", "narrowed"),
        ({"walls": (tuple[Taller, ...], ())}, "walls[].height", "newly-required"),
        ({"walls": (tuple[str, ...], ())}, "walls[]", "retyped"),
    ],
)
def test_a_breaking_change_of_an_event_is_named_with_its_type_path_rule_and_fix(
    fields: dict[str, Any], path: str, rule: str
) -> None:
    found = breaks([promises(ROOMS)], promises(replace(ROOMS, events=(changed(**fields),))))
    assert (TYPE, path, rule) in {(one.subject, one.path, one.rule) for one in found}
    line = str(next(one for one in found if one.rule == rule))
    assert line.startswith(f"{TYPE} {path}: {rule}: ")
    assert "clubhouse.booking.painted.v2" in line


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"floor": (int | None, None)},
        {"floor": (int, 0)},
        {"floors": (tuple[int, ...], ())},
        {"walls": (tuple[Named, ...], ())},
        {"note": (str | None, "another default")},
        {"note": (Annotated[str | None, Field(description="told better", examples=["x"])], None)},
    ],
)
def test_an_optional_field_and_a_better_description_pass(fields: dict[str, Any]) -> None:
    assert breaks([promises(ROOMS)], promises(replace(ROOMS, events=(changed(**fields),)))) == []


def test_a_renamed_field_is_told_with_its_likely_new_name() -> None:
    renamed = changed(note=None, remark=(str | None, None))
    (found,) = breaks([promises(ROOMS)], promises(replace(ROOMS, events=(renamed,))))
    assert "renamed to remark?" in found.detail


class Sanded(Event):
    """A room was sanded."""

    TYPE: ClassVar[str] = "clubhouse.booking.sanded.v1"

    room_id: str


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ({"events": (Painted, Sanded)}, {"events": (Painted,)}, "removed-type"),
        ({"events": (Painted, Sanded)}, {"events": (Painted,)}, "moved-type"),
        ({}, {"key": "at"}, "changed-key"),
        ({}, {"partitions": 5}, "lowered-partitions"),
        ({"restricted": True}, {}, "unrestricted"),
        ({"compacted": True}, {}, "changed-cleanup"),
        ({}, {"compacted": True}, "changed-cleanup"),
        ({}, {"retention": timedelta(days=13)}, "shortened-retention"),
        ({}, {"name": "clubhouse.booking.chambers"}, "removed-topic"),
    ],
)
def test_a_breaking_change_of_a_topic_is_named(
    before: dict[str, Any], after: dict[str, Any], rule: str
) -> None:
    found = breaks([promises(replace(ROOMS, **before))], promises(replace(ROOMS, **after)))
    assert rule in {one.rule for one in found}
    assert all(one.fix for one in found)


@pytest.mark.parametrize(
    "after",
    [
        {"partitions": 7},
        {"retention": timedelta(days=15)},
        {"restricted": True},
        {"events": (Painted, Sanded)},
        {"about": "Told better."},
        {"writers": ("complaints",)},
    ],
)
def test_more_of_a_topic_passes(after: dict[str, Any]) -> None:
    assert breaks([promises(ROOMS)], promises(replace(ROOMS, **after))) == []


def test_a_break_against_any_earlier_release_is_found_though_the_newest_forgot_it() -> None:
    first = promises(replace(ROOMS, events=(changed(floor=(int | None, None)),)))
    forgetful = promises(ROOMS)
    now = promises(ROOMS)
    assert breaks([forgetful], now) == []
    assert {(one.path, one.rule) for one in breaks([forgetful, first], now)} == {("floor", "removed")}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """The command, on a repository of the test's own with the given events in its catalogue."""

    def command(*events: type[Event], check: bool = False, release: str | None = None) -> int:
        monkeypatch.setattr(gate, "TOPICS", (replace(ROOMS, events=events),))
        monkeypatch.setattr(gate, "openapi_documents", dict)
        return gate.run(tmp_path, check=check, release=release)

    return command


def test_the_command_writes_what_passes_and_writes_nothing_when_something_breaks(
    run: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(Painted) == 0
    assert run(Painted, check=True) == 0
    before = committed(tmp_path / "contracts/schemas")

    assert run(changed(note=None)) == 1
    assert f"{TYPE} note: removed: is gone. Fix: publish the new shape as" in capsys.readouterr().out
    assert committed(tmp_path / "contracts/schemas") == before

    assert run(changed(floor=(int | None, None)), check=True) == 1
    assert f"contracts/schemas/{TYPE}.json: out of date" in capsys.readouterr().out
    assert run(changed(floor=(int | None, None))) == 0
    assert run(changed(floor=(int | None, None)), check=True) == 0


def test_a_release_holds_even_if_the_committed_schema_is_thrown_away(
    run: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(Painted, release="1.0.0") == 0
    assert set(released(tmp_path / "contracts/schemas")) == {"1.0.0"}
    (tmp_path / f"contracts/schemas/{TYPE}.json").unlink()
    assert run(changed(note=None)) == 1
    assert f"{TYPE} note: removed" in capsys.readouterr().out


def test_a_release_is_never_written_twice(
    run: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(Painted, release="1.0.0") == 0
    assert run(Painted, Sanded, release="1.0.0") == 1
    assert "choose the next version" in capsys.readouterr().out


def test_a_release_keeps_fields_that_are_called_like_annotations(
    run: Callable[..., int], tmp_path: Path
) -> None:
    titled = changed(title=(str,), description=(str,), default=(str,))
    assert run(titled, release="1.0.0") == 0
    kept = released(tmp_path / "contracts/schemas")["1.0.0"].events[TYPE]["properties"]
    assert {"title", "description", "default"} <= set(kept)
    assert "description" not in released(tmp_path / "contracts/schemas")["1.0.0"].events[TYPE]
