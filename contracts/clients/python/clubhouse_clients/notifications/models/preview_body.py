from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.preview_body_facts import PreviewBodyFacts


T = TypeVar("T", bound="PreviewBody")


@_attrs_define
class PreviewBody:
    """A wording to try, with facts; samples are made up for those not given.

    Attributes:
        title (str):
        body (str):
        sms (str | Unset): Short form; the body is sent without one. Default: ''.
        facts (PreviewBodyFacts | Unset):
    """

    title: str
    body: str
    sms: str | Unset = ""
    facts: PreviewBodyFacts | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        title = self.title

        body = self.body

        sms = self.sms

        facts: dict[str, Any] | Unset = UNSET
        if not isinstance(self.facts, Unset):
            facts = self.facts.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "title": title,
                "body": body,
            }
        )
        if sms is not UNSET:
            field_dict["sms"] = sms
        if facts is not UNSET:
            field_dict["facts"] = facts

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.preview_body_facts import PreviewBodyFacts

        d = dict(src_dict)
        title = d.pop("title")

        body = d.pop("body")

        sms = d.pop("sms", UNSET)

        _facts = d.pop("facts", UNSET)
        facts: PreviewBodyFacts | Unset
        if isinstance(_facts, Unset):
            facts = UNSET
        else:
            facts = PreviewBodyFacts.from_dict(_facts)

        preview_body = cls(
            title=title,
            body=body,
            sms=sms,
            facts=facts,
        )

        return preview_body
