from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.share_view import ShareView


T = TypeVar("T", bound="SharedFigure")


@_attrs_define
class SharedFigure:
    """A figure of several days or venues, opened: its shares add up to it.

    Attributes:
        figure (str):
        total (int):
        shares (list[ShareView]):
    """

    figure: str
    total: int
    shares: list[ShareView]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        figure = self.figure

        total = self.total

        shares = []
        for shares_item_data in self.shares:
            shares_item = shares_item_data.to_dict()
            shares.append(shares_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "figure": figure,
                "total": total,
                "shares": shares,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.share_view import ShareView

        d = dict(src_dict)
        figure = d.pop("figure")

        total = d.pop("total")

        shares = []
        _shares = d.pop("shares")
        for shares_item_data in _shares:
            shares_item = ShareView.from_dict(shares_item_data)

            shares.append(shares_item)

        shared_figure = cls(
            figure=figure,
            total=total,
            shares=shares,
        )

        shared_figure.additional_properties = d
        return shared_figure

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
