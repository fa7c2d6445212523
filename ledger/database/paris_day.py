"""The day of a moment, as a condition of queries compares it with the days that invoices write (``AAAA-MM-JJ``)."""

from typing import Any

from sqlalchemy import Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class PARIS_DAY(FunctionElement[str]):
    """The day in Paris of a column of moments. SQLite, which knows no time zone, takes the hour of summer all year: in
    winter the last hour of a day is one of the next day.
    """

    type = Text()
    name = "paris_day"
    inherit_cache = True


@compiles(PARIS_DAY)
def _elsewhere(element: PARIS_DAY, compiler: SQLCompiler, **keywords: Any) -> str:
    return f"to_char({compiler.process(element.clauses, **keywords)} AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD')"


@compiles(PARIS_DAY, "sqlite")
def _in_sqlite(element: PARIS_DAY, compiler: SQLCompiler, **keywords: Any) -> str:
    return f"date({compiler.process(element.clauses, **keywords)}, '+2 hours')"
