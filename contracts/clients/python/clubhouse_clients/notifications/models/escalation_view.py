from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="EscalationView")


@_attrs_define
class EscalationView:
    """One call.

    Attributes:
        id (str):
        kind (str):
        subject_id (str):
        venue_id (str):
        levels (list[str]): Called so far, in order.
        status (str):
        raised_at (datetime.datetime):
        acknowledge_by (datetime.datetime | None):
        acknowledged_by (None | str):
        acknowledged_at (datetime.datetime | None):
    """

    id: str
    kind: str
    subject_id: str
    venue_id: str
    levels: list[str]
    status: str
    raised_at: datetime.datetime
    acknowledge_by: datetime.datetime | None
    acknowledged_by: None | str
    acknowledged_at: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        kind = self.kind

        subject_id = self.subject_id

        venue_id = self.venue_id

        levels = self.levels

        status = self.status

        raised_at = self.raised_at.isoformat()

        acknowledge_by: None | str
        if isinstance(self.acknowledge_by, datetime.datetime):
            acknowledge_by = self.acknowledge_by.isoformat()
        else:
            acknowledge_by = self.acknowledge_by

        acknowledged_by: None | str
        acknowledged_by = self.acknowledged_by

        acknowledged_at: None | str
        if isinstance(self.acknowledged_at, datetime.datetime):
            acknowledged_at = self.acknowledged_at.isoformat()
        else:
            acknowledged_at = self.acknowledged_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "kind": kind,
                "subject_id": subject_id,
                "venue_id": venue_id,
                "levels": levels,
                "status": status,
                "raised_at": raised_at,
                "acknowledge_by": acknowledge_by,
                "acknowledged_by": acknowledged_by,
                "acknowledged_at": acknowledged_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        kind = d.pop("kind")

        subject_id = d.pop("subject_id")

        venue_id = d.pop("venue_id")

        levels = cast(list[str], d.pop("levels"))

        status = d.pop("status")

        raised_at = datetime.datetime.fromisoformat(d.pop("raised_at"))

        def _parse_acknowledge_by(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                acknowledge_by_type_0 = datetime.datetime.fromisoformat(data)

                return acknowledge_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        acknowledge_by = _parse_acknowledge_by(d.pop("acknowledge_by"))

        def _parse_acknowledged_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        acknowledged_by = _parse_acknowledged_by(d.pop("acknowledged_by"))

        def _parse_acknowledged_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                acknowledged_at_type_0 = datetime.datetime.fromisoformat(data)

                return acknowledged_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        acknowledged_at = _parse_acknowledged_at(d.pop("acknowledged_at"))

        escalation_view = cls(
            id=id,
            kind=kind,
            subject_id=subject_id,
            venue_id=venue_id,
            levels=levels,
            status=status,
            raised_at=raised_at,
            acknowledge_by=acknowledge_by,
            acknowledged_by=acknowledged_by,
            acknowledged_at=acknowledged_at,
        )

        escalation_view.additional_properties = d
        return escalation_view

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
