from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.event import Event
from contracts.notifications import DeliveryDoubtful, DeliveryFailed, DeliveryFailedOver, DeliverySent
from services.notifications.domain.circumstances import Permit, Standing
from services.notifications.domain.delivery import Outcome, Result, Status, timers
from services.notifications.domain.explain import explain, summary
from services.notifications.domain.preferences import Preferences
from services.notifications.domain.sending import begin, record
from tests.unit.notifications.worlds import ACCEPTED, NOON, POLICY, answered, around, begun, chain, notice

FAILED = Result(Outcome.FAILED, detail="503")
REFUSED = Result(Outcome.REFUSED, detail="bad number")
UNKNOWN = Result(Outcome.UNKNOWN, detail="ReadTimeout")


@pytest.mark.rule("N5")
def test_an_accepted_message_is_sent_once_and_says_by_whom() -> None:
    sent, events = record(begun(chain()), 1, ACCEPTED, POLICY, NOON)
    assert sent.status is Status.SENT
    [told] = events
    assert isinstance(told, DeliverySent)
    assert (told.provider, told.attempts, told.doubtful) == ("aliyun", 1, False)
    assert timers(sent) == {}


@pytest.mark.rule("N5")
def test_retries_come_with_growing_delay_then_the_next_provider_takes_over() -> None:
    delivery, pauses, now = begun(chain()), [], NOON
    events: tuple[Event, ...] = ()
    for _ in range(POLICY.tries_per_route):
        delivery, events = record(delivery, len(delivery.attempts), FAILED, POLICY, now)
        pauses.append((delivery.due - now).total_seconds())
        now = delivery.due
        delivery = begun(delivery, now=now)
    assert pauses == [5, 30, 0]
    assert isinstance(events[0], DeliveryFailedOver)
    assert delivery.attempts[-1].route.provider == "tencent"


@pytest.mark.rule("N5")
def test_a_refused_message_goes_to_the_next_way_at_once_and_fails_after_the_last() -> None:
    delivery = begun(chain())
    events: tuple[Event, ...] = ()
    for provider in ("aliyun", "tencent", "smtp"):
        assert delivery.attempts[-1].route.provider == provider
        delivery, events = record(delivery, len(delivery.attempts), REFUSED, POLICY, NOON)
        delivery = begun(delivery)
    assert delivery.status is Status.FAILED
    [told] = events
    assert isinstance(told, DeliveryFailed)
    assert told.attempts == 3


@pytest.mark.rule("N5")
def test_a_busy_provider_is_left_alone_as_long_as_it_asks_without_counting_as_a_try() -> None:
    busy = Result(Outcome.BUSY, retry_after=17)
    delivery = answered(begun(chain()), busy)
    assert delivery.due == NOON + timedelta(seconds=18)
    assert delivery.tries == 0


@pytest.mark.rule("N5")
@pytest.mark.parametrize("asked", [None, 1])
def test_a_provider_that_stays_busy_is_asked_with_growing_delay(asked: float | None) -> None:
    """It counts as no try, so nothing else would keep a message from being tried without end until then."""
    delivery, pauses = begun(chain()), []
    for _ in range(5):
        delivery = answered(delivery, Result(Outcome.BUSY, retry_after=asked), now=delivery.due)
        pauses.append((delivery.due - delivery.attempts[-1].started_at).total_seconds() - 1)
        delivery = begun(delivery, now=delivery.due)
    assert pauses == [5, 30, 120, 600, 1800]


@pytest.mark.rule("N5")
def test_a_long_busy_spell_does_not_end_a_message_that_is_of_use_still() -> None:
    delivery = begun(chain())
    for _ in range(5):
        delivery = answered(delivery, Result(Outcome.BUSY), now=delivery.due)
        delivery = begun(delivery, now=delivery.due)
    delivery = replace(delivery, valid_until=delivery.due + timedelta(hours=1))
    delivery = answered(delivery, Result(Outcome.BUSY), now=delivery.due)
    assert delivery.status is Status.SCHEDULED
    left = delivery.valid_until - delivery.due
    assert timedelta(minutes=29) < left < timedelta(minutes=31), "half of what was left"


