"""A story for each service, in which every request that may be repeated is told once, and has its effect."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from infra.chassis.parking import Incoming
from services.complaints.domain.survey import Survey
from services.notifications.domain.escalation import Escalation
from services.notifications.domain.inbox import InboxItem
from services.notifications.domain.phone_task import PhoneTask
from services.reporting.domain.months import MonthBook
from tests.contracts.seeds import OTHER, OWN
from tests.contracts.telling import Teller

__all__ = ["STORIES"]

NOW = datetime.now(UTC).replace(microsecond=0)
TIMES = {
    "past": NOW - timedelta(days=2),
    "now": NOW,
    "soon": NOW + timedelta(hours=1),
    "evening": (NOW + timedelta(days=3)).replace(hour=12, minute=0, second=0),
    "later": (NOW + timedelta(days=4)).replace(hour=12, minute=0, second=0),
}


def at(name: str, hours: float = 0) -> str:
    """A moment of the story, as it is sent."""
    return (TIMES[name] + timedelta(hours=hours)).isoformat()


def common(t: Teller) -> None:
    """What every service is asked: its rules, and its topics again."""
    rules = t.asked("/policy")["values"]
    name, value = next((name, value) for name, value in rules.items() if isinstance(value, int))
    t.tell("publish_policy", {"changes": {name: value}, "effective_from": at("later"), "reason": "to see"})
    topic = f"clubhouse.{t.service.name}.dead-letters"
    t.tell("request_topic_replay", {"topic": topic, "since": at("past")})
    for lane, acts in (("replayed", ("edit", "replay")), ("discarded", ("discard",))):
        _fails(t, lane)
        for act in acts:
            t.tell(f"{act}_dead_letter", id=lane)


def _fails(t: Teller, lane: str) -> None:
    """A record that no consumer could take."""
    record = Incoming("somebody's", 0, 1, b"key", [], b"{}").document()
    t.service.puts("parked", {"_id": lane, "lane": lane, "record": record, "fingerprint": lane})
    dead = {"group": "g", "topic": "t", "key": b"k", "state": "dead", "attempts": 5, "open_at": None}
    told = {"reason": "bug", "detail": "none", "since": TIMES["past"], "waiting": 1}
    t.service.puts("lanes", {"_id": lane, **dead, **told})


def booking(t: Teller) -> None:
    """Three venues, and bookings of every course."""
    for venue, partner in ((OWN, False), (OTHER, False), ("partner", True)):
        t.tell("open_a_venue", {"venue_id": venue, "partner": partner})
    rooms = [
        {"id": f"r{number}", "kind": "room", "name": f"Room {number}", "capacity": 6}
        for number in range(1, 13)
    ]
    t.tell("add_resources", {"resources": rooms}, venue_id=OWN)
    t.tell("replace_card", {"name": "Harbour"}, venue_id=OWN)
    t.tell("withdraw_a_resource", venue_id=OWN, resource_id="r12")
    days = {"first_day": at("past")[:10], "last_day": at("later")[:10]}
    t.tell("make_an_offer", {"id": "autumn", "title": "Autumn"} | days, venue_id=OWN)
    t.tell("withdraw_an_offer", venue_id=OWN, offer_id="autumn")
    gap = t.tell("report", venue_id=OWN)["items"][0]["gap_id"]
    t.tell("answer_gap", {"answer": "yes"}, venue_id=OWN, gap_id=gap)
    closed = {"starts_at": at("later", 9), "ends_at": at("later", 10), "resource_ids": ["r11"]}
    closure = t.tell("close", closed, venue_id=OWN)["closure_id"]
    t.tell("lift", venue_id=OWN, closure_id=closure)
    t.tell("make_link", venue_id=OWN)

    _changed(t)
    _visited(t)
    _beside(t)


WISH = {"starts_at": at("evening"), "ends_at": at("evening", 2), "category": "", "venue_id": OWN}
LATER = {"starts_at": at("later"), "ends_at": at("later", 2)}


def _confirmed(t: Teller, **changes: object) -> str:
    booking_id = str(t.tell("hold_booking", WISH | changes)["booking_id"])
    t.tell("confirm_booking", booking_id=booking_id)
    return booking_id


def _changed(t: Teller) -> None:
    moved = _confirmed(t)
    t.tell("reschedule_booking", LATER, booking_id=moved)
    t.tell("change_party", {"party_size": 3}, booking_id=moved)
    t.tell("change_details", {"remarks": "a cake"}, booking_id=moved)
    t.tell("deposit", booking_id=moved)
    timing = {"started_at": at("past"), "finished_at": at("past", 0.01)}
    t.tell("handling", timing, booking_id=moved)
    t.tell("cancel_booking", booking_id=moved)


def _visited(t: Teller) -> None:
    come = _confirmed(t)
    t.tell("party_is_late", {"expected_at": at("evening", 0.5)}, booking_id=come)
    t.tell("seat_party", booking_id=come)
    t.tell("complete_visit", booking_id=come)
    t.tell("capture", booking_id=come)
    t.tell("incident", booking_id=_confirmed(t))

    past = {"starts_at": at("now", -1), "ends_at": at("now", 1)}
    history = {"ref": "L-1", "taken_at": at("past"), "confirmed_at": at("past", 0.5)}
    absent = t.tell("record_booking", WISH | past | {"history": history})["booking_id"]
    t.tell("party_never_came", booking_id=absent)
    t.tell("dispute", booking_id=absent)
    t.tell("decide", booking_id=absent)

    placed = _confirmed(t, venue_id="partner")
    t.tell("partner_answers", booking_id=placed)
    t.tell("feedback", booking_id=placed)


def _beside(t: Teller) -> None:
    waiting = t.tell("join", WISH | {"party_size": 6})["waiting_id"]
    t.tell("leave_line", waiting_id=waiting)

    weekly = {"every_days": 1, "times": 3} | {"starts_at": at("later", 3), "ends_at": at("later", 4)}
    series = t.tell("hold_series", WISH | weekly)["series_id"]
    t.tell("confirm_series", series_id=series)
    t.tell("cancel_series", series_id=series)

    alone = t.asked(f"/bookings/{_confirmed(t)}")
    key = {"confirmation_number": alone["confirmation_number"], "phone": "+8613800138000"}
    t.tell("move", key | LATER, by="nobody")
    t.tell("resize", key | {"party_size": 2}, by="nobody")
    t.tell("call_off", key, by="nobody")


def complaints(t: Teller) -> None:
    """A desk with its people, and cases of every kind."""
    for department in ("kitchen", "floor"):
        t.tell("save_department", {"venue_id": OWN, "head_id": "chef"}, department_id=department)
    t.tell("save_staff", {"venue_id": OWN, "level": "manager"}, staff_id="max")
    duty = {"venue_id": OWN, "level": "manager", "starts_at": at("soon"), "ends_at": at("soon", 8)}
    t.tell("roster_duty", duty, staff_id="max", duty_id="d1")
    t.tell("cancel_duty", staff_id="max", duty_id="d1")
    people = f"what,id,venue_id,name,head_id\ndepartment,bar,{OWN},Bar,chef\nstaff,nobody,{OWN},,\n"
    t.tell("load_people", people, media="text/csv")
    t.tell("publish_calendar", venue_id=OWN)

    _complained(t)
    _ended(t)
    _asked(t)
    _followed_up(t)


def _opened(t: Teller, kind: str = "complaint", **changes: object) -> str:
    return str(t.tell("open_case", {"venue_id": OWN, "kind": kind} | changes)["id"])


def _complained(t: Teller) -> None:
    case = _opened(t)
    t.tell("set_matter", case_id=case)
    t.tell("schedule_inspection", {"department_id": "floor", "inspect_at": at("soon")}, case_id=case)
    t.tell("record_inspection", {"found": "cold", "responsibility": "responsible"}, case_id=case)
    t.tell("judge_severity", case_id=case)
    t.tell("dispatch_case", {"department_ids": ["kitchen"]}, case_id=case)
    t.tell("take_in_hand", {"department_id": "kitchen"}, case_id=case)
    t.tell("record_findings", {"department_id": "kitchen"}, case_id=case)
    asked = t.tell("ask_department", {"department_id": "kitchen"}, case_id=case)
    query = asked["queries"][0]["id"]
    t.tell("answer_query", case_id=case, query_id=query)
    t.tell("pause_clocks", {"until": at("soon")}, case_id=case)
    t.tell("resume_clocks", case_id=case)
    t.tell("extend_deadline", {"until": at("later")}, case_id=case)
    t.tell("tell_progress", case_id=case)
    t.tell("add_note", case_id=case)
    t.tell("find_cause", {"cause": "house"}, case_id=case)
    refused = t.tell("propose_remedy", {"coupon": None}, case_id=case)["remedies"][-1]["id"]
    t.tell("refuse_remedy", case_id=case, remedy_id=refused)
    taken = t.tell("propose_remedy", {"coupon": None, "kind": "discount", "value_fen": 100}, case_id=case)
    remedy = taken["remedies"][-1]["id"]
    t.tell("accept_remedy", case_id=case, remedy_id=remedy)
    t.tell("settle_remedy", case_id=case, remedy_id=remedy)
    t.tell("resolve_case", case_id=case)
    t.tell("rework_case", case_id=case)
    t.tell("send_up", {"level": "gm"}, case_id=_opened(t))
    t.tell("reassign_cases", {"case_ids": [case, "none"], "owner_id": "max"})


def _ended(t: Teller) -> None:
    disputed = _opened(t, dispute_before_payment=True)
    t.tell("honour_dispute", case_id=disputed)
    t.tell("withdraw_case", case_id=disputed)
    other = _opened(t)
    t.tell("classify_case", {"responsibility": "not-responsible"}, case_id=other)
    t.tell("resolve_case", case_id=other)
    t.tell("sign_case_off", case_id=other)
    action = {"text": "a sign", "owner_id": "max", "due_on": at("later")[:10]}
    done = t.tell("close_case", {"actions": [action]}, case_id=other)["actions"][0]["id"]
    t.tell("finish_action", case_id=other, action_id=done)
    helped = _opened(t)
    t.tell("classify_case", {"responsibility": "assist"}, case_id=helped)
    t.tell("refer_case", case_id=helped)


def _asked(t: Teller) -> None:
    inquiry = _opened(t, "inquiry")
    t.tell("pass_inquiry_on", {"department_id": "floor"}, case_id=inquiry)
    t.tell("answer_inquiry", case_id=inquiry)
    suggestion = _opened(t, "suggestion")
    t.tell("judge_suggestion", case_id=suggestion)
    t.tell("forward_suggestion", {"department_id": "floor"}, case_id=suggestion)
    t.tell("decide_suggestion", case_id=suggestion)


def _followed_up(t: Teller) -> None:
    calls = [{"guest_id": each, "assigned_to": "max"} for each in ("g1", "g2")]
    plan = {"venue_id": OWN, "due_at": at("later"), "calls": calls}
    owed = t.tell("plan_callbacks", plan)["callbacks"][0]["id"]
    t.tell("make_callback_attempt", {"satisfied": True}, callback_id=owed)
    lapses = TIMES["later"]
    for survey_id in ("s1", "s2"):
        survey = Survey(survey_id, "visit", "b1", OWN, "g1", "code", TIMES["past"], lapses, 2)
        t.service.stands("surveys", survey_id, survey)
    t.tell("answer_survey", {"code": "code", "score": 5}, survey_id="s1", by="nobody")
    t.tell("record_survey", {"score": 5}, survey_id="s2")

    found = t.tell("register_found", {"venue_id": OWN, "found_at": at("past")})["id"]
    sought = t.tell("register_sought", {"venue_id": OWN, "last_seen_at": at("past")})["id"]
    t.tell("return_item", {"sought_id": sought}, item_id=found)
    shift = t.tell("prepare_handover", {"venue_id": OWN, "relief_id": "test-gm"})["id"]
    t.tell("acknowledge_handover", shift_id=shift, by="second")
    t.tell("release_shift", shift_id=shift)
    call = {"venue_id": OWN, "department_ids": ["kitchen", "floor"]}
    emergency = t.tell("call_emergency", call)["id"]
    t.tell("answer_emergency", {"department_id": "floor"}, emergency_id=emergency)
    t.tell("end_emergency", emergency_id=emergency)


def loyalty(t: Teller) -> None:
    """Guests, what they spend, and what they get for it."""

    def registered(number: int) -> str:
        who = {"phone": f"+861380013{number}", "member_card": f"G-{number}", "venue_id": OWN}
        return str(t.tell("register_guest", who)["guest_id"])

    guest, double, gone = registered(8001), registered(8002), registered(8003)
    t.tell("correct_personal", {"phone": "+8613800138001", "member_card": "G-8001"}, guest_id=guest)
    t.tell("change_consents", guest_id=guest)
    t.tell("merge_guests", {"merged_guest_id": double}, guest_id=guest)
    asks = [t.tell("ask_access", {"guest_id": guest})["access_id"] for _ in range(2)]
    t.tell("approve_access", access_id=asks[0], by="second")
    t.tell("refuse_access", access_id=asks[1], by="second")

    bill = {"venue_id": OWN, "guest_id": guest, "at": at("past"), "spend_fen": 10_000_00}
    t.tell("record_visit", bill | {"receipt": "r1"})
    bills = [bill | {"receipt": receipt, "phone": None, "member_card": None} for receipt in ("r2", "r3")]
    t.tell("feed_visits", {"bills": bills})
    t.tell("void_visit", {"venue_id": OWN, "receipt": "r3"})
    t.tell("set_programme", guest_id=guest)
    t.tell("use_benefit", {"venue_id": OWN}, guest_id=guest, benefit=benefit_of(t, guest))
    wish = {"use": "bill", "venue_id": OWN, "points": 10, "receipt": "r9", "bill_fen": 100_00}
    for ends in ("confirm_redemption", "release_redemption"):
        points = t.tell("reserve_points", wish, guest_id=guest)["redemption_id"]
        t.tell(ends, guest_id=guest, redemption_id=points)
        if ends == "confirm_redemption":
            t.tell("reverse_redemption", guest_id=guest, redemption_id=points)
    for ends in ("approve_correction", "reject_correction"):
        wrong = t.tell("propose_correction", {"venue_id": OWN}, guest_id=guest)["correction_id"]
        t.tell(ends, guest_id=guest, correction_id=wrong, by="second")

    terms = {"starts_at": at("past"), "ends_at": at("later")}
    t.tell("publish_promotion", terms, promotion_id="autumn")
    used = {"guest_id": guest, "venue_id": OWN, "receipt": "r5", "bill_fen": 2_000_00}
    use = t.tell("use_promotions", used)["use_id"]
    t.tell("withdraw_promotions", use_id=use)
    t.tell("end_promotion", promotion_id="autumn")
    coupon = t.tell("issue_coupon", {"guest_id": guest, "venue_id": OWN})["coupon_id"]
    t.tell("use_coupon", {"venue_id": OWN, "bill_fen": 1_000_00}, coupon_id=coupon)
    t.tell("release_coupon", coupon_id=coupon)
    t.tell("put_gift", gift_id="tea")

    event = t.tell("publish_event", {"venue_id": OWN, "starts_at": at("later")})["member_event_id"]
    t.tell("sign_up", {"guest_id": guest}, event_id=event)
    t.tell("attend", {"guest_id": guest}, event_id=event)
    t.tell("sign_up", {"guest_id": gone}, event_id=event)
    t.tell("withdraw", {"guest_id": gone}, event_id=event)
    t.tell("resize", {"capacity": 7}, event_id=event)
    t.tell("cancel", event_id=event)
    t.tell("close_settlement", month=f"{NOW.year - 1}-01")
    incident = t.tell("report_incident")["incident_id"]
    t.tell("handle_incident", {"note": "taken away"}, incident_id=incident)
    t.tell("erase_guest", guest_id=gone)


def benefit_of(t: Teller, guest: str) -> str:
    """One that the guest's tier gives."""
    return str(t.asked(f"/guests/{guest}/account")["benefits"][0]["benefit"])


