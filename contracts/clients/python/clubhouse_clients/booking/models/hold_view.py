from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.hold_view_body import HoldViewBody


T = TypeVar("T", bound="HoldView")


@_attrs_define
class HoldView:
    """A request that is ready to be sent.

    Attributes:
        method (str):
        href (str):
        body (HoldViewBody):
    """

    method: str
    href: str
    body: HoldViewBody
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        method = self.method

        href = self.href

        body = self.body.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "method": method,
                "href": href,
                "body": body,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.hold_view_body import HoldViewBody

        d = dict(src_dict)
        method = d.pop("method")

        href = d.pop("href")

        body = HoldViewBody.from_dict(d.pop("body"))

        hold_view = cls(
            method=method,
            href=href,
            body=body,
        )

        hold_view.additional_properties = d
        return hold_view

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
