"""What is granted, drawn and described is what the services really do."""

from __future__ import annotations

import re

import pytest

from infra.cli.main import Commands
from infra.kafka.access import service_grants
from infra.local.places import ROOT
from infra.local.settings import SERVICES
from tests.architecture.graph import PAGE, built, drawn, heard

PAGES = ("architecture", "operators", "integrators", "sre", "frontend")


@pytest.mark.parametrize("name", SERVICES)
@pytest.mark.rule("L14")
def test_a_service_is_granted_all_it_needs_and_contact_data_only_where_it_is_heard(name: str) -> None:
    service = built(name)
    granted = {(each.operation, each.name) for each in service_grants(name) if each.resource == "topic"}

    assert {("write", topic) for topic in service.outbox.topics} <= granted
    assert {("read", topic.name) for topic, _ in heard(service)} <= granted
    assert all(group == name or group.startswith(f"{name}.") for _, group in heard(service))
    restricted = {("read", topic.name) for topic, _ in heard(service) if topic.restricted}
    read = {each for each in granted if each == ("read", "clubhouse.guests.contacts")}
    assert read == restricted or ("write", "clubhouse.guests.contacts") in granted


def test_the_drawing_shows_who_hears_whom() -> None:
    page = PAGE.read_text()
    assert page == drawn(page), "redraw it: .venv/bin/python -m tests.architecture.graph"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_names_files_and_commands_that_exist(page: str) -> None:
    text = (ROOT / "docs" / f"{page}.md").read_text()
    for link in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert (ROOT / "docs" / link).exists(), link
    commands = set(Commands().list_commands(None))  # type: ignore[arg-type]  # it needs no context
    assert set(re.findall(r"(?:^ *|`|bin/)clubhouse ([a-z-]+)", text, re.MULTILINE)) <= commands
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)", text)) <= targets
