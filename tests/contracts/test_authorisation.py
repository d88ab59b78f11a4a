"""Who may do what: every route x every role x own or other venue, from what the routes state."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from infra.contracts_gate.apis import SERVICES
from infra.local.issuer import ROLES
from tests.contracts.requests import Operation, operations
from tests.contracts.running import Running, running
from tests.contracts.seeds import OTHER, OWN, Known, seed

STAFF = tuple(role for role in ROLES if role != "guest")
STRANGER = "019a0000-0000-7000-8000-00000000dead"

CHAIN_WIDE = {
    # A guest belongs to the chain, and so does what protects a guest's file; the role decides alone.
    "approve_access",
    "erase_guest",
    "handle_incident",
    "refuse_access",
    # Whoever answers a question about any venue may say that its information lacks something (B14).
    "report",
    # A gift without venues is offered by the whole chain; one with venues asks for the right at each.
    "put_gift",
}
ALL_VENUES = {
    # A programme earns at every venue: rights at one of them are not enough to choose it.
    "set_programme",
}


@pytest.fixture(scope="module", params=SERVICES)
def service(
    request: pytest.FixtureRequest, mongo_url: str, bootstrap: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp(request.param)
    with running(request.param, mongo_url, bootstrap, folder) as started:
        yield started


@pytest.fixture(scope="module")
def known(service: Running) -> Known:
    return seed(service)


@pytest.fixture(scope="module")
def table(service: Running) -> list[Operation]:
    return list(operations(service.document()))


@pytest.mark.rule("L14")
def test_every_route_lets_in_the_roles_it_states_and_nobody_else(
    service: Running, known: Known, table: list[Operation]
) -> None:
    wrong = []
    for role in (None, *ROLES):
        caller = service.caller(*([role] if role else []), guest_id=known.get("guest_id", [STRANGER])[0])
        for operation in table:
            answer = operation.ask(caller, known)
            if not operation.roles or role in operation.roles:
                right = answer.status != 401 and answer.code != "role-required"
            elif role is None:
                right = (answer.status, answer.code) == (401, "unauthenticated")
            else:
                right = (answer.status, answer.code) == (403, "role-required")
            if not right:
                wrong.append(f"{operation} as {role or 'nobody'}: {answer.status} {answer.code}")
    assert wrong == []


@pytest.mark.rule("L14")
def test_no_role_reads_or_changes_anything_of_a_venue_it_has_no_rights_at(
    service: Running, known: Known, table: list[Operation]
) -> None:
    wrong, undecided = [], []
    for role in STAFF:
        caller = service.caller(role, venues=[OTHER])
        for operation in table:
            if role not in operation.roles or not concerns_a_venue(operation, known):
                continue
            answer = operation.ask(caller, known)
            if answer.status < 300 and (operation.method != "GET" or OWN in answer.text):
                wrong.append(f"{operation} as {role} of another venue: {answer.status}")
            elif answer.status >= 300 and answer.status not in (403, 404):
                undecided.append(f"{operation} as {role}: {answer.status} {answer.text}")
    assert wrong == []
    assert undecided == [], "other checks come before the venue's, or the example body is not valid"


@pytest.mark.rule("L14")
def test_every_role_that_may_call_a_route_may_at_its_own_venue_unless_it_concerns_all(
    service: Running, known: Known, table: list[Operation]
) -> None:
    wrong = []
    for role in STAFF:
        caller = service.caller(role, venues=[OWN])
        for operation in table:
            if role in operation.roles:
                answer = operation.ask(caller, known)
                refused = answer.code == "other-venue"
                if refused is not (operation.name in ALL_VENUES) and concerns_a_venue(operation, known):
                    wrong.append(f"{operation} as {role} of this venue: {answer.status} {answer.text}")
    assert wrong == []


@pytest.mark.rule("L14")
def test_a_guest_sees_and_changes_nothing_of_another_guest(
    service: Running, known: Known, table: list[Operation]
) -> None:
    stranger = service.caller("guest", guest_id=STRANGER)
    wrong = []
    for operation in table:
        if "guest" in operation.roles and any(
            name in known and name != "venue_id" for name in operation.places
        ):
            answer = operation.ask(stranger, known)
            told = any(each in answer.text for each in known.get("guest_id", ()))
            if answer.status < 300 and (told or operation.method != "GET"):
                wrong.append(f"{operation} as another guest: {answer.status} {answer.text}")
    assert wrong == []


def concerns_a_venue(operation: Operation, known: Known) -> bool:
    """Whether it names a venue, or a thing that the seeds made at one."""
    if operation.name in CHAIN_WIDE:
        return False
    return "venue_id" in operation.takes or any(name in known for name in operation.places)
