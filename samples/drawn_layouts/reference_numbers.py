"""Random numbers and codes: invoices, engagements, contracts, services, and decoys that look like them."""

from datetime import date
from random import Random

_SERVICE_CODES = (
    "DRH|DSI|FINANCES|SERV-FIN|DGS|FACTURES_PUBLIQUES|D3300000000|75_VOIRIE|COMPTA01|ST-2026|SGAMI-EST|FAC75021|"
    "PRFDCPE013|DIR_EDUC|1201|00042|SVC_TECH|CPT-A3|RECT44|ACHATS.01"
).split("|")


def invoice_number(rng: Random, day: date) -> str:
    """An invoice number in a format of accounting programs."""
    rank, year = rng.randrange(1, 99_999), day.year
    return rng.choice(
        (
            f"FA{year}-{rank:05d}",
            f"F-{year}-{rank % 10_000:04d}",
            f"{year}{day.month:02d}{rank % 1000:03d}",
            f"FC{rank:06d}",
            f"{year}/{rank % 1000:03d}",
            f"FAC-{day.month:02d}{year % 100}-{rank % 1000:03d}",
            f"{rank + 100_000}",
            f"VTE{year % 100}{rank:05d}",
            f"{year}-{day.month:02d}-{rank % 1000:03d}",
            f"FV{year % 100}.{rank:05d}",
            f"{rng.choice('ABCDGHLMPR')}{rank:05d}/{year % 100}",
            f"2{rank:05d}{rank % 97:03d}",
            f"FA_{rank % 10_000:04d}_{year}",
        )
    )


def engagement(rng: Random, year: int) -> str:
    """An engagement number of the State (ten digits), or of a local body."""
    rank = rng.randrange(1, 999_999)
    return rng.choice(
        (
            f"14{rng.randrange(10**8):08d}",
            f"45{rng.randrange(10**8):08d}",
            f"EJ-{year}-{rank % 10_000:04d}",
            f"BC{year % 100}{rank:06d}",
            f"{year}-{rank:06d}",
            f"{rng.choice(('DST', 'CULT', 'AG', 'VOI'))}{year % 100}{rank % 100_000:05d}",
            f"{rank:06d}",
            f"D{year % 100}{rank:06d}",
            f"E{year % 100}/{rank % 10_000:04d}",
        )
    )


def marche(rng: Random, year: int) -> str:
    """A public contract's number."""
    rank, begun = rng.randrange(1, 999), year - rng.randrange(3)
    return rng.choice(
        (
            f"{begun}-{rank:03d}",
            f"{begun}M{rank:03d}",
            f"MAPA-{begun}-{rank % 100:02d}",
            f"{begun % 100}FCS{rank:03d}",
            f"{begun}_TRX_{rank:03d}",
            f"M{begun % 100}{rank:04d}00",
            f"AC-{begun}-{rank:03d}-L{rank % 9 + 1}",
            f"{begun % 100}S{rank:04d}",
        )
    )


def code_service(rng: Random) -> str:
    """A service code in a format of the official directory."""
    return rng.choice(_SERVICE_CODES)


def decoy(rng: Random) -> str:
    """A reference of another kind: client, delivery note, quotation, file."""
    rank = rng.randrange(1, 99_999)
    return rng.choice((f"C{rank:05d}", f"CLI-{rank % 1000:03d}", f"BL{rank:05d}", f"DV-{rank:05d}", f"411{rank:05d}"))
