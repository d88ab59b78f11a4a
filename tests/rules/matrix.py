"""``make rules``: one line per house rule, whether a test proves it, and which tests carry it."""

from __future__ import annotations

from collections.abc import Mapping

from tests.rules.known import known_rules
from tests.rules.record import RECORD, Verdict, load

__all__ = ["matrix"]


def matrix(rules: Mapping[str, str], verdicts: Mapping[str, Verdict]) -> list[str]:
    """One line per rule. It is proven when at least one test carries it and all that carry it passed."""
    tests: dict[str, bool] = {}
    carriers: dict[str, dict[str, None]] = {number: {} for number in rules}
    for case, verdict in sorted(verdicts.items()):
        test = case.split("[")[0]
        tests[test] = tests.get(test, True) and verdict.passed
        for number in verdict.rules:
            carriers[number][test] = None
    lines = []
    for number, carried in carriers.items():
        proven = bool(carried) and all(tests[test] for test in carried)
        named = ", ".join(test if tests[test] else f"{test} (did not pass)" for test in carried)
        lines.append(f"{number:<4}{'proven' if proven else 'unproven':<10}{named}".rstrip())
    return lines


def main() -> None:
    """Print the matrix of the last run."""
    lines = matrix(known_rules(), load())
    print("\n".join(lines))
    proven = sum(line[4:].startswith("proven") for line in lines)
    print(f"\n{proven} of {len(lines)} rules proven by the last run ({RECORD.name})")


if __name__ == "__main__":
    main()
