"""What the mapping of a file of guests or of bills may say."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from infra.cli.mapping import Column, Constant, Delimiter, Encoding, Name, Rules, Text, Zone, kind

__all__ = ["MemberRules"]


class ListColumn(Column):
    """Several texts in one column."""

    separator: Name | None = None


class LunarRules(Rules):
    """Which texts of a column say that a birthday is a lunar date, and one of a leap month."""

    column: Name
    values: list[str]
    leap: list[str] = Field(default_factory=list)


class BirthdayColumn(Column):
    """A birthday, with or without its year."""

    lunar: LunarRules | None = None


class TimeColumn(Column):
    """A time as `datetime.strptime` reads it; `hour` where only days are told."""

    format: Name | None = None
    hour: int | None = Field(None, ge=0, le=23)
    zone: Zone | None = None


Texts = Annotated[
    Annotated[Constant, Tag("<constant>")] | Annotated[ListColumn, Tag("<column>")], Discriminator(kind)
]


class MemberRules(Rules):
    """A file of guests or of bills."""

    ledger: Name
    encoding: Encoding = "utf-8-sig"
    layout: Literal["csv", "blanks"] = "csv"
    delimiter: Delimiter = ","
    header: list[Name] = Field(default_factory=list)

    name: Text | None = None
    phone: Text | None = None
    email: Text | None = None
    member_card: Text | None = None
    sex: Text | None = None
    occupation: Text | None = None
    address: Text | None = None
    language: Text | None = None
    preferences: Texts | None = None
    special_needs: Texts | None = None
    birthday: BirthdayColumn | None = None
    consents: dict[str, Text] = Field(default_factory=dict)

    guest_id: Text | None = None
    venue_id: Text | None = None
    receipt: Text | None = None
    at: TimeColumn | None = None
    spend: Text | None = None
    open_files: bool = False