@pytest.mark.rule("N5")
def test_a_cut_off_attempt_that_a_provider_cannot_tell_of_is_repeated_and_marked() -> None:
    delivery = answered(begun(chain()), UNKNOWN)
    assert delivery.status is Status.SCHEDULED
    sent = answered(begun(delivery, now=delivery.due), ACCEPTED, now=delivery.due)
    assert (sent.status, sent.doubtful) == (Status.SENT, True)
    assert summary(sent).endswith("an earlier attempt may have arrived too")


@pytest.mark.rule("N5")
def test_a_provider_that_knows_our_keys_leaves_no_doubt() -> None:
    delivery = answered(begun(chain()), replace(UNKNOWN, repeatable=True))
    assert (delivery.status, delivery.doubtful) == (Status.SCHEDULED, False)


@pytest.mark.rule("N5")
@pytest.mark.parametrize("leaving", ["tries", "refusal", "mute"])
def test_a_provider_left_in_doubt_is_doubted_though_it_knows_our_keys(leaving: str) -> None:
    """Its key made the repeats harmless; the next provider has never heard of it."""
    delivery, now = answered(begun(chain()), replace(UNKNOWN, repeatable=True)), NOON
    circumstances = around()
    if leaving == "mute":
        circumstances = replace(circumstances, preferences=Preferences("g1", muted=("sms",)))
    while delivery.routes[delivery.route].provider == "aliyun":
        now = delivery.due
        delivery, _ = begin(delivery, circumstances, POLICY, now)
        if delivery.routes[delivery.route].provider == "aliyun":
            again = replace(UNKNOWN, repeatable=True) if leaving == "tries" else REFUSED
            delivery = answered(delivery, again, now=now)
    if delivery.status is not Status.SENDING:
        delivery = begun(delivery, now=delivery.due)
    sent, [told] = record(delivery, len(delivery.attempts), ACCEPTED, POLICY, delivery.due)
    assert isinstance(told, DeliverySent)
    assert (sent.status, told.doubtful) == (Status.SENT, True)


@pytest.mark.rule("N5")
def test_marketing_in_doubt_goes_on_to_no_other_way() -> None:
    delivery, now = chain(notice("birthday-greeting", "marketing")), NOON
    while not delivery.final:
        delivery = answered(begun(delivery, now=now), replace(UNKNOWN, repeatable=True), now=now)
        now = delivery.due
    assert delivery.status is Status.DOUBTFUL
    assert {each.route.provider for each in delivery.attempts} == {"aliyun"}


@pytest.mark.rule("N5")
def test_an_integrator_that_never_acknowledged_failed_and_counts_as_such() -> None:
    hooked = around(frozenset({"webhook"}))
    delivery, now = chain(notice("webhook", "integrator")), NOON
    while not delivery.final:
        delivery, _ = begin(delivery, hooked, POLICY, now)
        delivery = answered(delivery, replace(UNKNOWN, repeatable=True), now=now)
        now = delivery.due
    assert (delivery.status, delivery.doubtful) == (Status.FAILED, False)


@pytest.mark.rule("N5")
def test_marketing_is_not_repeated_in_doubt() -> None:
    after, [told] = record(begun(chain(notice("birthday-greeting", "marketing"))), 1, UNKNOWN, POLICY, NOON)
    assert after.status is Status.DOUBTFUL
    assert isinstance(told, DeliveryDoubtful)


@pytest.mark.rule("N5")
def test_an_answer_that_comes_after_the_lease_ran_out_calls_the_retry_off() -> None:
    delivery = answered(begun(chain()), UNKNOWN)
    sent, [told] = record(delivery, 1, ACCEPTED, POLICY, NOON)
    assert (sent.status, sent.doubtful, timers(sent)) == (Status.SENT, False, {})
    assert isinstance(told, DeliverySent)


@pytest.mark.rule("N5")
@pytest.mark.parametrize("retry", [FAILED, REFUSED, UNKNOWN])
def test_an_answer_that_comes_while_the_retry_is_under_way_lets_no_other_follow(retry: Result) -> None:
    delivery = answered(begun(chain()), UNKNOWN)
    known, _ = record(begun(delivery, now=delivery.due), 1, ACCEPTED, POLICY, delivery.due)
    sent, [told] = record(known, 2, retry, POLICY, delivery.due)
    assert (sent.status, timers(sent)) == (Status.SENT, {})
    assert isinstance(told, DeliverySent)


