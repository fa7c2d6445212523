"""What the settings and the directory say of one structure: its accounts of deposit, what is asked of invoices to it.

No secret, no path of this machine, no account by which Navette itself connects.
"""

from dataclasses import dataclass
from pathlib import PurePosixPath

from domain.day_report import Grouping
from domain.delivery_format import DeliveryFormat
from domain.errors import SettingsError
from domain.structure import Annuaire
from domain.suivi import StatusFormat
from domain.supplier_identity import siren_of
from domain.text import Locale, Text
from hub.runtime.connections import is_by_supplier, recipient_format
from hub.settings import DropTable, Settings, SftpDoor, StructureTable


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositAccount:
    """An account of deposit that is the structure's own."""

    name: str
    server: str
    """``host`` or ``host:port`` of an SFTP server; empty: folders of the body's own."""
    host_keys: tuple[str, ...]
    """Fingerprints of the server's keys, as ``ssh-keygen -l`` prints them; empty: none is on record."""
    folder: str
    """The last part of its folder: what is above is not the depositor's."""
    reports: Grouping
    messages: tuple[StatusFormat, ...]
    locale: Locale


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """What a code must look like."""

    words: Text
    """In words; empty when the settings give none."""
    expression: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StructureRules:
    """What is asked of invoices to the structure, and how it receives them."""

    days_to_pay: int
    from_service_fait: bool
    service_required: bool
    engagement_required: bool
    one_of_both: bool
    """Whether one of the two is mandatory."""
    code_service: Pattern | None
    engagement: Pattern | None
    marche: Pattern | None
    format: DeliveryFormat
    by_supplier: bool
    readable: bool
    facture_json: bool
    locale: Locale


def deposit_accounts(settings: Settings, structure: str) -> tuple[DepositAccount, ...]:
    """The accounts that deposit for the structure (SIREN: its establishments too) and for nobody else."""
    return tuple(
        _account(settings, drop)
        for drop in settings.drops
        if drop.deposants and all(structure in (each, siren_of(each)) for each in drop.deposants)
    )


def rules_of(settings: Settings, annuaire: Annuaire | None, structure: str) -> StructureRules | None:
    """What is asked of invoices to the structure; ``None`` when neither the directory nor the settings know it as a
    recipient.
    """
    known = annuaire.structure(structure) if annuaire else None
    table = settings.structures.get(structure)
    if known is None and table is None and structure not in settings.recipients.by_siret:
        return None
    own = table or StructureTable()
    return StructureRules(
        days_to_pay=settings.delai_paiement(structure),
        from_service_fait=own.delai_depuis_service_fait,
        service_required=own.code_service_required or (known is not None and known.service),
        engagement_required=own.engagement_required or (known is not None and known.engagement),
        one_of_both=known is not None and known.service_ou_engagement,
        code_service=_pattern(own.code_service, own.code_service_fr, own.code_service_en),
        engagement=_pattern(own.engagement, own.engagement_fr, own.engagement_en),
        marche=_pattern(own.marche, own.marche_fr, own.marche_en),
        format=recipient_format(settings, structure),
        by_supplier=is_by_supplier(settings, structure),
        readable=settings.recipients.readable,
        facture_json=settings.recipients.facture_json,
        locale=settings.locale,
    )


def _account(settings: Settings, drop: DropTable) -> DepositAccount:
    door = settings.doors.get(drop.door)
    sftp = door if isinstance(door, SftpDoor) else None
    return DepositAccount(
        name=drop.nom or drop.name,
        server=f"{sftp.host}:{sftp.port}".removesuffix(":22") if sftp else "",
        host_keys=_host_keys(sftp) if sftp else (),
        folder=PurePosixPath(drop.folder).name,
        reports=drop.comptes_rendus,
        messages=drop.messages,
        locale=drop.locale or settings.locale,
    )


def _host_keys(door: SftpDoor) -> tuple[str, ...]:
    """None when the file of known hosts cannot be read now: the night says so."""
    from connectors.sftp.host_key import keys_on_record  # its library takes 0.2 s to import

    if door.host_key:
        return (door.host_key,)
    try:
        return tuple(line.key.fingerprint for line in keys_on_record(door) if not line.revoked)
    except SettingsError:
        return ()


def _pattern(expression: str | None, fr: str, en: str) -> Pattern | None:
    return Pattern(words=Text(fr or en, en or fr), expression=expression) if expression else None
