"""How a supplier can verify a certificate of deposit: the address and its QR code, whom to ask, what SHA-256 is."""

import segno

from domain.certificate import Certificate, CertificateContent
from domain.text import Locale, Text
from exporters.common.number_formats import one_line

DIGEST = Text(
    "L'empreinte SHA-256 est calculée sur le fichier : recalculée sur votre copie (certutil -hashfile FICHIER SHA256 "
    "sous Windows, sha256sum FICHIER ailleurs), elle est la même si pas un octet n'y a changé.",
    "The SHA-256 digest is computed from the file: computed again from your copy (certutil -hashfile FILE SHA256 on "
    "Windows, sha256sum FILE elsewhere), it is the same if not one byte has changed.",
)
SCAN = Text(
    "Pour vérifier ce certificat, scannez le code ou ouvrez l'adresse ci-dessous.",
    "To verify this certificate, scan the code or open the address below.",
)
WRITE = Text(
    "Pour vérifier ce certificat, envoyez ce PDF ou son numéro à {organisme} ({contact}).",
    "To verify this certificate, send this PDF or its number to {organisme} ({contact}).",
)
ASK = Text(
    "Pour vérifier ce certificat, donnez ce PDF ou son numéro à l'organisme à qui vous avez déposé le fichier.",
    "To verify this certificate, give this PDF or its number to the body with which you deposited the file.",
)
OR_ASK = Text("Ou écrivez à {organisme} ({contact}).", "Or write to {organisme} ({contact}).")
COMMAND = Text("L'organisme le vérifie par la commande", "The body verifies it by the command")
ISSUED = Text("Délivré par {organisme}", "Issued by {organisme}")
CODE_SHOWS = Text("Code QR de l'adresse pour vérifier : {address}", "QR code of the address to verify: {address}")
_MASK = 2
"""Of the eight patterns of a QR code, always this one: readers take any, and trying all takes five times longer."""


def address(certificate: Certificate) -> str:
    """Where anybody can verify the certificate; empty when its issuer has no portal."""
    portail = one_line(certificate.content.portail)
    return f"{portail}/certificats/{certificate.number}" if portail else ""


def squares(words: str) -> list[list[bool]]:
    """The QR code of ``words`` (ISO/IEC 18004, level M), row by row, without its margin."""
    code = segno.make_qr(words, error="m", boost_error=False, mask=_MASK)
    return [[bool(square) for square in row] for row in code.matrix]


def issuer(content: CertificateContent, locale: Locale) -> str:
    """``Délivré par Département d'Exemple – factures@exemple.fr``; empty when the issuer is not known."""
    nom, contact = one_line(content.organisme), one_line(content.contact)
    return " – ".join(filter(None, (ISSUED.with_({"organisme": nom}).in_(locale), contact))) if nom else ""


def instructions(certificate: Certificate, locale: Locale) -> tuple[str, ...]:
    """The sentences above the address, by what the certificate says of its issuer."""
    content = certificate.content
    known: dict[str, object] = {"organisme": one_line(content.organisme), "contact": one_line(content.contact)}
    asked = bool(content.organisme and content.contact)
    if address(certificate):
        return tuple(words.with_(known).in_(locale) for words in (SCAN, *((OR_ASK,) if asked else ())))
    return ((WRITE if asked else ASK).with_(known).in_(locale),)
