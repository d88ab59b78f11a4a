from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="TemplateView")


@_attrs_define
class TemplateView:
    """The wording in use for a kind of message.

    Attributes:
        kind (str):
        language (str):
        venue_id (None | str):
        name (str): Which wording it is.
        title (str):
        body (str):
        sms (str):
        sure_facts (list[str]): Fields that are always there.
        possible_facts (list[str]): Fields for optional parts.
    """

    kind: str
    language: str
    venue_id: None | str
    name: str
    title: str
    body: str
    sms: str
    sure_facts: list[str]
    possible_facts: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        language = self.language

        venue_id: None | str
        venue_id = self.venue_id

        name = self.name

        title = self.title

        body = self.body

        sms = self.sms

        sure_facts = self.sure_facts

        possible_facts = self.possible_facts

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "language": language,
                "venue_id": venue_id,
                "name": name,
                "title": title,
                "body": body,
                "sms": sms,
                "sure_facts": sure_facts,
                "possible_facts": possible_facts,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = d.pop("kind")

        language = d.pop("language")

        def _parse_venue_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        venue_id = _parse_venue_id(d.pop("venue_id"))

        name = d.pop("name")

        title = d.pop("title")

        body = d.pop("body")

        sms = d.pop("sms")

        sure_facts = cast(list[str], d.pop("sure_facts"))

        possible_facts = cast(list[str], d.pop("possible_facts"))

        template_view = cls(
            kind=kind,
            language=language,
            venue_id=venue_id,
            name=name,
            title=title,
            body=body,
            sms=sms,
            sure_facts=sure_facts,
            possible_facts=possible_facts,
        )

        template_view.additional_properties = d
        return template_view

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
