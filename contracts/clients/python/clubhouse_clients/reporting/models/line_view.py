from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="LineView")


@_attrs_define
class LineView:
    """One line of a figure, and the event behind it.

    Attributes:
        event_id (str):
        card (str):
        amount (int):
        at (datetime.datetime):
        agent (None | str):
        department (None | str):
        label (None | str):
    """

    event_id: str
    card: str
    amount: int
    at: datetime.datetime
    agent: None | str
    department: None | str
    label: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        event_id = self.event_id

        card = self.card

        amount = self.amount

        at = self.at.isoformat()

        agent: None | str
        agent = self.agent

        department: None | str
        department = self.department

        label: None | str
        label = self.label

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "event_id": event_id,
                "card": card,
                "amount": amount,
                "at": at,
                "agent": agent,
                "department": department,
                "label": label,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        event_id = d.pop("event_id")

        card = d.pop("card")

        amount = d.pop("amount")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        def _parse_agent(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        agent = _parse_agent(d.pop("agent"))

        def _parse_department(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        department = _parse_department(d.pop("department"))

        def _parse_label(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        label = _parse_label(d.pop("label"))

        line_view = cls(
            event_id=event_id,
            card=card,
            amount=amount,
            at=at,
            agent=agent,
            department=department,
            label=label,
        )

        line_view.additional_properties = d
        return line_view

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
