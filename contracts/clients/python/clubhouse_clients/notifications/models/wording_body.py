from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="WordingBody")


@_attrs_define
class WordingBody:
    """A wording: ``{{field}}`` or ``{{field|filter}}``, optional parts in ``[[ ]]``.

    Attributes:
        title (str):
        body (str):
        sms (str | Unset): Short form; the body is sent without one. Default: ''.
    """

    title: str
    body: str
    sms: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        title = self.title

        body = self.body

        sms = self.sms

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "title": title,
                "body": body,
            }
        )
        if sms is not UNSET:
            field_dict["sms"] = sms

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        title = d.pop("title")

        body = d.pop("body")

        sms = d.pop("sms", UNSET)

        wording_body = cls(
            title=title,
            body=body,
            sms=sms,
        )

        return wording_body
