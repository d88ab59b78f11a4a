from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.bill_body import BillBody


T = TypeVar("T", bound="FeedBody")


@_attrs_define
class FeedBody:
    """Bills in the order they were paid.

    Attributes:
        bills (list[BillBody]):
    """

    bills: list[BillBody]

    def to_dict(self) -> dict[str, Any]:
        bills = []
        for bills_item_data in self.bills:
            bills_item = bills_item_data.to_dict()
            bills.append(bills_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "bills": bills,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.bill_body import BillBody

        d = dict(src_dict)
        bills = []
        _bills = d.pop("bills")
        for bills_item_data in _bills:
            bills_item = BillBody.from_dict(bills_item_data)

            bills.append(bills_item)

        feed_body = cls(
            bills=bills,
        )

        return feed_body
