from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.action_body import ActionBody


T = TypeVar("T", bound="CloseBody")


@_attrs_define
class CloseBody:
    """The summary of a complaint (rule C15).

    Attributes:
        lesson (str):
        actions (list[ActionBody] | Unset):
    """

    lesson: str
    actions: list[ActionBody] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        lesson = self.lesson

        actions: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.actions, Unset):
            actions = []
            for actions_item_data in self.actions:
                actions_item = actions_item_data.to_dict()
                actions.append(actions_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "lesson": lesson,
            }
        )
        if actions is not UNSET:
            field_dict["actions"] = actions

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.action_body import ActionBody

        d = dict(src_dict)
        lesson = d.pop("lesson")

        _actions = d.pop("actions", UNSET)
        actions: list[ActionBody] | Unset = UNSET
        if _actions is not UNSET:
            actions = []
            for actions_item_data in _actions:
                actions_item = ActionBody.from_dict(actions_item_data)

                actions.append(actions_item)

        close_body = cls(
            lesson=lesson,
            actions=actions,
        )

        return close_body
