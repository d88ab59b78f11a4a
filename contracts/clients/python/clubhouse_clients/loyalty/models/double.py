from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.double_account_type_0 import DoubleAccountType0
    from ..models.guest_view import GuestView
    from ..models.personal_view import PersonalView


T = TypeVar("T", bound="Double")


@_attrs_define
class Double:
    """A file that was found to be theirs too, as it was when it was merged.

    Attributes:
        file (GuestView): A guest's file without what is personal.
        personal (PersonalView): A guest's personal data; masked unless the reader has an approval.
        account (DoubleAccountType0 | None): As it is kept.
    """

    file: GuestView
    personal: PersonalView
    account: DoubleAccountType0 | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.double_account_type_0 import DoubleAccountType0

        file = self.file.to_dict()

        personal = self.personal.to_dict()

        account: dict[str, Any] | None
        if isinstance(self.account, DoubleAccountType0):
            account = self.account.to_dict()
        else:
            account = self.account

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "file": file,
                "personal": personal,
                "account": account,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.double_account_type_0 import DoubleAccountType0
        from ..models.guest_view import GuestView
        from ..models.personal_view import PersonalView

        d = dict(src_dict)
        file = GuestView.from_dict(d.pop("file"))

        personal = PersonalView.from_dict(d.pop("personal"))

        def _parse_account(data: object) -> DoubleAccountType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                account_type_0 = DoubleAccountType0.from_dict(data)

                return account_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DoubleAccountType0 | None, data)

        account = _parse_account(d.pop("account"))

        double = cls(
            file=file,
            personal=personal,
            account=account,
        )

        double.additional_properties = d
        return double

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
