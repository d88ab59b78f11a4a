"""Who tells whom what, read from the running wiring: ``python -m tests.architecture.graph`` redraws it."""

from __future__ import annotations

import importlib
from collections import defaultdict
from typing import get_type_hints

from contracts.topic import Topic
from infra.chassis.service import Service
from infra.local.places import ROOT
from infra.local.settings import SERVICES

__all__ = ["PAGE", "built", "drawn", "heard"]

PAGE = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- drawn by tests/architecture/graph.py -->\n", "<!-- end of the drawing -->\n"


def built(name: str) -> Service:
    """A service, wired as its ``main`` wires it; nothing is started."""
    build = importlib.import_module(f"services.{name}.main").build
    service: Service = build(get_type_hints(build)["settings"]())
    return service


def heard(service: Service) -> set[tuple[Topic, str]]:
    """The topics a service hears, each with the consumer group."""
    return {(consumer.topic, consumer.group) for consumer in service._consumers}


def mermaid() -> str:
    """Arrows from a topic's owner to those who hear it, with the topics' short names."""
    arrows: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name in SERVICES:
        for topic, _ in heard(built(name)):
            if topic.owner != name:
                arrows[topic.owner, name].add(topic.name.rsplit(".", 1)[-1])
    lines = [
        f'    {owner} -- "{"<br>".join(sorted(topics))}" --> {hearer}'
        for (owner, hearer), topics in sorted(arrows.items())
    ]
    return "\n".join(["```mermaid", "flowchart LR", *lines, "```", ""])


def drawn(page: str) -> str:
    """`page` with the drawing as it ought to be."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{mermaid()}{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(drawn(PAGE.read_text()))
