"""Connectors from the doors of the settings; secrets are read here, when a door is opened, and nowhere else."""

import os
from pathlib import Path
from typing import Literal

import connectors
from connectors import Connector, LocalSettings, SftpOptions, SftpSettings
from domain import system_faults
from domain.delivery_format import DeliveryFormat
from domain.errors import SettingsError
from domain.pes import PesAccount
from domain.text import Text
from hub.settings import DropTable, LocalDoor, Settings, SftpDoor
from ledger import Bucket, Where

StoreKind = Literal["folder", "s3"]

DEPOT, TRAITES, REJETS, RETOURS = "depot", "traites", "rejets", "retours"
"""Folders of a supplier's account."""

RAPPORTS, A_VALIDER = "rapports", "a_valider"
"""Folders of a recipient beside its services: its reports, and the invoices it has to validate."""


def open_door(settings: Settings, name: str) -> Connector:
    """The connector of the door ``name``, not yet entered. Raises :class:`SettingsError` on a missing secret."""
    door = settings.doors[name]
    if isinstance(door, LocalDoor):
        return connectors.open(LocalSettings(root=door.root, mounted=door.mounted))
    return connectors.open(sftp_settings(door))


def place_of_store(settings: Settings, kind: StoreKind | None = None) -> Where:
    """Where the content store is, or the one of the other ``kind``. Raises :class:`SettingsError` on a missing secret,
    and when the settings name no bucket.
    """
    table = settings.store.s3
    if (kind or settings.store.kind) == "folder":
        return settings.store.folder
    if table is None:
        raise SettingsError(
            Text("Les réglages ne nomment aucun compartiment.", "The settings name no bucket."),
            Text("Ajoutez une table [store.s3].", "Add a table [store.s3]."),
        )
    return Bucket(
        endpoint=table.endpoint,
        region=table.region,
        name=table.bucket,
        prefix=table.prefix,
        access_key=secret(table.access_key_env, table.access_key_file) or "",
        secret_key=secret(table.secret_key_env, table.secret_key_file) or "",
        authority=secret(None, table.authority_file) or "",
        virtual_host=table.virtual_host,
        timeout=table.timeout,
        folder=settings.store.folder,
    )


def drop_folder(drop: DropTable, folder: str) -> str:
    """A folder of a supplier's account, relative to its door's root."""
    return joined(drop.folder, folder)


def joined(*steps: str | None) -> str:
    """The folder of these steps; empty ones are left out."""
    return "/".join(step for step in steps if step)


def recipient_door(settings: Settings, siret: str) -> tuple[str, str] | None:
    """Door and base folder of a recipient; ``None`` when the settings name no door for it."""
    every, own = settings.recipients, settings.recipients.by_siret.get(siret)
    door = (own.door if own else None) or every.door
    if door is None:
        return None
    return door, own.folder if own and (own.door or own.folder) else every.folder


def recipient_format(settings: Settings, siret: str) -> DeliveryFormat:
    """The delivery format of a recipient."""
    own = settings.recipients.by_siret.get(siret)
    return (own.format if own else None) or settings.recipients.format


def is_by_supplier(settings: Settings, siret: str) -> bool:
    """Whether a recipient has a folder for each supplier."""
    own = settings.recipients.by_siret.get(siret)
    chosen = own.par_fournisseur if own else None
    return settings.recipients.par_fournisseur if chosen is None else chosen


def pes_account(settings: Settings, siret: str) -> PesAccount | None:
    """What the public accountant of a recipient knows it by; ``None`` when the settings do not say it."""
    own = settings.recipients.by_siret.get(siret)
    return own.pes.account() if own and own.pes else None


def sftp_settings(door: SftpDoor) -> SftpSettings:
    """What the connector needs: the options as they are, and the secrets. Raises :class:`SettingsError`."""
    return SftpSettings(
        **door.model_dump(include=set(SftpOptions.model_fields)),
        passphrase=secret(door.passphrase_env, door.passphrase_file),
        password=secret(door.password_env, door.password_file),
    )


def secret(variable: str | None, file: Path | None) -> str | None:
    """The secret of an environment variable or of a file (its last line break dropped); ``None`` when none is named."""
    if variable:
        value = os.environ.get(variable)
        if value is None:
            raise SettingsError(
                Text(
                    f"La variable d'environnement {variable} n'est pas définie.",
                    f"The environment variable {variable} is not set.",
                ),
                Text("Définissez-la, ou nommez un fichier à la place.", "Set it, or name a file instead."),
            )
        return value
    if file:
        try:
            return file.read_text(encoding="utf-8").rstrip("\r\n")
        except OSError as error:
            reason = system_faults.sentence(error)
            raise SettingsError(
                Text(
                    f"Le fichier du secret {file} ne peut pas être lu : {reason.fr}.",
                    f"The secret's file {file} cannot be read: {reason.en}.",
                ),
                Text("Vérifiez le chemin et les droits.", "Check path and rights."),
            ) from error
        except UnicodeDecodeError as error:
            raise SettingsError(
                Text(
                    f"Le fichier du secret {file} n'est pas un texte en UTF-8.",
                    f"The secret's file {file} is no UTF-8 text.",
                ),
                Text("Enregistrez-le en UTF-8.", "Save it as UTF-8."),
            ) from error
    return None
