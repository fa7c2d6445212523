"""Files that a browser keeps and never shows as pages of the portal."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar
from urllib.parse import quote

from fastapi import Response

from domain.paris_time import paris_day
from exporters.reports import csv_writer, xlsx_writer
from exporters.reports.report import Report
from exporters.reports.xlsx_writer import Worksheet
from portail.acces.asker import Member
from portail.acces.headers import SANDBOX

T = TypeVar("T")
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(content: bytes, name: str, media: str) -> Response:
    """A file to be kept."""
    ascii_name = "".join(char if char.isascii() and (char.isalnum() or char in "._-") else "_" for char in name)
    headers = {
        "content-disposition": f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name, safe='')}",
        "content-security-policy": SANDBOX,
    }
    return Response(content, media_type=media, headers=headers)


def as_csv(who: Member, report: Report[T], rows: Iterable[T], stem: str) -> Response:
    """The rows as a CSV of today."""
    return download(csv_writer.as_csv(report, rows, who.locale), f"{stem}_{_day(who)}.csv", CSV)


def as_workbook(who: Member, report: Report[T], rows: Iterable[T], stem: str) -> Response:
    """The same rows and columns as a workbook: rows wait on the disk, not in memory."""
    file, sheet = BytesIO(), Worksheet(report=report, rows=rows)
    with TemporaryDirectory() as scratch:
        title, at = report.title.in_(who.locale), who.portail.clock()
        xlsx_writer.write([sheet], file, title=title, at=at, locale=who.locale, scratch=Path(scratch))
    return download(file.getvalue(), f"{stem}_{_day(who)}.xlsx", XLSX)


def _day(who: Member) -> str:
    return f"{paris_day(who.portail.clock()):%Y-%m-%d}"
