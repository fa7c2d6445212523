"""The trust list: a folder of certificates, in PEM (several to a file) or DER, at which a signature's chain may end."""

from functools import lru_cache
from pathlib import Path

from domain import system_faults
from domain.errors import SettingsError
from domain.signature import TrustList
from domain.text import Text
from hub.settings.reasons import BadValue

ENDINGS = frozenset({".pem", ".crt", ".cer", ".der"})
"""Files of the folder that are read; anything else is left alone."""
_LARGEST = 16 * 2**20


def opened(folder: Path) -> TrustList:
    """The certificates of ``folder`` as it is on disk now; read once a process and version.

    Raises :class:`SettingsError` when there is no such folder, no certificate in it, or a file that holds none.
    """
    try:
        files = sorted(file for file in folder.iterdir() if file.suffix.lower() in ENDINGS)
        version = tuple((str(file), (facts := file.stat()).st_mtime_ns, facts.st_size) for file in files)
    except OSError as error:
        reason = system_faults.sentence(error)
        raise SettingsError(
            Text(
                f"La liste de confiance {folder} ne peut pas être lue : {reason.fr}.",
                f"The trust list {folder} cannot be read: {reason.en}.",
            ),
            Text(
                "Créez le dossier, ou retirez trust de [signatures].",
                "Make the folder, or remove trust from [signatures].",
            ),
        ) from error
    if not version:
        raise SettingsError(
            Text(
                f"La liste de confiance {folder} n'a aucun certificat ({', '.join(sorted(ENDINGS))}).",
                f"The trust list {folder} holds no certificate ({', '.join(sorted(ENDINGS))}).",
            ),
            Text(
                "Mettez-y les certificats des autorités, ou retirez trust de [signatures].",
                "Put the certificates of the authorities in it, or remove trust from [signatures].",
            ),
        )
    return _read(version)


@lru_cache(maxsize=4)
def _read(version: tuple[tuple[str, int, int], ...]) -> TrustList:
    found = [der for name, _, size in version for der in _certificates(Path(name), size)]
    return TrustList(certificates=tuple(dict.fromkeys(found)))


def _certificates(file: Path, size: int) -> list[bytes]:
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    try:
        if size > _LARGEST:
            raise BadValue(Text(f"{size} octets", f"{size} bytes"))
        content = file.read_bytes()
        armoured = b"-----BEGIN" in content
        held = x509.load_pem_x509_certificates(content) if armoured else [x509.load_der_x509_certificate(content)]
    except (ValueError, OSError) as error:
        raise SettingsError(
            Text(
                f"{file} ne contient aucun certificat lisible : {_reason(error).fr}.",
                f"{file} holds no certificate that can be read: {_reason(error).en}.",
            ),
            Text(
                "Remplacez-le, ou retirez-le de la liste de confiance.", "Replace it, or take it out of the trust list."
            ),
        ) from error
    return [certificate.public_bytes(Encoding.DER) for certificate in held]


def _reason(error: ValueError | OSError) -> Text:
    if isinstance(error, BadValue):
        return error.reason
    if isinstance(error, OSError):
        return system_faults.sentence(error)
    return Text("ce n'est un certificat ni en PEM ni en DER", "it is no certificate in PEM or DER")
