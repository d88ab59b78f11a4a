"""What imports read: whatever is wrong with a mapping or a file is one line that says where."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import click
import pytest

from infra.cli.ledger import mapping as ledger
from infra.cli.ledger.mapping import LineRefused
from infra.cli.mapping import BadMapping
from infra.cli.members import bodies, files

BUILT_IN = Path(ledger.__file__).parent.parent / "mappings"
HOTEL = {
    "hotel": "City Hotel", "reserved_room_type": "A", "adults": "2", "children": "NA", "babies": "0",
    "arrival_date_year": "2016", "arrival_date_month": "July", "arrival_date_day_of_month": "1",
    "stays_in_weekend_nights": "0", "stays_in_week_nights": "0", "distribution_channel": "Direct",
    "agent": "9", "meal": "BB", "lead_time": "7", "reservation_status": "Check-Out",
    "reservation_status_date": "7/1/2016",
}  # fmt: skip
GUEST = {
    "姓名": "王", "手机": "+8613800000000", "邮箱": "", "卡号": "8", "性别": "女", "生日": "08-15",
    "历法": "农历", "职业": "", "地址": "", "喜好": "茶、花", "特殊需求": "", "接受推广": "是",
    "节日问候": "",
}  # fmt: skip
BILL = {"customer_id": "00001", "date": "19970101", "dollar_value": "11.77"}
WRONG: tuple[object, ...] = (
    *(42, -1, True, "", "\0", "Mars/Olympus", "25:99", "%Q"),
    *([], ["x"], {}, {"column": 1}, {"date": "never"}),
)


def as_shipped(name: str) -> dict[str, Any]:
    """A built-in mapping."""
    return tomllib.loads((BUILT_IN / f"{name}.toml").read_text(encoding="utf-8"))


def read_with(told: dict[str, Any], monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """What an import does with a mapping before it sends anything."""

    def instead_of_toml(_text: str) -> dict[str, Any]:
        return deepcopy(told)

    monkeypatch.setattr(tomllib, "loads", instead_of_toml)
    file = BUILT_IN / f"{name}.toml"
    if name == "hotel":
        ledger.load(file).body(HOTEL, "r")
    else:
        mapping = files.load(file)
        make = bodies.guest if name == "guests" else bodies.bill
        make(files.Line(1, "r", GUEST if name == "guests" else BILL), mapping)


def places(told: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value."""
    items = told.items() if isinstance(told, dict) else enumerate(told) if isinstance(told, list) else ()
    for key, value in items:
        yield (*at, key)
        yield from places(value, (*at, key))


def spoiled(told: dict[str, Any]) -> Iterator[tuple[tuple[Any, ...], object, dict[str, Any]]]:
    """The mapping with one value gone or wrong, and with one that nobody knows."""
    for place in places(told):
        for wrong in (None, *WRONG):
            copy = deepcopy(told)
            within: Any = copy
            for key in place[:-1]:
                within = within[key]
            if wrong is None:
                del within[place[-1]]
            else:
                within[place[-1]] = wrong
            yield place, wrong, copy


@pytest.mark.parametrize("name", ["hotel", "guests", "cdnow"])
def test_whatever_is_wrong_with_a_mapping_is_told_in_one_line(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = as_shipped(name)
    read_with(told, monkeypatch, name)
    escaped, lines = [], []
    for place, wrong, copy in spoiled(told):
        try:
            read_with(copy, monkeypatch, name)
        except (BadMapping, LineRefused) as error:
            lines.append(str(error))
        except Exception as error:  # what a user would see as a traceback
            escaped.append((".".join(map(str, place)), wrong, repr(error)))
    assert escaped == []
    assert [line for line in lines if "\n" in line] == []


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"encoding": "latin-99"}, "encoding: 'latin-99' is no encoding"),
        ({"phonee": {"column": "手机"}}, "phonee is not known here"),
        ({"phone": {"colum": "手机"}}, "phone.column is missing"),
        ({"phone": ["手机"]}, "phone: neither a text or number nor a table"),
        ({"at": {"column": "日期", "zone": "Mars/Olympus"}}, "at.zone: 'Mars/Olympus' is not an IANA zone"),
        ({"layout": "xlsx"}, "layout: Input should be 'csv' or 'blanks'"),
    ],
)
def test_a_slip_in_a_mapping_is_named_by_its_key(
    wrong: dict[str, Any], named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BadMapping) as refused:
        read_with({"ledger": "l", "name": {"column": "姓名"}} | wrong, monkeypatch, "guests")
    assert str(refused.value).startswith(f"guests.toml: {named}")


def test_a_date_that_is_told_nowhere_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    told = as_shipped("hotel")
    del told["dates"]["status"]
    with pytest.raises(BadMapping, match=r"there is no dates\.status"):
        read_with(told, monkeypatch, "hotel")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("name\nAnn\n王\n".encode("gb18030"), "line 3 is not utf-8-sig: say its `encoding`"),
        (b"name\n" + b"x" * 200_000, "field larger than field limit (131072): is the mapping's `delimiter`"),
    ],
)
def test_a_file_that_cannot_be_read_says_where_and_what_to_do(
    tmp_path: Path, content: bytes, told: str
) -> None:
    file = tmp_path / "guests.csv"
    file.write_bytes(content)
    mapping = files.load(BUILT_IN / "guests.toml")
    with pytest.raises(click.ClickException) as refused:
        mapping.count(file)
    assert refused.value.message.startswith(f"guests.csv: {told}")
