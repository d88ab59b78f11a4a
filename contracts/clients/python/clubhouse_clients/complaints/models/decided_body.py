from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="DecidedBody")


@_attrs_define
class DecidedBody:
    """Whether a suggestion is adopted, and what its guest is told.

    Attributes:
        message (str):
        adopted (bool):
    """

    message: str
    adopted: bool

    def to_dict(self) -> dict[str, Any]:
        message = self.message

        adopted = self.adopted

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "message": message,
                "adopted": adopted,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        message = d.pop("message")

        adopted = d.pop("adopted")

        decided_body = cls(
            message=message,
            adopted=adopted,
        )

        return decided_body
