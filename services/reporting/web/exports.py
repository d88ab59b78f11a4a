"""Tables to take away: CSV that spreadsheets open rightly, and XLSX (rule R11)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any, Literal
from urllib.parse import quote

from fastapi import Response

from infra.chassis.cells import harmless
from services.reporting.domain.months import Draft
from services.reporting.domain.performance import Rank, Standing
from services.reporting.domain.scores import Scorecard
from services.reporting.wording import DAILY, Language, figure_name, say, venue_name

__all__ = [
    "Table", "actions_table", "analysis_table", "changes_table", "daily_table", "download",
    "performance_table", "scorecard_table", "segments_table",
]  # fmt: skip

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Characters that no sheet can hold."""
_NOT_IN_A_FILE_NAME = re.compile(r"[^\w.-]+")
Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """A title, a head and rows."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def daily_table(days: Mapping[str, Mapping[str, int]], language: Language) -> Table:
    """One row a day, and their sum."""
    head = [say("day", language), *(figure_name(figure, language) for figure in DAILY)]
    rows: list[list[Cell]] = [
        [day, *(_amount(figure, totals.get(figure, 0)) for figure in DAILY)] for day, totals in days.items()
    ]
    sums = {figure: sum(totals.get(figure, 0) for totals in days.values()) for figure in DAILY}
    rows.append([say("total", language), *(_amount(figure, sums[figure]) for figure in DAILY)])
    return Table(say("daily report", language), head, rows)


def scorecard_table(cards: Sequence[Scorecard], language: Language) -> Table:
    """One row a person."""
    words = ("staff", "venue", "month", "score", "grade", "bonus (yuan)", "failures in a row", "best")
    rows: list[list[Cell]] = [
        [
            card.staff_id,
            card.venue_id,
            card.month,
            card.score,
            say(card.grade, language),
            card.bonus_fen / 100,
            card.failures_in_a_row,
            "★" if card.best else "",
        ]
        for card in cards
    ]
    return Table(say("scorecards", language), [say(word, language) for word in words], rows)


def analysis_table(draft: Draft, venues: Mapping[str, Any], language: Language) -> Table:
    """The chain's figures beside the month before, then their parts, then each venue's figures."""
    whole, both = say("The whole chain", language), (draft.totals, draft.before)
    rows: list[list[Cell]] = [
        [whole, figure_name(figure, language), *(_amount(figure, sums.get(figure, 0)) for sums in both)]
        for figure in dict.fromkeys([*draft.totals, *draft.before])
    ]
    rows += [
        [figure_name(figure, language), say(label, language), amount, None]
        for figure, labels in draft.parts.items()
        for label, amount in labels.items()
    ]
    rows += [
        [venue_name(id, venues, language), figure_name(figure, language), _amount(figure, amount), None]
        for id, sums in draft.venues.items()
        for figure, amount in sums.items()
    ]
    words = ("Part", "Figure", "Amount", "Month before")
    return Table(say("complaint analysis", language), [say(word, language) for word in words], rows)


def actions_table(draft: Draft, language: Language) -> Table:
    """One row a corrective action."""
    words = ("Case", "Action", "Owner", "Due on", "Status")
    rows: list[list[Cell]] = [
        [each.number, each.text, each.owner, each.due_on, say("done" if each.done else "not done", language)]
        for each in draft.actions
    ]
    return Table(say("Corrective actions", language), [say(word, language) for word in words], rows)


def changes_table(changes: Iterable[tuple[str, int, int]], language: Language) -> Table:
    """One row a figure that late events changed since the analysis was drafted."""
    rows: list[list[Cell]] = [
        [figure_name(figure, language), _amount(figure, drafted), _amount(figure, now)]
        for figure, drafted, now in changes
    ]
    head = [say(word, language) for word in ("Figure", "As drafted", "Now")]
    return Table(say("Changed since it was drafted", language), head, rows)


def performance_table(
    standings: Iterable[Standing],
    ranking: Iterable[Rank],
    venues: Mapping[str, Any],
    departments: Mapping[str, str],
    language: Language,
) -> Table:
    """One row a venue, with its rank, each followed by its departments.

    Args:
        departments: department id → name.
    """
    ranks = {each.venue_id: each.rank for each in ranking}
    rows: list[list[Cell]] = []
    for each in standings:
        venue = venue_name(each.venue_id, venues, language)
        of_venue = each.kind == "venue"
        name = venue if of_venue else departments.get(each.id, each.id)
        rank = ranks.get(each.id) if of_venue else None
        row: list[Cell] = [say(each.kind, language), each.id, name, venue, rank]
        for rate in (each.resolution, each.timeliness, each.satisfaction):
            row += [rate.hits, rate.total, rate.value, rate.low, rate.high]
        rows.append(row)
    head = [say(word, language) for word in ("Kind", "Id", "Name", "Venue", "Rank")]
    head += [
        f"{say(rate, language)}: {say(word, language)}"
        for rate in ("Resolution", "Timeliness", "Satisfaction")
        for word in ("hits", "total", "share", "low", "high")
    ]
    return Table(say("performance", language), head, rows)


def segments_table(
    segments: Sequence[Mapping[str, Any]], *, better: bool | None, language: Language
) -> Table:
    """One row a segment of guests; each says whether it foretells better than a naive guess."""
    words = (
        "Segment", "Guests", "Visits", "Spend a visit (yuan)", "Recency (days)", "Backtest",
        "Surveys answered", "Satisfied",
    )  # fmt: skip
    verdict = "better than naive" if better else "not better than naive: do not rely on it"
    rows: list[list[Cell]] = [
        [
            say(each["segment"], language),
            each["guests"],
            each["visits"],
            each["spend_per_visit_fen"] / 100,
            each["recency_days"],
            None if better is None else say(verdict, language),
            each.get("surveys"),
            each.get("satisfied"),
        ]
        for each in segments
    ]
    return Table(say("guest segments", language), [say(word, language) for word in words], rows)


def download(table: Table, form: Literal["csv", "xlsx"], name: str, *further: Table) -> Response:
    """The response that hands a table over, as a file of this name where file systems take it.

    Args:
        further: tables with rows follow, as further sheets, or in CSV below, each after a blank line and
            its title.
    """
    tables = [table, *(each for each in further if each.rows)]
    file = f"{_NOT_IN_A_FILE_NAME.sub('_', name)}.{form}"
    disposition = f'filename="{file}"' if file.isascii() else f"filename*=UTF-8''{quote(file)}"
    headers = {"Content-Disposition": f"attachment; {disposition}"}
    if form == "csv":
        return Response(_csv(tables), media_type="text/csv; charset=utf-8", headers=headers)
    return Response(_xlsx(tables), media_type=_XLSX, headers=headers)


def _amount(figure: str, amount: int) -> Cell:
    return amount / 100 if figure.endswith("_fen") else amount


def _csv(tables: Sequence[Table]) -> bytes:
    text = StringIO()
    writer = csv.writer(text)
    for number, table in enumerate(tables):
        if number:
            writer.writerows([[], [table.title]])
        writer.writerow(table.head)
        writer.writerows([[_harmless(cell) for cell in row] for row in table.rows])
    return text.getvalue().encode("utf-8-sig")  # the mark tells spreadsheets that it is UTF-8


def _harmless(cell: Cell) -> Cell:
    """Text that a spreadsheet would take for a formula is shown as text, control characters not at all."""
    if not isinstance(cell, str):
        return cell
    return harmless(_NOT_IN_XML.sub("", cell))


def _xlsx(tables: Sequence[Table]) -> bytes:
    # A tenth of the service's start, for one kind of answer.
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        page = book.create_sheet(table.title[:31])
        page.append(list(table.head))
        for row in table.rows:
            page.append([_harmless(cell) for cell in row])
        for cell in page[1]:
            cell.font = Font(bold=True)
        for index, title in enumerate(table.head, 1):
            page.column_dimensions[get_column_letter(index)].width = max(12, 2 * len(title))
        page.freeze_panes = "B2"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
