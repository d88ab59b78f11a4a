from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.deposit_body_movement import (
    DepositBodyMovement,
    check_deposit_body_movement,
)

T = TypeVar("T", bound="DepositBody")


@_attrs_define
class DepositBody:
    """A movement of the guest's deposit.

    Attributes:
        movement (DepositBodyMovement):
        amount_fen (int):
        receipt (str):
    """

    movement: DepositBodyMovement
    amount_fen: int
    receipt: str

    def to_dict(self) -> dict[str, Any]:
        movement: str = self.movement

        amount_fen = self.amount_fen

        receipt = self.receipt

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "movement": movement,
                "amount_fen": amount_fen,
                "receipt": receipt,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        movement = check_deposit_body_movement(d.pop("movement"))

        amount_fen = d.pop("amount_fen")

        receipt = d.pop("receipt")

        deposit_body = cls(
            movement=movement,
            amount_fen=amount_fen,
            receipt=receipt,
        )

        return deposit_body
