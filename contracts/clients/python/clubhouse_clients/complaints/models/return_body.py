from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ReturnBody")


@_attrs_define
class ReturnBody:
    """Who took it, and how they proved it theirs and signed.

    Attributes:
        returned_to (str):
        receipt (str):
        sought_id (None | str | Unset): What the owner had registered as missed; it is closed.
    """

    returned_to: str
    receipt: str
    sought_id: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        returned_to = self.returned_to

        receipt = self.receipt

        sought_id: None | str | Unset
        if isinstance(self.sought_id, Unset):
            sought_id = UNSET
        else:
            sought_id = self.sought_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "returned_to": returned_to,
                "receipt": receipt,
            }
        )
        if sought_id is not UNSET:
            field_dict["sought_id"] = sought_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        returned_to = d.pop("returned_to")

        receipt = d.pop("receipt")

        def _parse_sought_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        sought_id = _parse_sought_id(d.pop("sought_id", UNSET))

        return_body = cls(
            returned_to=returned_to,
            receipt=receipt,
            sought_id=sought_id,
        )

        return return_body
