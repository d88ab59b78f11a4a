"""Facts as they might be, for previews and test sends of templates."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import get_args

from services.notifications.domain.kinds import possible_facts, sure_facts
from services.notifications.domain.template import OWN
from services.notifications.domain.told import BY_NAME

__all__ = ["sample_facts"]

_NAMED = {
    "number": "C261123-7KQ4M2P",
    "confirmation_number": "K7Q4M2",
    "item": "海景厅 1",
    "seat_number": "A12",
    "holiday": "spring-festival",
    "public_number": "12345",
    "kind": "fire",
    "notes": "请于开始前十分钟到店",
    "offer_title": "八八折",
    "level": "manager",
    "to_level": "manager",
    "from_level": "supervisor",
    "percent": "80",
    "message": "已安排专人处理。",
}


def sample_facts(kind: str, now: datetime) -> dict[str, str]:
    """A value for every fact a message of this kind has or may have.

    Raises:
        KeyError: no such kind.
    """
    if kind in OWN:
        return {name: _NAMED.get(name, "5") for name in OWN[kind]}
    told = BY_NAME[kind]
    fields = told.event.model_fields
    facts = {}
    for name in sure_facts(told) | possible_facts(told):
        field = fields.get(name)
        facts[name] = _sample(name, field.annotation if field else str, now)
    return facts


def _sample(name: str, annotation: object, now: datetime) -> str:
    choices = get_args(annotation)
    if name.endswith(("_at", "_by", "_until", "_since", "until", "since")) or annotation is datetime:
        return (now + timedelta(days=1)).isoformat(timespec="minutes")
    if annotation is date or name.endswith(("_on", "day", "_date")):
        return (now + timedelta(days=1)).date().isoformat()
    if choices and all(isinstance(each, str) for each in choices):
        return str(choices[0])
    if name in _NAMED:
        return _NAMED[name]
    return "5" if annotation is int or name.endswith(("points", "_fen", "_percent")) else name
