"""The body that runs Navette and issues the certificates of deposit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """Its name and how it is reached; what the settings do not say is empty, and certificates do not say it either."""

    nom: str = ""
    contact: str = ""
    """An address, a telephone number, as people read it."""
    portail: str = ""
    """Address of its portal (``https://...``, no slash at the end), where anybody can verify a certificate."""


UNKNOWN = Issuer()
