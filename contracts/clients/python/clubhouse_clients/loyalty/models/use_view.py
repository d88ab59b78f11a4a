from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.quote_line_view import QuoteLineView


T = TypeVar("T", bound="UseView")


@_attrs_define
class UseView:
    """Promotions used on a bill.

    Attributes:
        use_id (str):
        guest_id (str):
        venue_id (str):
        receipt (str):
        bill_fen (int):
        saved_fen (int):
        lines (list[QuoteLineView]):
        withdrawn (bool):
    """

    use_id: str
    guest_id: str
    venue_id: str
    receipt: str
    bill_fen: int
    saved_fen: int
    lines: list[QuoteLineView]
    withdrawn: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        use_id = self.use_id

        guest_id = self.guest_id

        venue_id = self.venue_id

        receipt = self.receipt

        bill_fen = self.bill_fen

        saved_fen = self.saved_fen

        lines = []
        for lines_item_data in self.lines:
            lines_item = lines_item_data.to_dict()
            lines.append(lines_item)

        withdrawn = self.withdrawn

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "use_id": use_id,
                "guest_id": guest_id,
                "venue_id": venue_id,
                "receipt": receipt,
                "bill_fen": bill_fen,
                "saved_fen": saved_fen,
                "lines": lines,
                "withdrawn": withdrawn,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.quote_line_view import QuoteLineView

        d = dict(src_dict)
        use_id = d.pop("use_id")

        guest_id = d.pop("guest_id")

        venue_id = d.pop("venue_id")

        receipt = d.pop("receipt")

        bill_fen = d.pop("bill_fen")

        saved_fen = d.pop("saved_fen")

        lines = []
        _lines = d.pop("lines")
        for lines_item_data in _lines:
            lines_item = QuoteLineView.from_dict(lines_item_data)

            lines.append(lines_item)

        withdrawn = d.pop("withdrawn")

        use_view = cls(
            use_id=use_id,
            guest_id=guest_id,
            venue_id=venue_id,
            receipt=receipt,
            bill_fen=bill_fen,
            saved_fen=saved_fen,
            lines=lines,
            withdrawn=withdrawn,
        )

        use_view.additional_properties = d
        return use_view

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