def test_a_late_failure_changes_nothing() -> None:
    delivery = answered(begun(chain()), UNKNOWN)
    assert record(delivery, 1, FAILED, POLICY, NOON) == (delivery, ())


@pytest.mark.rule("N4")
@pytest.mark.parametrize(
    ("standing", "code"),
    [
        (Standing("b1", "cancelled", NOON, 5), "cancelled"),
        (Standing("b1", "confirmed", NOON + timedelta(hours=1), 5), "moved"),
        (Standing("b1", "seated", NOON, 5), "seated"),
    ],
)
def test_a_reminder_of_what_is_no_longer_so_is_never_sent(standing: Standing, code: str) -> None:
    told = notice(subject_at=NOON, while_standing=True)
    after, _ = begin(chain(told), around(standing=standing), POLICY, NOON)
    assert (after.status, after.notes[-1].code) == (Status.DROPPED, code)


@pytest.mark.rule("N5")
def test_what_was_called_off_after_a_failed_attempt_says_that_and_not_that_every_way_was_tried() -> None:
    told = notice(subject_at=NOON, while_standing=True)
    waiting, _ = record(begun(chain(told)), 1, FAILED, POLICY, NOON)
    gone = around(standing=Standing("b1", "cancelled", NOON, 5))
    after, [event] = begin(waiting, gone, POLICY, waiting.due)
    assert (after.status, after.notes[-1].code) == (Status.FAILED, "cancelled")
    assert isinstance(event, DeliveryFailed)
    assert event.reason == "cancelled"
    assert summary(after) == "not sent: what it told was called off meanwhile"


@pytest.mark.rule("N4")
def test_a_message_is_never_sent_after_it_is_useless() -> None:
    delivery = chain(notice(valid_until=NOON + timedelta(hours=1)))
    after, _ = begin(delivery, around(), POLICY, NOON + timedelta(hours=1))
    assert (after.status, after.notes[-1].code) == (Status.DROPPED, "too-late")


@pytest.mark.rule("N4")
def test_an_opt_out_that_comes_while_the_greeting_waits_still_counts() -> None:
    circumstances = replace(around(), preferences=Preferences("g1", marketing=False))
    after, _ = begin(chain(notice("holiday-greeting", "marketing")), circumstances, POLICY, NOON)
    assert after.notes[-1].code == "opted-out"


def test_a_message_waits_for_contact_data_and_goes_on_when_it_comes() -> None:
    waiting, events = begin(chain(), around(None), POLICY, NOON)
    assert waiting.status is Status.WAITING
    assert len(events) == 1
    assert set(timers(waiting)) == {"recheck"}
    assert begun(waiting, now=NOON + timedelta(seconds=1)).status is Status.SENDING


def test_a_guest_with_an_email_only_gets_the_email() -> None:
    after, _ = begin(chain(), around(frozenset({"email"})), POLICY, NOON)
    assert after.attempts[-1].route.channel == "email"


def test_a_rate_limited_message_takes_its_place_and_waits() -> None:
    at = NOON + timedelta(seconds=3)
    after, _ = begin(chain(), around(permit=Permit(at=at, lanes=1)), POLICY, NOON)
    assert (after.status, after.due, after.lanes) == (Status.SCHEDULED, at, 1)


@pytest.mark.rule("N5")
def test_a_spent_budget_makes_the_next_provider_take_over() -> None:
    after, [told] = begin(chain(), around(permit=Permit(capped=True)), POLICY, NOON)
    assert isinstance(told, DeliveryFailedOver)
    assert (after.routes[after.route].provider, told.reason) == ("tencent", "cost-cap")


