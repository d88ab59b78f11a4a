from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Action")


@_attrs_define
class Action:
    """A corrective action somebody owes (C15).

    Attributes:
        id (str):
        text (str):
        owner_id (str):
        due_on (datetime.date):
        chase_at (datetime.datetime):
        chases (int | Unset):  Default: 0.
        done_at (datetime.datetime | None | Unset):
    """

    id: str
    text: str
    owner_id: str
    due_on: datetime.date
    chase_at: datetime.datetime
    chases: int | Unset = 0
    done_at: datetime.datetime | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        text = self.text

        owner_id = self.owner_id

        due_on = self.due_on.isoformat()

        chase_at = self.chase_at.isoformat()

        chases = self.chases

        done_at: None | str | Unset
        if isinstance(self.done_at, Unset):
            done_at = UNSET
        elif isinstance(self.done_at, datetime.datetime):
            done_at = self.done_at.isoformat()
        else:
            done_at = self.done_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "text": text,
                "owner_id": owner_id,
                "due_on": due_on,
                "chase_at": chase_at,
            }
        )
        if chases is not UNSET:
            field_dict["chases"] = chases
        if done_at is not UNSET:
            field_dict["done_at"] = done_at

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        text = d.pop("text")

        owner_id = d.pop("owner_id")

        due_on = datetime.date.fromisoformat(d.pop("due_on"))

        chase_at = datetime.datetime.fromisoformat(d.pop("chase_at"))

        chases = d.pop("chases", UNSET)

        def _parse_done_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                done_at_type_0 = datetime.datetime.fromisoformat(data)

                return done_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        done_at = _parse_done_at(d.pop("done_at", UNSET))

        action = cls(
            id=id,
            text=text,
            owner_id=owner_id,
            due_on=due_on,
            chase_at=chase_at,
            chases=chases,
            done_at=done_at,
        )

        action.additional_properties = d
        return action

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
