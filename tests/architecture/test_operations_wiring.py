"""What is granted, drawn and described is what the services really do."""

from __future__ import annotations

import json
import re
import shlex

import click
import pytest

from infra.cli.main import Commands, clubhouse
from infra.kafka.access import Grant, integrator, service_grants
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


def test_nobody_joins_the_groups_of_another_whose_name_begins_alike() -> None:
    """Whoever joins a service's group is sent some of its records, which the service never hears."""

    def may_join(grants: tuple[Grant, ...], group: str) -> bool:
        groups = (each for each in grants if each.resource == "group")
        return any(group.startswith(each.name) if each.prefixed else group == each.name for each in groups)

    assert may_join(service_grants("reporting"), "reporting")
    assert may_join(integrator("acme"), "acme.warehouse")
    assert not may_join(integrator("report"), "reporting")
    assert not may_join(integrator("acme"), "acme-east.warehouse")


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


TYPED = re.compile(r"(?:^ {4}|`|\$\()(?:\.venv/bin/)?clubhouse ([a-z][^`|\n);]*)", re.MULTILINE)


def pages() -> dict[str, str]:
    """The text of every page by name, lines that go on joined."""
    found = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return {page.name: page.read_text(encoding="utf-8").replace("\\\n", " ") for page in found}


def documented() -> list[tuple[str, str]]:
    """Every `clubhouse` command line that a page tells to type, by page."""
    return [(name, line.strip()) for name, text in pages().items() for line in TYPED.findall(text)]


@pytest.mark.parametrize(("page", "line"), documented())
def test_a_command_on_a_page_has_the_options_it_is_given(page: str, line: str) -> None:
    command: click.Command = clubhouse
    context = click.Context(command)
    words = [word for word in shlex.split(line) if word != "..."]
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(context, words.pop(0))
        assert found, f"{page}: clubhouse {line}"
        command, context = found, click.Context(found, parent=context)
    known = {name for each in command.params for name in (*each.opts, *each.secondary_opts)} | {"--help"}
    assert {word for word in words if word.startswith("--")} <= known, f"{page}: clubhouse {line}"


def requested() -> list[tuple[str, str, str, str]]:
    """Every `curl` of a service's address on a page: page, method, service, path."""
    names = {str(8101 + number): name for number, name in enumerate(SERVICES)}
    names |= {name: name for name in SERVICES}
    found = []
    for page, text in pages().items():
        for line in re.findall(r"^(?: {4})?curl .*", text, re.MULTILINE):
            address = re.search(r"http://(?:127\.0\.0\.1:)?(\w+)(/[^\s\"?;]*)", line)
            method = re.search(r"-X ([A-Z]+)", line)
            if address and address[1] in names:
                asked = method[1] if method else "GET"
                found.append((page, asked, names[address[1]], address[2]))
    return found


@pytest.mark.parametrize(("page", "method", "service", "path"), requested())
def test_a_request_on_a_page_is_one_the_service_answers(
    page: str, method: str, service: str, path: str
) -> None:
    document = json.loads((ROOT / f"contracts/schemas/openapi/{service}.json").read_text(encoding="utf-8"))
    known = [
        route
        for route, methods in document["paths"].items()
        if method.lower() in methods and re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", route), path)
    ]
    assert known or path in {"/docs", "/console"}, f"{page}: {method} {path} of {service}"


def test_the_pages_do_tell_what_to_type() -> None:
    assert len(documented()) > 20
    assert len(requested()) > 4
