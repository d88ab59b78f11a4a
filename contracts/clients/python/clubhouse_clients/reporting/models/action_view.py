from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ActionView")


@_attrs_define
class ActionView:
    """A corrective action of the month.

    Attributes:
        case_id (str):
        number (str):
        text (str):
        owner (str):
        due_on (str):
        done (bool):
    """

    case_id: str
    number: str
    text: str
    owner: str
    due_on: str
    done: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        case_id = self.case_id

        number = self.number

        text = self.text

        owner = self.owner

        due_on = self.due_on

        done = self.done

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "case_id": case_id,
                "number": number,
                "text": text,
                "owner": owner,
                "due_on": due_on,
                "done": done,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        case_id = d.pop("case_id")

        number = d.pop("number")

        text = d.pop("text")

        owner = d.pop("owner")

        due_on = d.pop("due_on")

        done = d.pop("done")

        action_view = cls(
            case_id=case_id,
            number=number,
            text=text,
            owner=owner,
            due_on=due_on,
            done=done,
        )

        action_view.additional_properties = d
        return action_view

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
