from typing import Literal

OfferBodyKind = Literal[
    "apology", "coupon", "discount", "other", "points", "redo-service", "refund"
]

OFFER_BODY_KIND_VALUES: set[OfferBodyKind] = {
    "apology",
    "coupon",
    "discount",
    "other",
    "points",
    "redo-service",
    "refund",
}


def check_offer_body_kind(value: str) -> OfferBodyKind:
    if value in OFFER_BODY_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {OFFER_BODY_KIND_VALUES!r}"
    )
