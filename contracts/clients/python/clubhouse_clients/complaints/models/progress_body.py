from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ProgressBody")


@_attrs_define
class ProgressBody:
    """A word of progress to the guest; free of contact data.

    Attributes:
        message (str):
        send (bool | Unset): False: an agent has said it already. Default: True.
    """

    message: str
    send: bool | Unset = True

    def to_dict(self) -> dict[str, Any]:
        message = self.message

        send = self.send

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "message": message,
            }
        )
        if send is not UNSET:
            field_dict["send"] = send

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        message = d.pop("message")

        send = d.pop("send", UNSET)

        progress_body = cls(
            message=message,
            send=send,
        )

        return progress_body
