from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.access_view import AccessView
    from ..models.double import Double
    from ..models.export_account_type_0 import ExportAccountType0
    from ..models.export_coupons_item import ExportCouponsItem
    from ..models.export_ledger_item import ExportLedgerItem
    from ..models.export_member_events_item import ExportMemberEventsItem
    from ..models.export_promotion_uses_item import ExportPromotionUsesItem
    from ..models.guest_view import GuestView
    from ..models.personal_view import PersonalView
    from ..models.reading_view import ReadingView
    from ..models.visit_view import VisitView


T = TypeVar("T", bound="Export")


@_attrs_define
class Export:
    """Everything about a guest.

    Attributes:
        file (GuestView): A guest's file without what is personal.
        personal (PersonalView): A guest's personal data; masked unless the reader has an approval.
        account (ExportAccountType0 | None): As it is kept.
        visits (list[VisitView]):
        ledger (list[ExportLedgerItem]): As it is kept.
        coupons (list[ExportCouponsItem]): As they are kept.
        promotion_uses (list[ExportPromotionUsesItem]): As they are kept.
        member_events (list[ExportMemberEventsItem]): Their sign-ups.
        access_requests (list[AccessView]):
        incidents (list[str]): Leaks that concerned them.
        readings (list[ReadingView]):
        doubles (list[Double] | Unset):
    """

    file: GuestView
    personal: PersonalView
    account: ExportAccountType0 | None
    visits: list[VisitView]
    ledger: list[ExportLedgerItem]
    coupons: list[ExportCouponsItem]
    promotion_uses: list[ExportPromotionUsesItem]
    member_events: list[ExportMemberEventsItem]
    access_requests: list[AccessView]
    incidents: list[str]
    readings: list[ReadingView]
    doubles: list[Double] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.export_account_type_0 import ExportAccountType0

        file = self.file.to_dict()

        personal = self.personal.to_dict()

        account: dict[str, Any] | None
        if isinstance(self.account, ExportAccountType0):
            account = self.account.to_dict()
        else:
            account = self.account

        visits = []
        for visits_item_data in self.visits:
            visits_item = visits_item_data.to_dict()
            visits.append(visits_item)

        ledger = []
        for ledger_item_data in self.ledger:
            ledger_item = ledger_item_data.to_dict()
            ledger.append(ledger_item)

        coupons = []
        for coupons_item_data in self.coupons:
            coupons_item = coupons_item_data.to_dict()
            coupons.append(coupons_item)

        promotion_uses = []
        for promotion_uses_item_data in self.promotion_uses:
            promotion_uses_item = promotion_uses_item_data.to_dict()
            promotion_uses.append(promotion_uses_item)

        member_events = []
        for member_events_item_data in self.member_events:
            member_events_item = member_events_item_data.to_dict()
            member_events.append(member_events_item)

        access_requests = []
        for access_requests_item_data in self.access_requests:
            access_requests_item = access_requests_item_data.to_dict()
            access_requests.append(access_requests_item)

        incidents = self.incidents

        readings = []
        for readings_item_data in self.readings:
            readings_item = readings_item_data.to_dict()
            readings.append(readings_item)

        doubles: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.doubles, Unset):
            doubles = []
            for doubles_item_data in self.doubles:
                doubles_item = doubles_item_data.to_dict()
                doubles.append(doubles_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "file": file,
                "personal": personal,
                "account": account,
                "visits": visits,
                "ledger": ledger,
                "coupons": coupons,
                "promotion_uses": promotion_uses,
                "member_events": member_events,
                "access_requests": access_requests,
                "incidents": incidents,
                "readings": readings,
            }
        )
        if doubles is not UNSET:
            field_dict["doubles"] = doubles

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.access_view import AccessView
        from ..models.double import Double
        from ..models.export_account_type_0 import ExportAccountType0
        from ..models.export_coupons_item import ExportCouponsItem
        from ..models.export_ledger_item import ExportLedgerItem
        from ..models.export_member_events_item import ExportMemberEventsItem
        from ..models.export_promotion_uses_item import ExportPromotionUsesItem
        from ..models.guest_view import GuestView
        from ..models.personal_view import PersonalView
        from ..models.reading_view import ReadingView
        from ..models.visit_view import VisitView

        d = dict(src_dict)
        file = GuestView.from_dict(d.pop("file"))

        personal = PersonalView.from_dict(d.pop("personal"))

        def _parse_account(data: object) -> ExportAccountType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                account_type_0 = ExportAccountType0.from_dict(data)

                return account_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ExportAccountType0 | None, data)

        account = _parse_account(d.pop("account"))

        visits = []
        _visits = d.pop("visits")
        for visits_item_data in _visits:
            visits_item = VisitView.from_dict(visits_item_data)

            visits.append(visits_item)

        ledger = []
        _ledger = d.pop("ledger")
        for ledger_item_data in _ledger:
            ledger_item = ExportLedgerItem.from_dict(ledger_item_data)

            ledger.append(ledger_item)

        coupons = []
        _coupons = d.pop("coupons")
        for coupons_item_data in _coupons:
            coupons_item = ExportCouponsItem.from_dict(coupons_item_data)

            coupons.append(coupons_item)

        promotion_uses = []
        _promotion_uses = d.pop("promotion_uses")
        for promotion_uses_item_data in _promotion_uses:
            promotion_uses_item = ExportPromotionUsesItem.from_dict(
                promotion_uses_item_data
            )

            promotion_uses.append(promotion_uses_item)

        member_events = []
        _member_events = d.pop("member_events")
        for member_events_item_data in _member_events:
            member_events_item = ExportMemberEventsItem.from_dict(
                member_events_item_data
            )

            member_events.append(member_events_item)

        access_requests = []
        _access_requests = d.pop("access_requests")
        for access_requests_item_data in _access_requests:
            access_requests_item = AccessView.from_dict(access_requests_item_data)

            access_requests.append(access_requests_item)

        incidents = cast(list[str], d.pop("incidents"))

        readings = []
        _readings = d.pop("readings")
        for readings_item_data in _readings:
            readings_item = ReadingView.from_dict(readings_item_data)

            readings.append(readings_item)

        _doubles = d.pop("doubles", UNSET)
        doubles: list[Double] | Unset = UNSET
        if _doubles is not UNSET:
            doubles = []
            for doubles_item_data in _doubles:
                doubles_item = Double.from_dict(doubles_item_data)

                doubles.append(doubles_item)

        export = cls(
            file=file,
            personal=personal,
            account=account,
            visits=visits,
            ledger=ledger,
            coupons=coupons,
            promotion_uses=promotion_uses,
            member_events=member_events,
            access_requests=access_requests,
            incidents=incidents,
            readings=readings,
            doubles=doubles,
        )

        export.additional_properties = d
        return export

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
