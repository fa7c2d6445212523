"""What the one account deposits: invoices of one drop, single and in lots, some of which are refused."""

import io
import re
import tarfile
from collections.abc import Iterator

from tests.campaigns.faults.scene import FILES, SAMPLES

GOOD, REFUSED = "ubl-facture.xml", "ttc-faux.xml"
ONE_REFUSED_IN = 25
LOT = 8
"""Invoices of a lot."""
ONE_LOT_IN = 40
"""A lot for so many invoices."""


def deposits(invoices: int) -> Iterator[tuple[str, bytes]]:
    """Name and content of every file: the samples of the faults' nights, and ``invoices`` with numbers of their own."""
    yield from ((name, SAMPLES[name]) for name in FILES)
    number, lots = 0, invoices // ONE_LOT_IN
    for lot in range(lots):
        members = [(f"{rank}.xml", _invoice(number + rank)) for rank in range(LOT)]
        yield f"lot-{lot:04}.tar.gz", _archive(members)
        number += LOT
    yield from ((f"{rank:05}.xml", _invoice(rank)) for rank in range(number, invoices))


def _invoice(rank: int) -> bytes:
    model = SAMPLES[REFUSED if rank % ONE_REFUSED_IN == 0 else GOOD]
    found = re.search(rb"<cbc:ID>([^<]+)</cbc:ID>", model)
    if found is None:
        raise ValueError("the sample has no number")
    return model.replace(found[1], b"C-%06d" % rank)


def _archive(members: list[tuple[str, bytes]]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        for name, content in members:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return made.getvalue()
