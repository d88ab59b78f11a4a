from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="IncidentView")


@_attrs_define
class IncidentView:
    """An incident.

    Attributes:
        incident_id (str):
        what (str):
        guests (int):
        opened_at (datetime.datetime):
        due_at (datetime.datetime):
        contained (str):
        guests_told_at (datetime.datetime | None):
        authority_told_at (datetime.datetime | None):
        cause (str):
        overdue (bool):
        closed_at (datetime.datetime | None):
    """

    incident_id: str
    what: str
    guests: int
    opened_at: datetime.datetime
    due_at: datetime.datetime
    contained: str
    guests_told_at: datetime.datetime | None
    authority_told_at: datetime.datetime | None
    cause: str
    overdue: bool
    closed_at: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        incident_id = self.incident_id

        what = self.what

        guests = self.guests

        opened_at = self.opened_at.isoformat()

        due_at = self.due_at.isoformat()

        contained = self.contained

        guests_told_at: None | str
        if isinstance(self.guests_told_at, datetime.datetime):
            guests_told_at = self.guests_told_at.isoformat()
        else:
            guests_told_at = self.guests_told_at

        authority_told_at: None | str
        if isinstance(self.authority_told_at, datetime.datetime):
            authority_told_at = self.authority_told_at.isoformat()
        else:
            authority_told_at = self.authority_told_at

        cause = self.cause

        overdue = self.overdue

        closed_at: None | str
        if isinstance(self.closed_at, datetime.datetime):
            closed_at = self.closed_at.isoformat()
        else:
            closed_at = self.closed_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "incident_id": incident_id,
                "what": what,
                "guests": guests,
                "opened_at": opened_at,
                "due_at": due_at,
                "contained": contained,
                "guests_told_at": guests_told_at,
                "authority_told_at": authority_told_at,
                "cause": cause,
                "overdue": overdue,
                "closed_at": closed_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        incident_id = d.pop("incident_id")

        what = d.pop("what")

        guests = d.pop("guests")

        opened_at = datetime.datetime.fromisoformat(d.pop("opened_at"))

        due_at = datetime.datetime.fromisoformat(d.pop("due_at"))

        contained = d.pop("contained")

        def _parse_guests_told_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                guests_told_at_type_0 = datetime.datetime.fromisoformat(data)

                return guests_told_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        guests_told_at = _parse_guests_told_at(d.pop("guests_told_at"))

        def _parse_authority_told_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                authority_told_at_type_0 = datetime.datetime.fromisoformat(data)

                return authority_told_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        authority_told_at = _parse_authority_told_at(d.pop("authority_told_at"))

        cause = d.pop("cause")

        overdue = d.pop("overdue")

        def _parse_closed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                closed_at_type_0 = datetime.datetime.fromisoformat(data)

                return closed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        closed_at = _parse_closed_at(d.pop("closed_at"))

        incident_view = cls(
            incident_id=incident_id,
            what=what,
            guests=guests,
            opened_at=opened_at,
            due_at=due_at,
            contained=contained,
            guests_told_at=guests_told_at,
            authority_told_at=authority_told_at,
            cause=cause,
            overdue=overdue,
            closed_at=closed_at,
        )

        incident_view.additional_properties = d
        return incident_view

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