def test_a_webhook_follows_the_standard_schedule_and_ends_when_the_receiver_is_gone() -> None:
    hooked = around(frozenset({"webhook"}))
    delivery, _ = begin(chain(notice("webhook", "integrator")), hooked, POLICY, NOON)
    delivery = answered(delivery, FAILED)
    assert delivery.due == NOON + timedelta(seconds=6)
    delivery, _ = begin(delivery, hooked, POLICY, delivery.due)
    gone = answered(delivery, Result(Outcome.GONE), now=delivery.due)
    assert (gone.status, gone.notes[-1].detail) == (Status.FAILED, "gone")


@pytest.mark.rule("N5")
def test_every_step_can_be_explained() -> None:
    delivery = answered(begun(chain()), FAILED)
    codes = [line.code for line in explain(delivery)]
    assert codes == ["planned", "attempt", "failed", "retry"]


outcomes = st.builds(
    Result,
    outcome=st.sampled_from([each for each in Outcome if each is not Outcome.OPEN]),
    repeatable=st.booleans(),
    retry_after=st.one_of(st.none(), st.floats(0, 100_000)),
)


@pytest.mark.rule("N5")
@given(st.lists(outcomes, max_size=40), st.sampled_from(["transactional", "marketing", "staff"]))
def test_every_chain_of_answers_ends_and_never_sends_after_it_was_accepted(
    answers: list[Result], category: str
) -> None:
    delivery, now = chain(notice(category=category)), NOON
    for answer in answers:
        now = max(now, delivery.due)
        delivery, _ = begin(delivery, around(), POLICY, now)
        while delivery.status is Status.SCHEDULED and delivery.due > now:  # moved out of the night
            now = delivery.due
            delivery, _ = begin(delivery, around(), POLICY, now)
        if delivery.final:
            break
        delivery, _ = record(delivery, len(delivery.attempts), answer, POLICY, now)
        accepted = sum(each.outcome is Outcome.ACCEPTED for each in delivery.attempts)
        assert accepted <= 1
        assert (delivery.status is Status.SENT) == (accepted == 1)
        assert delivery.final == (timers(delivery) == {})
    unknown = [each for each in delivery.attempts if each.outcome is Outcome.UNKNOWN]
    if delivery.status is Status.FAILED:
        assert not unknown
    if delivery.status is Status.SENT:
        by = delivery.attempts[-1].route
        in_doubt = [each for each in unknown if each.route != by or not answers[each.number - 1].repeatable]
        assert delivery.doubtful == bool(in_doubt)


@pytest.mark.rule("N5")
def test_a_message_that_queues_again_and_again_says_so_once() -> None:
    delivery, now = chain(), NOON
    told: list[Event] = []
    for _ in range(50):
        after, events = begin(delivery, around(permit=Permit(at=now + timedelta(seconds=1))), POLICY, now)
        delivery, now = after, after.due
        told += events
    assert [note.code for note in delivery.notes] == ["paced"]
    assert len(told) == 1


@pytest.mark.rule("N5")
def test_a_place_in_the_rate_is_not_kept_through_the_night() -> None:
    night = NOON + timedelta(hours=11)
    paced, _ = begin(chain(), around(permit=Permit(at=night, lanes=1)), POLICY, NOON)
    after, _ = begin(paced, around(), POLICY, night)
    assert (after.notes[-1].code, after.lanes) == ("quiet-later", 0)


@pytest.mark.rule("N5")
def test_the_next_provider_has_a_rate_of_its_own() -> None:
    paced, _ = begin(chain(), around(permit=Permit(at=NOON, lanes=1)), POLICY, NOON)
    over, _ = begin(paced, around(permit=Permit(capped=True)), POLICY, NOON)
    assert (over.routes[over.route].provider, over.lanes) == ("tencent", 0)


@pytest.mark.rule("N5")
def test_an_integrator_is_tried_by_the_whole_recommended_schedule() -> None:
    hooked = around(frozenset({"webhook"}))
    delivery, now = chain(notice("webhook", "integrator")), NOON
    moments = []
    while not delivery.final:
        delivery, _ = begin(delivery, hooked, POLICY, now)
        if delivery.status is Status.SENDING:
            moments.append(now)
            delivery, _ = record(delivery, len(delivery.attempts), FAILED, POLICY, now)
        now = max(now, delivery.due)
    gaps = tuple(int((after - before).total_seconds()) for before, after in pairwise(moments))
    assert gaps == (5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
