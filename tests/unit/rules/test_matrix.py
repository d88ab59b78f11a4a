from __future__ import annotations

from tests.rules.known import known_rules
from tests.rules.matrix import matrix
from tests.rules.record import Verdict

RULES = {"B1": "taken by", "B2": "effective"}


def test_a_rule_without_a_test_is_unproven() -> None:
    assert matrix(RULES, {}) == ["B1  unproven", "B2  unproven"]


def test_a_rule_is_proven_by_a_test_that_passed() -> None:
    lines = matrix(RULES, {"t.py::test_b": Verdict(("B1",), passed=True)})

    assert lines[0] == "B1  proven    t.py::test_b"


def test_a_failed_test_unproves_its_rules() -> None:
    lines = matrix(
        RULES,
        {"t.py::test_a": Verdict(("B1", "B2"), passed=True), "t.py::test_b": Verdict(("B1",), passed=False)},
    )

    assert lines[0] == "B1  unproven  t.py::test_a, t.py::test_b (did not pass)"
    assert lines[1] == "B2  proven    t.py::test_a"


def test_one_failed_case_of_a_parametrized_test_fails_it() -> None:
    lines = matrix(
        RULES,
        {"t.py::test[1]": Verdict(("B1",), passed=True), "t.py::test[2]": Verdict(("B1",), passed=False)},
    )

    assert lines[0] == "B1  unproven  t.py::test (did not pass)"


def test_all_rules_of_the_house_are_known() -> None:
    numbers = list(known_rules())

    assert [sum(number[0] == letter for number in numbers) for letter in "BCLNR"] == [15, 25, 15, 7, 11]
