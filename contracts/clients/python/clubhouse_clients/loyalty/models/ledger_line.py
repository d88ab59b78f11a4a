from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.lot_move_view import LotMoveView
    from ..models.posting_view import PostingView


T = TypeVar("T", bound="LedgerLine")


@_attrs_define
class LedgerLine:
    """One entry of the ledger.

    Attributes:
        entry_id (str):
        kind (str):
        at (datetime.datetime):
        venue_id (str):
        subject (str):
        postings (list[PostingView]):
        lots (list[LotMoveView]):
        balance (int):
        held (int):
        reason (str):
        by (str):
        approved_by (str):
        policy_version (int):
    """

    entry_id: str
    kind: str
    at: datetime.datetime
    venue_id: str
    subject: str
    postings: list[PostingView]
    lots: list[LotMoveView]
    balance: int
    held: int
    reason: str
    by: str
    approved_by: str
    policy_version: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        entry_id = self.entry_id

        kind = self.kind

        at = self.at.isoformat()

        venue_id = self.venue_id

        subject = self.subject

        postings = []
        for postings_item_data in self.postings:
            postings_item = postings_item_data.to_dict()
            postings.append(postings_item)

        lots = []
        for lots_item_data in self.lots:
            lots_item = lots_item_data.to_dict()
            lots.append(lots_item)

        balance = self.balance

        held = self.held

        reason = self.reason

        by = self.by

        approved_by = self.approved_by

        policy_version = self.policy_version

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "entry_id": entry_id,
                "kind": kind,
                "at": at,
                "venue_id": venue_id,
                "subject": subject,
                "postings": postings,
                "lots": lots,
                "balance": balance,
                "held": held,
                "reason": reason,
                "by": by,
                "approved_by": approved_by,
                "policy_version": policy_version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.lot_move_view import LotMoveView
        from ..models.posting_view import PostingView

        d = dict(src_dict)
        entry_id = d.pop("entry_id")

        kind = d.pop("kind")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        venue_id = d.pop("venue_id")

        subject = d.pop("subject")

        postings = []
        _postings = d.pop("postings")
        for postings_item_data in _postings:
            postings_item = PostingView.from_dict(postings_item_data)

            postings.append(postings_item)

        lots = []
        _lots = d.pop("lots")
        for lots_item_data in _lots:
            lots_item = LotMoveView.from_dict(lots_item_data)

            lots.append(lots_item)

        balance = d.pop("balance")

        held = d.pop("held")

        reason = d.pop("reason")

        by = d.pop("by")

        approved_by = d.pop("approved_by")

        policy_version = d.pop("policy_version")

        ledger_line = cls(
            entry_id=entry_id,
            kind=kind,
            at=at,
            venue_id=venue_id,
            subject=subject,
            postings=postings,
            lots=lots,
            balance=balance,
            held=held,
            reason=reason,
            by=by,
            approved_by=approved_by,
            policy_version=policy_version,
        )

        ledger_line.additional_properties = d
        return ledger_line

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
