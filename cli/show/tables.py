"""Tables for narrow terminals: no frame, columns separated by blanks, cells folded, never cut."""

from rich import box
from rich.table import Table


def plain_table(*titles: str, title: str | None = None) -> Table:
    """An empty table with these column heads; the text of each cell is markup, to be escaped by the caller."""
    table = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        header_style="bold",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
    )
    for head in titles:
        table.add_column(head, overflow="fold")
    return table
