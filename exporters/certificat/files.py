"""The certificate of deposit as files: a PDF that people keep, and the JSON that programs read.

The PDF carries the JSON inside, and its number in its properties; writing the same certificate twice gives the
same bytes.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields

from pypdfium2 import PdfDocument, PdfiumError

from domain.certificate import OPTIONAL, Certificate, CertificateContent, content_dict
from domain.errors import NavetteError
from domain.text import Locale, Text
from exporters.certificat import first_edition
from exporters.certificat.page import compose
from exporters.certificat.text import TITLE, heading
from exporters.common.number_formats import by_four, one_line
from exporters.pdf.document import PRODUCER, Attached, Imprint

SCHEMA = "navette/certificat-de-depot/1"
ATTACHED = "certificat.json"
"""Name of the JSON inside the PDF."""
LARGEST = 5_000_000
"""Bytes; a certificate is some 5 kB, so a larger PDF is not one of ours."""
_NUMBER = re.compile(r"[A-Z2-7]{52}")
_SUBJECT = Text("Certificat de dépôt Navette n° {number}", "Navette certificate of deposit no. {number}")
_FIELDS = "number, previous, sequence, content"
_NAMES = frozenset(field.name for field in fields(CertificateContent))


def as_pdf(certificate: Certificate, locale: Locale = Locale.FR) -> bytes:
    """``certificate`` as one page of A4, with :func:`as_json` attached."""
    content = certificate.content
    imprint = Imprint(
        title=f"{TITLE.in_(locale)} – {heading(content, locale)}",
        subject=_SUBJECT.with_({"number": by_four(certificate.number)}).in_(locale),
        keywords=certificate.number,
        language="en" if locale is Locale.EN else "fr-FR",
        author=one_line(content.organisme) or PRODUCER,
        created="".join(char for char in content.deposited_at if char.isdigit())[:14],
    )
    attached = Attached(
        name=ATTACHED, mime="application/json", description=TITLE.in_(locale), content=as_json(certificate)
    )
    return compose(certificate, locale, imprint, attached).pdf()


def pages(certificate: Certificate) -> Iterator[bytes]:
    """The pages that Navette has ever printed for ``certificate``, in each language, as PDFs."""
    for locale in Locale:
        yield as_pdf(certificate, locale)
    for locale in Locale:
        yield first_edition.as_pdf(certificate, locale)


def as_json(certificate: Certificate) -> bytes:
    """``certificate`` for programs: schema, number, previous, sequence, content; UTF-8, always in this order."""
    body = {
        "schema": SCHEMA,
        "number": certificate.number,
        "previous": certificate.previous,
        "sequence": certificate.sequence,
        "content": content_dict(certificate.content),
    }
    return json.dumps(body, ensure_ascii=False, indent=2).encode() + b"\n"


def from_json(data: bytes) -> Certificate:
    """The certificate that :func:`as_json` wrote; its soundness is checked by :func:`domain.certificate.is_sound`.

    Raises ``NavetteError`` when ``data`` is not such a file.
    """
    try:
        return _certificate(json.loads(data))
    except (ValueError, RecursionError) as error:
        why = _reason(error)
        raise NavetteError(
            Text(
                f"Ce fichier n'est pas un certificat de dépôt ({why.fr}).",
                f"This file is no certificate of deposit ({why.en}).",
            ),
            Text(
                "Donnez le certificat tel qu'il a été reçu (.json ou .pdf), ou son numéro de 52 caractères.",
                "Give the certificate as it was received (.json or .pdf), or its number of 52 characters.",
            ),
        ) from error


def _reason(error: ValueError | RecursionError) -> Text:
    if isinstance(error, json.JSONDecodeError):
        return Text(
            f"ce n'est pas du JSON, ligne {error.lineno}, colonne {error.colno}",
            f"it is no JSON, line {error.lineno}, column {error.colno}",
        )
    if isinstance(error, UnicodeDecodeError):
        return Text("ce n'est pas un texte en UTF-8", "it is no UTF-8 text")
    if isinstance(error, RecursionError):
        return Text("trop de niveaux", "too many levels")
    return Text(f"il y faut {_FIELDS}", f"it must have {_FIELDS}")


def number_in(pdf: bytes) -> str | None:
    """The certificate number a PDF claims in its properties; ``None`` when it claims none or cannot be read."""
    with _opened(pdf) as document:
        claimed = document.get_metadata_value("Keywords") if document else ""
    return claimed if _NUMBER.fullmatch(claimed) else None


def in_pdf(pdf: bytes) -> Certificate | None:
    """The certificate attached inside a PDF; ``None`` when there is none that can be read."""
    with _opened(pdf) as document:
        files = [document.get_attachment(rank) for rank in range(document.count_attachments())] if document else []
        carried = [bytes(file.get_data()) for file in files if file.get_name() == ATTACHED]
    try:
        return from_json(carried[0]) if carried else None
    except NavetteError:
        return None


@contextmanager
def _opened(pdf: bytes) -> Iterator[PdfDocument | None]:
    try:
        document = PdfDocument(pdf) if len(pdf) <= LARGEST else None
    except PdfiumError:
        document = None
    try:
        yield document
    finally:
        if document:
            document.close()


def _certificate(body: object) -> Certificate:
    match body:
        case {"number": str(number), "previous": str(previous), "sequence": int(sequence), "content": dict(content)}:
            if _NAMES - OPTIONAL <= content.keys() <= _NAMES and all(
                isinstance(value, str) for value in content.values()
            ):
                return Certificate(
                    number=number, previous=previous, sequence=sequence, content=CertificateContent(**content)
                )
    raise ValueError(_FIELDS)
