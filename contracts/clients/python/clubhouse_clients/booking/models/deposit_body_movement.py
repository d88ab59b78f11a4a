from typing import Literal

DepositBodyMovement = Literal["kept", "returned", "taken"]

DEPOSIT_BODY_MOVEMENT_VALUES: set[DepositBodyMovement] = {
    "kept",
    "returned",
    "taken",
}


def check_deposit_body_movement(value: str) -> DepositBodyMovement:
    if value in DEPOSIT_BODY_MOVEMENT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DEPOSIT_BODY_MOVEMENT_VALUES!r}"
    )
