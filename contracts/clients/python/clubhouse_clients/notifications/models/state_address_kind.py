from typing import Literal

StateAddressKind = Literal["desk", "staff"]

STATE_ADDRESS_KIND_VALUES: set[StateAddressKind] = {
    "desk",
    "staff",
}


def check_state_address_kind(value: str) -> StateAddressKind:
    if value in STATE_ADDRESS_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {STATE_ADDRESS_KIND_VALUES!r}"
    )
