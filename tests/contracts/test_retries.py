"""What is asked again has its first answer again, and no second effect; also all at once, of two processes.

The broker is away: what is changed here is changed by requests alone, and every event stays to be counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field, replace

import httpx
import pytest

from infra.contracts_gate.apis import SERVICES
from infra.local.issuer import ROLES
from tests.contracts.manners import LISTED_ONLY, read_of
from tests.contracts.running import Running, started
from tests.contracts.stories import STORIES, common
from tests.contracts.telling import Heard, Teller, Told

NOWHERE = "127.0.0.1:1"
AT_ONCE = 10

MANY_OR_NONE = {
    # Several aggregates, or rows that nobody changes: there is no one version to tell.
    *("hold_series", "confirm_series", "cancel_series"),
    *("reassign_cases", "load_people", "plan_callbacks", "read_items"),
    *("record_visit", "feed_visits", "score_month"),
    *("publish_policy", "request_topic_replay", "replay_dead_letter", "edit_dead_letter"),
    *("discard_dead_letter", "make_link", "send_test", "make_guest_analysis", "rebuild_projection"),
}


@dataclass
class Mob:
    """Sends every request many times at once, to two processes of the service."""

    other: Running
    pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(AT_ONCE))
    wrong: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    _there: dict[httpx.Client, httpx.Client] = field(default_factory=dict)

    def __call__(self, told: Told) -> Heard:
        """The one answer."""
        there = self._there.setdefault(
            told.caller,
            httpx.Client(base_url=self.other.url, headers=told.caller.headers, timeout=60),
        )
        callers = (told.caller, there) * (AT_ONCE // 2)
        heard = list(self.pool.map(lambda by: told.again(by=by), callers))
        answers = [each for each in heard if each.code != "request-in-flight"]
        first = replace(next((each for each in answers if not each.replayed), answers[0]), replayed=False)
        fresh = sum(not each.replayed for each in answers)
        alike = all(replace(each, replayed=False) == first for each in answers)
        if first.status < 300 and (fresh != 1 or not alike):
            self.wrong.append(f"{told.operation.name} {told}: {answers}")
        return first


@pytest.fixture(scope="module", params=SERVICES)
def mob(
    request: pytest.FixtureRequest, mongo_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Running, Mob]]:
    name, folder = request.param, tmp_path_factory.mktemp(request.param)
    with ExitStack() as stack:
        one = stack.enter_context(started(name, mongo_url, NOWHERE, folder))
        two = stack.enter_context(started(name, mongo_url, NOWHERE, folder, beside=one))
        one.until_alive()
        two.until_alive()
        yield one, Mob(two)


@pytest.fixture(scope="module")
def story(mob: tuple[Running, Mob]) -> Teller:
    service, send = mob

    def read_after(told: Told) -> None:
        """What is read after a change is what the change told of: nobody has changed it again."""
        if "If-Match" in told.operation.headers and told.operation.name not in LISTED_ONLY:
            read = told.caller.get(read_of(told, teller), params=told.query)
            if read.headers.get("etag") != told.answer.etag:
                send.stale.append(f"{told.operation.name} {told}: {told.answer} then {read.headers}")

    teller = Teller(service, send=send, after=read_after)
    common(teller)
    STORIES[service.name](teller)
    return teller


def test_every_request_that_takes_a_key_is_told(story: Teller) -> None:
    told = {each.operation.name for each in story.told}
    assert [each.name for each in story.keyed() if each.name not in told] == []


def test_a_request_sent_many_times_at_once_has_one_effect_and_one_answer(
    story: Teller, mob: tuple[Running, Mob]
) -> None:
    assert mob[1].wrong == []
    assert mob[1].stale == []
    caused = defaultdict(set)
    with story.service.store() as database:
        for event in database["outbox"].find({}):
            caused[event["causationid"], event["type"]].add(event["aggregateid"])
    assert {key: found for key, found in caused.items() if len(found) > 1} == {}
    assert story.service.complaints() + mob[1].other.complaints() == []


def test_a_request_again_has_its_first_answer_whatever_has_happened_since(story: Teller) -> None:
    before, wrong = effects(story.service), []
    for told in story.told:
        heard = told.again()
        if heard != replace(told.answer, replayed=True):
            wrong.append(f"{told.operation.name} {told}: {told.answer} then {heard}")
    assert wrong == []
    assert effects(story.service) == before


def test_a_key_belongs_to_one_request(story: Teller) -> None:
    before, wrong = effects(story.service), []
    for told in story.told:
        other = told.again(content=told.content + b" ")
        if (other.status, other.code) != (422, "idempotency-key-reused"):
            wrong.append(f"{told.operation.name} with another body: {other}")
        none = told.again(key=None)
        if (none.status, none.code) != (400, "idempotency-key-required"):
            wrong.append(f"{told.operation.name} without a key: {none}")
    assert wrong == []
    assert effects(story.service) == before


def test_a_change_tells_its_version_and_refuses_to_overwrite_another(story: Teller) -> None:
    before, wrong = effects(story.service), []
    for told in story.told:
        if (told.answer.etag is None) is not (told.operation.name in MANY_OR_NONE):
            wrong.append(f"{told.operation.name}: ETag {told.answer.etag}")
        stale = told.again(key=f"stale-{told.key}", If_Match='"987654"')
        compared = "If-Match" in told.operation.headers
        if stale.code != ("version-mismatch" if compared else "if-match-not-taken"):
            wrong.append(f"{told.operation.name} with a stale If-Match: {stale}")
    assert wrong == []
    assert effects(story.service) == before


def test_another_caller_may_use_the_same_key(story: Teller) -> None:
    others = story.service.caller("manager", *ROLES)
    wrong = []
    for told in story.told:
        if told.caller is story.callers["nobody"] or told.operation.name == "record_booking":
            continue  # nobody is everybody; and a line of a ledger is shown to whoever tells it again
        heard = told.again(by=others)
        if heard.replayed or heard.code == "idempotency-key-reused" or heard.status >= 500:
            wrong.append(f"{told.operation.name} {told}: {heard}")
    assert wrong == []
    assert story.service.complaints() == []


def effects(service: Running) -> dict[str, int]:
    """How many events there are, and how many changes were made of what is there, by collection."""
    with service.store() as database:
        counted = {"events": database["outbox"].count_documents({})}
        for name in database.list_collection_names():
            total = {"$group": {"_id": None, "changes": {"$sum": "$version"}, "there": {"$sum": 1}}}
            of_aggregates = {"$match": {"state": {"$type": "object"}, "version": {"$exists": True}}}
            for found in database[name].aggregate([of_aggregates, total]):
                counted[name] = 1_000_000 * found["there"] + found["changes"]
        return counted
