"""What the server of a bucket, or the line to it, did instead of answering, as errors of the domain. No key or secret
is in any of them.
"""

import re

from obstore.exceptions import PermissionDeniedError, UnauthenticatedError

from domain.errors import Absent, Missing, NavetteError, Unavailable
from domain.text import Text
from ledger.content_store.place import Bucket


class Incomplete(Exception):
    """An answer that is not as long as it says."""


def status(error: Exception) -> str:
    """The status of HTTP that the server answered; empty when there was none."""
    found = _STATUS.search(str(error))
    return found[1] if found else ""


def fault(bucket: Bucket, what: object, error: Exception) -> NavetteError:
    """What to tell of it: :class:`domain.errors.Missing` only when the server says that ``what`` is not there."""
    place = f"{bucket}/{what}" if what is not bucket else str(what)
    if isinstance(error, FileNotFoundError) and "NoSuchBucket" not in str(error):
        missing = Text("{name} manque dans le stockage des contenus.", "{name} is missing from the content store.")
        return Missing.about(place, missing, _FOUND_AGAIN)
    reason = _code(error)
    if isinstance(error, FileNotFoundError | PermissionDeniedError | UnauthenticatedError):
        return Absent.about(
            place,
            Text(
                f"Le serveur du stockage des contenus refuse {{name}} ({reason}).",
                f"The server of the content store refuses {{name}} ({reason}).",
            ),
            _REFUSED,
        )
    return Unavailable(
        Text(
            f"Le serveur du stockage des contenus, {bucket.endpoint}, ne répond pas ({reason}).",
            f"The server of the content store, {bucket.endpoint}, does not answer ({reason}).",
        ),
        Text(
            "Vérifiez le serveur et `[store.s3]` ; un nouvel essai sera fait.",
            "Check the server and `[store.s3]`; it will be tried again.",
        ),
    )


_REFUSED = Text(
    "Vérifiez le compartiment et la clé de `[store.s3]`, ses droits, et l'heure de cette machine ; un nouvel essai "
    "sera fait.",
    "Check the bucket and the key of `[store.s3]`, its rights, and the clock of this machine; it will be tried again.",
)
_FOUND_AGAIN = Text(
    "Vérifiez le compartiment et le préfixe de `[store.s3]` ; un nouvel essai sera fait. Si ces octets sont perdus, "
    "restaurez-les depuis la sauvegarde.",
    "Check the bucket and the prefix of `[store.s3]`; it will be tried again. If these bytes are lost, restore them "
    "from the backup.",
)
_STATUS = re.compile(r"status code: ([0-9]{3})")
_CODE = re.compile(r"<Code>([A-Za-z]{1,60})</Code>")
_KIND = re.compile(r"kind: (Timeout|Connect|Request|Decode|Interrupted)\b")


def _code(error: Exception) -> str:
    """In a word or two, what the server said, or how the line failed."""
    if isinstance(error, Incomplete):
        return "Incomplete"
    kinds = _KIND.findall(str(error))
    found = _CODE.search(str(error))
    return " ".join(filter(None, (status(error), found[1] if found else "", *kinds[:1]))) or type(error).__name__
