from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.edit_headers_type_0 import EditHeadersType0


T = TypeVar("T", bound="Edit")


@_attrs_define
class Edit:
    """A corrected record; parts left out stay as they are.

    Attributes:
        reason (str):
        dry_run (bool | Unset): Only say what would be done. Default: False.
        headers (EditHeadersType0 | None | Unset):
        value_text (None | str | Unset):
        value_base64 (None | str | Unset):
    """

    reason: str
    dry_run: bool | Unset = False
    headers: EditHeadersType0 | None | Unset = UNSET
    value_text: None | str | Unset = UNSET
    value_base64: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.edit_headers_type_0 import EditHeadersType0

        reason = self.reason

        dry_run = self.dry_run

        headers: dict[str, Any] | None | Unset
        if isinstance(self.headers, Unset):
            headers = UNSET
        elif isinstance(self.headers, EditHeadersType0):
            headers = self.headers.to_dict()
        else:
            headers = self.headers

        value_text: None | str | Unset
        if isinstance(self.value_text, Unset):
            value_text = UNSET
        else:
            value_text = self.value_text

        value_base64: None | str | Unset
        if isinstance(self.value_base64, Unset):
            value_base64 = UNSET
        else:
            value_base64 = self.value_base64

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "reason": reason,
            }
        )
        if dry_run is not UNSET:
            field_dict["dry_run"] = dry_run
        if headers is not UNSET:
            field_dict["headers"] = headers
        if value_text is not UNSET:
            field_dict["value_text"] = value_text
        if value_base64 is not UNSET:
            field_dict["value_base64"] = value_base64

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.edit_headers_type_0 import EditHeadersType0

        d = dict(src_dict)
        reason = d.pop("reason")

        dry_run = d.pop("dry_run", UNSET)

        def _parse_headers(data: object) -> EditHeadersType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                headers_type_0 = EditHeadersType0.from_dict(data)

                return headers_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(EditHeadersType0 | None | Unset, data)

        headers = _parse_headers(d.pop("headers", UNSET))

        def _parse_value_text(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        value_text = _parse_value_text(d.pop("value_text", UNSET))

        def _parse_value_base64(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        value_base64 = _parse_value_base64(d.pop("value_base64", UNSET))

        edit = cls(
            reason=reason,
            dry_run=dry_run,
            headers=headers,
            value_text=value_text,
            value_base64=value_base64,
        )

        edit.additional_properties = d
        return edit

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
