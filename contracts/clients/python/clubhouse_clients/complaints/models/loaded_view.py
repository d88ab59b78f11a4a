from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.refused_line import RefusedLine


T = TypeVar("T", bound="LoadedView")


@_attrs_define
class LoadedView:
    """What became of a file.

    Attributes:
        lines (int):
        accepted (int):
        refused (list[RefusedLine]):
    """

    lines: int
    accepted: int
    refused: list[RefusedLine]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        lines = self.lines

        accepted = self.accepted

        refused = []
        for refused_item_data in self.refused:
            refused_item = refused_item_data.to_dict()
            refused.append(refused_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "lines": lines,
                "accepted": accepted,
                "refused": refused,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.refused_line import RefusedLine

        d = dict(src_dict)
        lines = d.pop("lines")

        accepted = d.pop("accepted")

        refused = []
        _refused = d.pop("refused")
        for refused_item_data in _refused:
            refused_item = RefusedLine.from_dict(refused_item_data)

            refused.append(refused_item)

        loaded_view = cls(
            lines=lines,
            accepted=accepted,
            refused=refused,
        )

        loaded_view.additional_properties = d
        return loaded_view

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
