from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ReferBody")


@_attrs_define
class ReferBody:
    """The public body that can help (rule C18).

    Attributes:
        body (str):
        public_number (str):
    """

    body: str
    public_number: str

    def to_dict(self) -> dict[str, Any]:
        body = self.body

        public_number = self.public_number

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "body": body,
                "public_number": public_number,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        body = d.pop("body")

        public_number = d.pop("public_number")

        refer_body = cls(
            body=body,
            public_number=public_number,
        )

        return refer_body
