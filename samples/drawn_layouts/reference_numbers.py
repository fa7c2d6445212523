"""The shapes of numbers and codes: invoices, engagements, contracts, services, and what only looks like them."""

from datetime import date
from random import Random

_CODES_SERVICE = (
    "DRH|DSI|FINANCES|SERV-FIN|DGS|FACTURES_PUBLIQUES|D3300000000|75_VOIRIE|COMPTA01|ST-2026|SGAMI-EST|FAC75021|"
    "PRFDCPE013|DIR_EDUC|1201|00042|SVC_TECH|CPT-A3|RECT44|ACHATS.01"
).split("|")


def numero_facture(chance: Random, jour: date) -> str:
    """As accounting programs number invoices."""
    rank, year = chance.randrange(1, 99_999), jour.year
    return chance.choice(
        (
            f"FA{year}-{rank:05d}",
            f"F-{year}-{rank % 10_000:04d}",
            f"{year}{jour.month:02d}{rank % 1000:03d}",
            f"FC{rank:06d}",
            f"{year}/{rank % 1000:03d}",
            f"FAC-{jour.month:02d}{year % 100}-{rank % 1000:03d}",
            f"{rank + 100_000}",
            f"VTE{year % 100}{rank:05d}",
            f"{year}-{jour.month:02d}-{rank % 1000:03d}",
            f"FV{year % 100}.{rank:05d}",
            f"{chance.choice('ABCDGHLMPR')}{rank:05d}/{year % 100}",
            f"2{rank:05d}{rank % 97:03d}",
            f"FA_{rank % 10_000:04d}_{year}",
        )
    )


def engagement(chance: Random, year: int) -> str:
    """An order number of the State (ten digits), or of a local body."""
    rank = chance.randrange(1, 999_999)
    return chance.choice(
        (
            f"14{chance.randrange(10**8):08d}",
            f"45{chance.randrange(10**8):08d}",
            f"EJ-{year}-{rank % 10_000:04d}",
            f"BC{year % 100}{rank:06d}",
            f"{year}-{rank:06d}",
            f"{chance.choice(('DST', 'CULT', 'AG', 'VOI'))}{year % 100}{rank % 100_000:05d}",
            f"{rank:06d}",
            f"D{year % 100}{rank:06d}",
            f"E{year % 100}/{rank % 10_000:04d}",
        )
    )


def marche(chance: Random, year: int) -> str:
    """A public contract's number."""
    rank, begun = chance.randrange(1, 999), year - chance.randrange(3)
    return chance.choice(
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


def code_service(chance: Random) -> str:
    """A code as the official directory has them."""
    return chance.choice(_CODES_SERVICE)


def leurre(chance: Random) -> str:
    """A reference of another kind: client, delivery note, quotation, file."""
    rank = chance.randrange(1, 99_999)
    return chance.choice(
        (f"C{rank:05d}", f"CLI-{rank % 1000:03d}", f"BL{rank:05d}", f"DV-{rank:05d}", f"411{rank:05d}")
    )
