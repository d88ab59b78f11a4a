"""Lines of files as bodies of requests: a guest to register, a bill to record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from infra.cli.ledger.mapping import LineRefused
from infra.cli.members.files import FileMapping, Line, text

__all__ = ["bill", "guest"]

_TEXTS = ("name", "phone", "email", "member_card", "sex", "occupation", "address", "language")
_LISTS = ("preferences", "special_needs")


def guest(line: Line, mapping: FileMapping) -> dict[str, Any]:
    """The body that registers a line's guest, marked as coming from an older file.

    Raises:
        LineRefused: a field cannot be told.
    """
    told = {name: text(mapping.fields.get(name), line.said, name) for name in _TEXTS}
    body: dict[str, Any] = {name: value for name, value in told.items() if value}
    for name in _LISTS:
        rule = mapping.fields.get(name)
        if value := text(rule, line.said, name):
            parts = value.split(rule.get("separator", ";")) if isinstance(rule, dict) else [value]
            body[name] = [part.strip() for part in parts if part.strip()]
    if birthday := _birthday(mapping.fields.get("birthday"), line.said):
        body["birthday"] = birthday
    consents = mapping.fields.get("consents", {})
    yes = {"1", "true", "yes", "y", "是", "同意"}
    body["consents"] = {
        name: text(rule, line.said, f"consents.{name}").lower() in yes for name, rule in consents.items()
    }
    if "name" not in body:
        raise LineRefused("name", "a guest has a name")
    return body | {"recorded": True}


def bill(line: Line, mapping: FileMapping) -> dict[str, Any]:
    """The body that records a line's bill, marked as coming from an older file.

    Raises:
        LineRefused: a field cannot be told.
    """
    fields, said = mapping.fields, line.said
    who = {name: text(fields.get(name), said, name) for name in ("guest_id", "phone", "member_card")}
    named = {name: value for name, value in who.items() if value}
    if not named:
        raise LineRefused("member_card", "the line names no guest")
    return {
        **named,
        "venue_id": text(fields.get("venue_id"), said, "venue_id"),
        "receipt": text(fields.get("receipt"), said, "receipt") or line.ref,
        "at": _moment(fields.get("at"), said),
        "spend_fen": _fen(fields.get("spend"), said),
        "recorded": True,
        "open_file": bool(fields.get("open_files", False)),
    }


def _moment(rule: Mapping[str, Any] | None, said: Mapping[str, str]) -> str:
    if rule is None:
        raise LineRefused("at", "the mapping does not say which column tells the time")
    told = text(rule, said, "at")
    try:
        moment = datetime.strptime(told, rule.get("format", "%Y-%m-%d %H:%M:%S"))  # noqa: DTZ007 - zone below
    except ValueError as error:
        raise LineRefused("at", f"{told!r} is no time like {rule.get('format')}") from error
    if "hour" in rule:
        moment = datetime.combine(moment.date(), time(rule["hour"]))
    return moment.replace(tzinfo=ZoneInfo(rule.get("zone", "Asia/Shanghai"))).isoformat()


def _fen(rule: Any, said: Mapping[str, str]) -> int:
    """An amount in yuan (or whatever the money is) as exact hundredths."""
    told = text(rule, said, "spend").replace(",", "")
    try:
        hundredths = Decimal(told) * 100
    except InvalidOperation as error:
        raise LineRefused("spend", f"{told!r} is no amount") from error
    if hundredths != hundredths.to_integral_value() or hundredths < 0:
        raise LineRefused("spend", f"{told!r} is no amount of whole fen")
    return int(hundredths)


def _birthday(rule: Any, said: Mapping[str, str]) -> dict[str, Any] | None:
    told = text(rule, said, "birthday")
    if not told or not isinstance(rule, dict):
        return None
    try:
        parts = [int(part) for part in told.replace("/", "-").replace(".", "-").split("-")]
    except ValueError as error:
        raise LineRefused("birthday", f"{told!r} is no date like 1988-08-15 or 08-15") from error
    if len(parts) not in (2, 3):
        raise LineRefused("birthday", f"{told!r} is no date like 1988-08-15 or 08-15")
    body: dict[str, Any] = {"month": parts[-2], "day": parts[-1]}
    if len(parts) == 3:
        body["year"] = parts[0]
    if "lunar" in rule:
        calendar = said.get(rule["lunar"]["column"], "").strip()
        body["lunar"] = calendar in rule["lunar"]["values"]
        body["leap"] = calendar in rule["lunar"].get("leap", ())
    return body
