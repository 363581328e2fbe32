"""Tables in plain text: what the column of a value is called."""

from __future__ import annotations

import re

TABLE_BEHIND = 320  # Characters before a value in which its column's heading is looked for.
_HEADING_MAX = 32
_SEPARATORS = "\t|;,"
_CELL_END = re.compile(r"[^\n\t|;,]*([\t|;])")  # A comma may as well go on with a sentence.
_AROUND = " \"'"  # What may stand around a value in its cell.
_AROUND_MAX = 3
_VALUES = "values"
_DIGIT = re.compile("[0-9]")
_LETTER = re.compile("[a-z]")


def heading(lower: str, start: int) -> str | None:
    """The heading of the cell that begins at `start`; None if it stands in no table.

    Cells are separated by tabs, bars, semicolons or commas; the heading is in the nearest row above without digits.
    """
    at = start - 1
    while at >= max(0, start - _AROUND_MAX) and lower[at] in _AROUND:
        at -= 1
    if at < 0:
        return None
    if lower[at] in "(,/" and (named := _inserted(lower, at) if lower[at] != "/" else _slashed(lower, at)) is not None:
        return named
    if lower[at] == "\n":
        behind = _CELL_END.match(lower, start, start + _HEADING_MAX)
        return None if behind is None else _heading(lower, start, at + 1, behind[1])
    return _heading(lower, start, at, lower[at]) if lower[at] in _SEPARATORS else None


def _inserted(lower: str, at: int) -> str | None:
    """The column of the value behind `at` in "INSERT INTO people (name, phone) VALUES ('Jane', '0412 345 678')"."""
    values = lower.rfind(_VALUES, max(0, at - TABLE_BEHIND), at + 1)
    if values < 0:
        return None
    head = lower[max(0, values - TABLE_BEHIND // 2) : values]
    columns = head[head.rfind("(") + 1 : head.rfind(")")].split(",")
    row = max(lower.rfind("),", values, at), values)
    column = lower.count(",", lower.find("(", row), at + 1)
    return columns[column].strip(" \"'`") if len(columns) > 1 and column < len(columns) else None


def _slashed(lower: str, at: int) -> str | None:
    """The part of the label of the value behind `at` in "Name/DOB/Licence: Jane / 3 May 1980 / 12345678"."""
    line = lower.rfind("\n", max(0, at - TABLE_BEHIND), at) + 1
    colon = lower.find(":", line, at)
    label = lower[line:colon].split("/") if colon >= 0 else []
    column = lower.count(" / ", colon, at + 2)
    return label[column].strip() if len(label) > 1 and column < len(label) else None


def _heading(lower: str, start: int, at: int, separator: str) -> str | None:
    begin = max(0, start - TABLE_BEHIND)
    end = lower.rfind("\n", begin, at)
    column = lower.count(separator, end + 1, start)
    while end >= 0:
        line = lower.rfind("\n", begin, end)
        if line < 0 < begin:
            return None  # Its beginning is too far away.
        row = lower[line + 1 : end]
        if row.count(separator) < column:
            return None
        if _DIGIT.search(row) is None and _LETTER.search(row) is not None:
            cell = row.split(separator)[column].strip(_AROUND)
            return cell if len(cell) <= _HEADING_MAX else None
        end = line
    return None
