from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ActionBody")


@_attrs_define
class ActionBody:
    """A corrective action somebody owes (rule C15).

    Attributes:
        text (str):
        owner_id (str):
        due_on (datetime.date):
    """

    text: str
    owner_id: str
    due_on: datetime.date

    def to_dict(self) -> dict[str, Any]:
        text = self.text

        owner_id = self.owner_id

        due_on = self.due_on.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "text": text,
                "owner_id": owner_id,
                "due_on": due_on,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        text = d.pop("text")

        owner_id = d.pop("owner_id")

        due_on = datetime.date.fromisoformat(d.pop("due_on"))

        action_body = cls(
            text=text,
            owner_id=owner_id,
            due_on=due_on,
        )

        return action_body
