"""Who may read and write which topic, from the contracts; and the requests that tell a broker so.

Every service reads every open topic, writes the topics it owns or is named a writer of, and joins the group
of its name and those named ``<service>.<purpose>``. A restricted topic (rule L14) is read by its owner, its
writers and those named here. Nobody but its service touches a dead-letter topic. An integrator reads open
topics.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError
from aiokafka.protocol.admin import CreateAclsRequest

from contracts.catalog import TOPICS
from contracts.contacts import CONTACTS
from contracts.topic import Topic, dead_letters
from infra.local.settings import SERVICES

__all__ = ["Grant", "dead_letter_topics", "grant", "integrator", "service_grants"]

RESTRICTED_READERS = {CONTACTS.name: ("notifications",)}
"""Who reads a restricted topic besides its owner and writers."""

_RESOURCES = {"topic": 2, "group": 3}
_OPERATIONS = {"read": 3, "write": 4}
_LITERAL, _PREFIXED = 3, 4
_ALLOW = 3


@dataclass(frozen=True, slots=True)
class Grant:
    """One right: `principal` may `operation` the resource `name`, or all that begin with it."""

    principal: str
    operation: Literal["read", "write"]
    resource: Literal["topic", "group"]
    name: str
    prefixed: bool = False


def dead_letter_topics() -> tuple[Topic, ...]:
    """The dead-letter topic of every service."""
    return tuple(
        Topic(dead_letters(service), service, "key", (), f"What {service} could not take.", restricted=True)
        for service in SERVICES
    )


def service_grants(service: str) -> tuple[Grant, ...]:
    """What a service may do."""
    return tuple(_of(service))


def integrator(name: str) -> tuple[Grant, ...]:
    """What an outside reader may do: read every open topic, in groups named like a service's."""
    reads = (Grant(name, "read", "topic", topic.name) for topic in TOPICS if not topic.restricted)
    return (*reads, *_groups(name))


async def grant(admin: AIOKafkaAdminClient, grants: Iterable[Grant]) -> None:
    """Tell the broker; what it knows already stays.

    Raises:
        KafkaError: it refused one.
    """
    wanted = list(grants)
    answer = await admin._send_to_controller(_Grants(wanted))  # noqa: SLF001  # aiokafka's admin has no ACLs yet
    for each, (code, message) in zip(wanted, answer.creation_responses, strict=True):
        if code:
            raise KafkaError(f"{each}: error {code} {message}")


class _Grants(CreateAclsRequest):  # type: ignore[misc]  # aiokafka is untyped
    """All of them in one request; aiokafka's own holds one."""

    def __init__(self, grants: Iterable[Grant]) -> None:
        self._creations = [
            (
                _RESOURCES[each.resource],
                each.name,
                _PREFIXED if each.prefixed else _LITERAL,
                f"User:{each.principal}",
                "*",
                _OPERATIONS[each.operation],
                _ALLOW,
            )
            for each in grants
        ]

    def build(self, request_struct_class: Any) -> Any:
        """The request in a version that knows prefixes."""
        return request_struct_class(self._creations)


def _of(service: str) -> Iterator[Grant]:
    for topic in (*TOPICS, *dead_letter_topics()):
        writes = service == topic.owner or service in topic.writers
        if writes:
            yield Grant(service, "write", "topic", topic.name)
        if writes or not topic.restricted or service in RESTRICTED_READERS.get(topic.name, ()):
            yield Grant(service, "read", "topic", topic.name)
    yield from _groups(service)


def _groups(name: str) -> Iterator[Grant]:
    """The dot ends the name: else ``report`` could join the groups of ``reporting``, and take its records."""
    yield Grant(name, "read", "group", name)
    yield Grant(name, "read", "group", f"{name}.", prefixed=True)