def notifications(t: Teller) -> None:
    """What staff, guests and integrators say of messages."""
    t.tell("state_preferences", guest_id="g1")
    t.tell("state_address", kind="desk", recipient_id=f"manager@{OWN}")
    words = {"title": "您好", "body": "尊敬的客人,您的预订已确认,谢谢。"}
    t.tell("save_template", words, kind="booking-confirmed", language="zh-CN", venue_id=OWN)
    t.tell("send_test", kind="booking-confirmed")
    item = InboxItem(f"staff:{t.subject}", "announcement", "Hello", "Hello", TIMES["past"])
    t.service.stands("inbox_items", "i1", item)
    t.tell("read_item", item_id="i1")
    t.tell("read_items", {"items": ["i1"]})
    call = Escalation("e1", "case-escalated", "c1", OWN, ("manager",), TIMES["past"], TIMES["later"], 0)
    t.service.stands("escalations", "e1", call)
    t.tell("acknowledge_escalation", escalation_id="e1")
    announced = t.tell("publish_announcement")["id"]
    t.tell("read_announcement", announcement_id=announced)
    task = PhoneTask("p1", "g1", OWN, "booking-displaced", TIMES["past"], TIMES["later"])
    t.service.stands("phone_tasks", "p1", task)
    t.tell("record_call", task_id="p1")
    webhook = t.tell("subscribe_webhook", {"url": "https://1.1.1.1/hooks"})["id"]
    t.tell("change_webhook", {"url": "https://1.1.1.1/others"}, webhook_id=webhook)
    t.tell("rotate_webhook", webhook_id=webhook)
    t.tell("remove_webhook", webhook_id=webhook)


def reporting(t: Teller) -> None:
    """A month from its end to its filing, and what is recorded of staff."""
    month, day = f"{NOW.year - 1}-10", {"held_on": f"{NOW.year - 1}-10-05", "venue_id": OWN}
    t.tell("record_training", day, staff_id="ann")
    t.tell("record_exam", day, staff_id="ann")
    t.tell("assess_attitude", {"venue_id": OWN, "month": month}, staff_id="ann")
    t.tell("score_month", month=month)
    due = TIMES["later"].date()
    t.service.stands("months", month, MonthBook(month, "running", None, due))
    for step in ("draft_analysis", "review_analysis", "file_analysis"):
        t.tell(step, month=month)
    t.tell("make_guest_analysis")
    t.tell("rebuild_projection")


STORIES: dict[str, Callable[[Teller], None]] = {
    "booking": booking,
    "complaints": complaints,
    "loyalty": loyalty,
    "notifications": notifications,
    "reporting": reporting,
}
