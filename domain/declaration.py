"""What somebody declares of an invoice in the portal: a line of a status file."""

from dataclasses import dataclass

from domain.status import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """One line. Absent text is empty."""

    certificate: str
    """Number of the certificate of deposit: it names one invoice and no other."""
    status: Status
    motif: str = ""
    motif_codes: tuple[str, ...] = ()
    mandat: str = ""
    valideur_suivant: str = ""
    """SIRET."""
