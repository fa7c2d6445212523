"""The client of a bucket: it does what the settings say, whatever the environment of the process says."""

import os
from datetime import timedelta
from typing import TYPE_CHECKING

from obstore.exceptions import BaseError
from obstore.store import S3Store

from domain.errors import SettingsError
from domain.text import Text
from ledger.content_store.place import Bucket

if TYPE_CHECKING:
    from obstore.store import ClientConfig, S3Credential

ENCRYPTING = ("AWS_SERVER_SIDE_ENCRYPTION", "AWS_SSE_")
"""How variables begin that would have files encrypted by a key that the other machines have not."""


def opened(bucket: Bucket, retries: int) -> S3Store:
    """The client. Its key is given for each request, so that no other server is asked for one; and so is what it would
    else take from variables of the environment.

    Raises :class:`domain.errors.SettingsError` when the table of the bucket cannot be used.
    """
    key: S3Credential = {
        "access_key_id": bucket.access_key,
        "secret_access_key": bucket.secret_key,
        "expires_at": None,
    }
    client: ClientConfig = {
        "allow_http": bucket.endpoint.startswith("http://"),
        "timeout": timedelta(seconds=bucket.timeout),
    }
    if bucket.authority:
        client["root_certificate"] = bucket.authority
    _refuse_encrypting()
    place = address(bucket)
    try:
        return S3Store(
            bucket.name,
            prefix=bucket.prefix or None,
            endpoint=place,
            aws_endpoint_url_s3=place,
            region=bucket.region,
            virtual_hosted_style_request=bucket.virtual_host,
            conditional_put="etag",
            copy_if_not_exists="multipart",
            skip_signature=False,
            unsigned_payload=False,
            s3_express=False,
            request_payer=False,
            disable_bulk_delete=True,
            client_options=client,
            retry_config={"max_retries": retries, "retry_timeout": timedelta(seconds=bucket.timeout)},
            credential_provider=lambda: key,
        )
    except (BaseError, ValueError) as error:
        raise SettingsError(
            Text("La table [store.s3] ne peut pas servir.", "The table [store.s3] cannot be used."),
            Text(
                "Vérifiez son adresse et les certificats de `authority_file`.",
                "Check its address and the certificates of `authority_file`.",
            ),
        ) from error


def address(bucket: Bucket) -> str:
    """The address that requests go to, of which the bucket may be a part."""
    scheme, _, host = bucket.endpoint.partition("://")
    if not bucket.virtual_host or host.startswith(f"{bucket.name}."):
        return bucket.endpoint
    return f"{scheme}://{bucket.name}.{host}"


def _refuse_encrypting() -> None:
    names = ", ".join(sorted(name for name in os.environ if name.startswith(ENCRYPTING)))
    if names:
        raise SettingsError(
            Text(
                f"Le stockage des contenus serait chiffré par une clé de l'environnement ({names}).",
                f"The content store would be encrypted by a key of the environment ({names}).",
            ),
            Text(
                "Retirez ces variables de l'environnement de Navette ; chiffrez le compartiment chez son serveur.",
                "Remove these variables from Navette's environment; have the bucket encrypted by its server.",
            ),
        )
