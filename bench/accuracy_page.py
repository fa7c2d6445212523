"""Writes the measured accuracy into ``docs/accuracy.md``, between two marks; the text around them is kept."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bench.accuracy_sums import FamilySums, FieldCount, SumsRow, all_tables
from domain.errors import SettingsError
from domain.text import Text

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
FAMILY_TITLES = {
    "facturx-francais": "French Factur-X of the corpus, XML withheld",
    "facturx-tous": "Every Factur-X and ZUGFeRD of the corpus, XML withheld",
    "pdf-text": "PDFs of the corpus that never had an XML",
    "ouvertes": "Drawn layouts, open",
    "reservees": "Drawn layouts, reserved",
    "numerisations": "Scans of drawn pages",
}
"""Title of each family on the page."""


def write(path: Path, found: tuple[FamilySums, ...], day: date, seed: int) -> None:
    """Replaces the text between the marks of ``path``. Raises ``SettingsError`` when the marks are missing."""
    whole = path.read_text(encoding="utf-8") if path.exists() else ""
    if whole.count(BEGIN) != 1 or whole.count(END) != 1:
        raise SettingsError(
            Text(
                f"{path} n'a pas les repères de la partie mesurée.",
                f"{path} does not hold the marks of the measured part.",
            ),
            Text(
                f"Mettez {BEGIN} et {END} chacun sur sa propre ligne.", f"Put {BEGIN} and {END} on lines of their own."
            ),
        )
    before, rest = whole.split(BEGIN)
    after = rest.split(END)[1]
    made = path.with_name(f".{path.name}.part")
    made.write_text(f"{before}{BEGIN}\n{measured(found, day, seed)}{END}{after}", encoding="utf-8")
    made.replace(path)


def measured(found: tuple[FamilySums, ...], day: date, seed: int) -> str:
    """The measured part as Markdown."""
    return "\n".join(
        (*_summary(found, day, seed), *(line for one in found for line in (*_family(one), *_tables(one))), "")
    )


def _summary(found: tuple[FamilySums, ...], day: date, seed: int) -> Iterator[str]:
    yield f"Measured on {day.isoformat()}, seed {seed}. Percent; the naive way in *italics*."
    yield ""
    yield "| Family | Documents | Five fields right | wrong | All fields right | wrong | Everything right at once |"
    yield "|---|---|---|---|---|---|---|"
    for one in found:
        five = " | ".join(_both(one.first_five, verdict) for verdict in ("right", "wrong"))
        every = " | ".join(_both(one.every_field, verdict) for verdict in ("right", "wrong"))
        title = FAMILY_TITLES.get(one.family, one.family)
        yield f"| {title} | {one.documents} | {five} | {every} | {_at_once(one)} |"
    yield ""


def _both(row: SumsRow, verdict: str) -> str:
    return f"**{_share(row.navette, verdict)}** *{_share(row.naive, verdict)}*"


def _share(counted: FieldCount, verdict: str) -> str:
    shares = {"right": counted.right, "absent": counted.absent, "wrong": counted.wrong}
    return f"{counted.part(shares[verdict]):.1f}" if counted.total else "-"


def _at_once(one: FamilySums) -> str:
    if not one.common:
        return "-"
    share, naive = (100 * count / one.common for count in (one.all_right, one.all_right_naive))
    return f"**{share:.0f}** *{naive:.0f}* of {one.common}"


def _family(one: FamilySums) -> Iterator[str]:
    places = "layouts" if one.family in ("ouvertes", "reservees", "numerisations") else "places"
    yield f"### {FAMILY_TITLES.get(one.family, one.family)}"
    yield ""
    yield f"{one.documents} documents, {one.layouts} {places}."
    yield ""
    yield "| Field | Asked | Right | Absent | Wrong | *Naive: right* | *absent* | *wrong* |"
    yield "|---|---|---|---|---|---|---|---|"
    for row in (*one.rows, one.every_field):
        name = "All" if row is one.every_field else f"`{row.name}`"
        ours = " | ".join(_share(row.navette, verdict) for verdict in ("right", "absent", "wrong"))
        naive = " | ".join(f"*{_share(row.naive, verdict)}*" for verdict in ("right", "absent", "wrong"))
        yield f"| {name} | {row.navette.total} | {ours} | {naive} |"
    yield ""


def _tables(one: FamilySums) -> Iterator[str]:
    """The lines of tables by layout, when pages of the family print some."""
    every = all_tables(one)
    if every is None:
        return
    yield "| Table of lines | Pages | All lines right | Lines asked | Right | Absent | Wrong |"
    yield "|---|---|---|---|---|---|---|"
    for row in (*one.tables, every):
        name = "All" if row is every else f"`{row.layout}`"
        shares = " | ".join(_share(row.lines, verdict) for verdict in ("right", "absent", "wrong"))
        yield f"| {name} | {row.pages} | {100 * row.whole / row.pages:.0f} | {row.lines.total} | {shares} |"
    yield ""
