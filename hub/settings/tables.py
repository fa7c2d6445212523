"""The tables of ``navette.toml``, one class each."""

import os
import re
from collections.abc import Iterable
from datetime import time
from pathlib import Path
from typing import Any, Literal

from pydantic import (
    Field,
    field_validator,
    model_validator,
)

from domain.cadre import CADRES
from domain.deposit import DepositKind, Disposition
from domain.echeance import DAYS, Delai
from domain.finding import Pack, Severity
from domain.issuer import Issuer
from domain.notifications import Subject
from domain.reading_options import Ocr
from domain.retention import RetentionAction
from domain.text import Locale, Text
from exporters.reports.comptable import COLUMNS, SEPARATORS
from hub.settings import syntax_faults
from hub.settings.openid import OidcTable
from hub.settings.reasons import BadValue
from hub.settings.secret_place import one_place
from hub.settings.types import AnchoredPath, DropName, EcbRate, EnvName, HalfYear, LedgerUrl, RuleName, Siret, Table

GENERAL = "general"
"""Name of the rule that ``[retention]`` itself is."""
DRAFTS = "brouillons"
"""Name of the rule for drafts that were given up, which is ``draft_days`` of ``[retention]``."""


class LedgerTable(Table):
    """Where the ledger is: ``sqlite:///navette.db`` or ``postgresql://user@host/base``."""

    url: LedgerUrl = "sqlite:///var/navette.db"
    connections: int = Field(50, ge=2, le=1000)
    """Connections that one process opens at most; a machine has one such process and its workers, of two each."""
    password_env: EnvName | None = None
    password_file: AnchoredPath | None = None

    @model_validator(mode="after")
    def _one_password(self) -> "LedgerTable":
        one_place("password", self.password_env, self.password_file)
        return self


class OrganismeTable(Table):
    """The body that runs Navette: who issues the certificates of deposit, and how suppliers reach it."""

    nom: str = Field("", max_length=120)
    """Its name, in full; empty: certificates do not say who issues them."""
    contact: str = Field("", max_length=200)
    """An address or a telephone number, as suppliers read it."""
    portail: str = Field("", pattern=r"^(https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?)?$", max_length=120)
    """Address of its portal: a certificate can be verified at ``<portail>/certificats/<number>``."""

    @model_validator(mode="after")
    def _is_somebody(self) -> "OrganismeTable":
        if (self.contact or self.portail) and not self.nom.strip():
            raise BadValue(
                Text(
                    "contact et portail demandent aussi nom, l'organisme qui délivre les certificats",
                    "contact and portail need nom too, the body that issues certificates",
                )
            )
        return self

    def issuer(self) -> Issuer:
        """As certificates name it."""
        return Issuer(nom=self.nom.strip(), contact=self.contact.strip(), portail=self.portail.rstrip("/"))


_PORT = "([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"
_FOLDER = "[A-Za-z0-9._-]*[A-Za-z0-9_-][A-Za-z0-9._-]*"
"""A name that is not made of dots alone, which would be another folder."""


class S3Table(Table):
    """A bucket of a server that speaks the S3 protocol."""

    endpoint: str = Field(pattern=rf"^https?://[A-Za-z0-9.-]+(:{_PORT})?$", max_length=200)
    region: str = Field("us-east-1", pattern=r"^[A-Za-z0-9-]{1,60}$")
    bucket: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")
    prefix: str = Field("", pattern=rf"^({_FOLDER}(/{_FOLDER})*)?$", max_length=200)
    """What every key begins with: several ledgers may share a bucket."""
    access_key_env: EnvName | None = None
    access_key_file: AnchoredPath | None = None
    secret_key_env: EnvName | None = None
    secret_key_file: AnchoredPath | None = None
    authority_file: AnchoredPath | None = None
    """Certificates (PEM) that the server's may end at, beside those of the system."""
    virtual_host: bool = False
    """Whether the bucket is a part of the host's name (``https://bucket.host``), not of the path; ``endpoint``
    may have it or not.
    """
    timeout: float = Field(60.0, gt=0, le=120)
    """Seconds one request may take, of 64 MB at most."""

    @model_validator(mode="after")
    def _one_key(self) -> "S3Table":
        one_place("access_key", self.access_key_env, self.access_key_file)
        one_place("secret_key", self.secret_key_env, self.secret_key_file)
        for name in ("access_key", "secret_key"):
            if not (getattr(self, f"{name}_env") or getattr(self, f"{name}_file")):
                raise BadValue(Text(f"nommez {name}_env ou {name}_file", f"name {name}_env or {name}_file"))
        return self


class StoreTable(Table):
    """Where deposited bytes are kept."""

    kind: Literal["folder", "s3"] = "folder"
    folder: AnchoredPath = Path("var/store")
    """The folder they are kept in; with ``s3``, the folder of this machine where files are composed."""
    s3: S3Table | None = None
    """The bucket; it may be named while the folder is in force, for ``navette store move``."""

    @model_validator(mode="after")
    def _has_a_bucket(self) -> "StoreTable":
        if self.kind == "s3" and self.s3 is None:
            raise BadValue(
                Text('kind = "s3" demande aussi une table [store.s3]', 'kind = "s3" needs a table [store.s3] too')
            )
        return self


class AnnuaireTable(Table):
    """The folder of the two directory files."""

    folder: AnchoredPath = Path("var/annuaire")


class RulesTable(Table):
    """Which packs run, and severities that differ from the rules' own."""

    packs: tuple[Pack, ...] = tuple(Pack)
    """Each document is checked by those of these packs that apply to it."""
    versions: dict[Pack, str] = Field(default_factory=dict)
    """Packs that must be of one version: with another one installed, what they apply to stays undecided."""
    compare_page: bool = True
    """Whether the text printed on the pages of a Factur-X is compared with its XML."""
    severities: dict[str, Severity] = Field(default_factory=dict)


class SignaturesTable(Table):
    """How signatures are judged."""

    trust: AnchoredPath | None = None
    """The folder of the certificates a signer's chain may end at; without one, trust is not checked."""


class ChainTable(Table):
    """Where the head of the chain of certificates is published each night, outside the ledger."""

    folder: AnchoredPath | None = None
    """A folder, on another disk best; without one it is in dashboards and digests only."""
    timestamp_url: str = Field("", pattern=r"^(https?://\S+)?$")
    """An RFC 3161 authority that time-stamps it; needs ``folder``."""
    timeout: float = Field(10.0, gt=0, le=120)
    """Seconds the authority may take."""

    @model_validator(mode="after")
    def _has_a_place(self) -> "ChainTable":
        if self.timestamp_url and self.folder is None:
            raise BadValue(
                Text(
                    "timestamp_url demande aussi folder, où va l'horodatage",
                    "timestamp_url needs folder, where the time stamp goes",
                )
            )
        return self


class ReadingTable(Table):
    """How pages are read."""

    ocr: Ocr = Ocr.AUTO
    """Whether pages without text are recognised by tesseract, or refused."""
    ocr_lang: str = Field("fra", pattern=r"^[A-Za-z_]{3,20}(\+[A-Za-z_]{3,20})*$")
    hints: AnchoredPath | None = None
    """A folder of hints for the pages of some suppliers."""


class StructureTable(Table):
    """Requirements of one structure beyond the directory; patterns are regular expressions of the whole value."""

    code_service_required: bool = False
    engagement_required: bool = False
    code_service: str | None = None
    engagement: str | None = None
    marche: str | None = None
    code_service_fr: str = ""
    code_service_en: str = ""
    engagement_fr: str = ""
    engagement_en: str = ""
    marche_fr: str = ""
    marche_en: str = ""
    delai_paiement: int = Field(DAYS[Delai.PAIEMENT], ge=1, le=365)
    """Days it has to pay, from the mise à disposition."""
    delai_depuis_service_fait: bool = False
    """Whether they run from the *service fait* when it was stated for a later day (R.2192-15)."""

    @field_validator("code_service", "engagement", "marche")
    @classmethod
    def _compiles(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                re.compile(value)
            except re.error as error:
                why = syntax_faults.pattern(error)
                raise BadValue(
                    Text(f"n'est pas une expression régulière : {why.fr}", f"not a regular expression: {why.en}")
                ) from error
        return value


class DeadlinesTable(Table):
    """The legal deadlines."""

    warn_days: int = Field(3, ge=0, le=60)
    """Days before the deadline at which a warning is given."""
    ecb_rates: dict[HalfYear, EcbRate] = Field(default_factory=dict)
    """Rates of the European Central Bank's main refinancing operations on the first day of half-years
    (``"2026-S2" = 2.15``), in percent, beside those of :data:`domain.late_payment.ECB_RATES`.
    """


def _one_of(noun: Text, found: str, known: Iterable[str]) -> Text:
    """The reason that ``found`` is none of ``known``."""
    names = ", ".join(known)
    return Text(
        f"il n'y a pas de {noun.fr} « {found} » ; possibles : {names}",
        f"there is no {noun.en} “{found}”; possible: {names}",
    )


class ComptableTable(Table):
    """The accounting export of recipients."""

    write: bool = True
    columns: tuple[str, ...] = ()
    """Keys of its columns, in their order; every column when empty (docs/formats.md)."""
    separator: str = "point-virgule"

    @field_validator("columns")
    @classmethod
    def _known_columns(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if unknown := [key for key in value if key not in COLUMNS]:
            raise BadValue(_one_of(Text("colonne", "column"), unknown[0], COLUMNS))
        if twice := [key for key in COLUMNS if value.count(key) > 1]:
            raise BadValue(Text(f"la colonne {twice[0]} est là deux fois", f"column {twice[0]} is there twice"))
        return value

    @field_validator("separator")
    @classmethod
    def _known_separator(cls, value: str) -> str:
        if value not in SEPARATORS:
            raise BadValue(_one_of(Text("séparateur", "separator"), value, SEPARATORS))
        return value


class ReportsTable(Table):
    """Reports written beside the status report, which is always written."""

    html: bool = True
    """The dashboard, a page."""
    xlsx: bool = True
    """Every report in one workbook (recipients)."""
    csv: bool = True
    """Synthese, ageing, events and liste fiscale (recipients)."""
    modele: bool = True
    """The status file to fill in (recipients)."""
    comptable: ComptableTable = Field(default_factory=ComptableTable)


THIS_MACHINE = frozenset({"127.0.0.1", "localhost", "::1"})
"""Hosts of addresses that this machine alone reaches."""


class DaskTable(Table):
    """The Dask cluster that carries the chunks when ``runner`` is ``"dask"``."""

    scheduler: str = Field(
        "tcp://127.0.0.1:8786", pattern=r"^(tcp|tls)://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\]):[0-9]{1,5}$"
    )
    """Address of its scheduler, the same for every machine."""
    tls_ca: AnchoredPath | None = None
    tls_cert: AnchoredPath | None = None
    tls_key: AnchoredPath | None = None
    """The authority that every machine of the cluster is known by, and what this machine shows of itself; PEM."""
    host: str = Field("", max_length=120)
    """The address by which the others reach this machine; empty: the one it reaches the scheduler from."""
    patience: float = Field(60.0, gt=0, le=3600)
    """How long a run waits for a first worker, and a task for another one when none is left."""

    @property
    def encrypted(self) -> bool:
        """Whether connections are encrypted and machines known by their certificates."""
        return self.scheduler.startswith("tls:")

    @property
    def is_here(self) -> bool:
        """Whether the scheduler listens to this machine alone."""
        return self._place[0].strip("[]") in THIS_MACHINE

    @property
    def _place(self) -> tuple[str, int]:
        """Host and port of the scheduler."""
        host, _, port = self.scheduler.partition("://")[2].rpartition(":")
        return host, int(port)

    @model_validator(mode="after")
    def _is_closed(self) -> "DaskTable":
        if not 1 <= self._place[1] <= 65535:
            raise BadValue(Text("scheduler : un port va de 1 à 65535", "scheduler: a port is one of 1 to 65535"))
        if self.encrypted and None in {self.tls_ca, self.tls_cert, self.tls_key}:
            raise BadValue(
                Text("tls:// demande tls_ca, tls_cert et tls_key", "tls:// needs tls_ca, tls_cert and tls_key")
            )
        if not self.encrypted and not self.is_here:
            raise BadValue(
                Text(
                    "un ordonnanceur que d'autres machines atteignent exécute ce qu'on lui envoie : il lui faut tls://",
                    "a scheduler that other machines reach runs whatever it is sent: it needs tls://",
                )
            )
        return self


class RunTable(Table):
    """Parameters of a run. Durations are in seconds."""

    runner: Literal["threads", "processes", "dask"] = "threads"
    dask: DaskTable = Field(default_factory=DaskTable)
    workers: int = Field(default_factory=lambda: min(os.cpu_count() or 1, 8), ge=1, le=256)
    chunk: int = Field(200, ge=1, le=5000)
    quiet: float = Field(5.0, ge=0, le=3600)
    """Time between two looks at a drop: a file that changed between them is still being written."""
    door_patience: float = Field(45.0, ge=0, le=3600)
    """How long a door that does not open is retried before it counts as closed for the run (docs/retry.md)."""
    night_by: time | None = time(3)
    """By when, in Paris, the night must have begun; ``false`` in the file: no hour is expected."""
    lease: float = Field(45.0, ge=1, le=3600)
    """How long what a machine was doing is nobody else's once it says nothing any more; it says so thrice as often."""
    pack_above: int = Field(200, ge=1)
    """Above so many returned documents at once, they are sent as one archive."""
    archive_members: int = Field(500, ge=1)
    bulk_members: int = Field(100_000, ge=1)
    invoice_bytes: int = Field(100 * 2**20, ge=1)
    deposit_bytes: int = Field(2**30, ge=1)
    status_bytes: int = Field(50 * 2**20, ge=1)
    lost_time: float = Field(1800.0, ge=60, le=24 * 3600)
    """Processor time an account may lose in a run to documents that do not finish; the rest then waits."""

    @field_validator("night_by", mode="before")
    @classmethod
    def _none(cls, value: object) -> object:
        return None if value is False or value == "false" else value


class PortailTable(Table):
    """The portal (``navette portail``); its public address is ``portail`` of ``[organisme]``."""

    host: str = "127.0.0.1"
    port: int = Field(8800, ge=1, le=65535)
    proxy: bool = False
    """Whether a reverse proxy stands before it, whose ``X-Forwarded-For`` and ``X-Forwarded-Proto`` are believed."""
    inscription: bool = True
    """Whether anybody may register; else accounts are made by ``navette compte create``."""
    idle: float = Field(30.0, gt=0, le=24 * 60)
    """Minutes without a page after which one connects again."""
    longest: float = Field(8.0, gt=0, le=24 * 7)
    """Hours after which one connects again in any case."""
    files_at_once: int = Field(8, ge=1, le=24)
    """Files of one account that one process takes at once, from pages and programs."""
    files_an_hour: int = Field(200, ge=1)
    """Files that one account may drop in the pages in an hour."""
    program_files_an_hour: int = Field(3000, ge=1)
    """Files that the programs of one account may deposit in an hour."""
    file_silence: float = Field(60.0, gt=0, le=3600)
    """Seconds without a byte after which a file that arrives is given up."""
    courriel_env: EnvName | None = None
    courriel_file: AnchoredPath | None = None
    """Where the Apprise URL is that sends to one address: ``{courriel}`` in it is the address. Without it, links are
    written on the console of the portal.
    """
    theme: AnchoredPath | None = None
    """A folder with ``theme.css`` and the pictures and typefaces it names, served beside the portal's own style."""
    oidc: OidcTable | None = None
    """A provider by which people connect too; ``None``: there is none."""

    @property
    def passwords(self) -> bool:
        """Whether people connect by a password."""
        return self.oidc is None or self.oidc.passwords

    @property
    def mails(self) -> bool:
        """Whether a mail server is named."""
        return self.courriel_env is not None or self.courriel_file is not None

    @model_validator(mode="after")
    def _one_courriel(self) -> "PortailTable":
        one_place("courriel", self.courriel_env, self.courriel_file)
        return self


class RetentionRule(Table):
    """How long one kind of deposit is kept; an empty list matches all. The first rule that matches decides."""

    name: RuleName
    years: int = Field(ge=1, le=200)
    action: RetentionAction
    structures: tuple[Siret, ...] = ()
    cadres: tuple[str, ...] = ()
    dispositions: tuple[Disposition, ...] = ()
    kinds: tuple[DepositKind, ...] = ()

    @field_validator("cadres")
    @classmethod
    def _known(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if unknown := sorted(set(value) - CADRES.keys()):
            raise BadValue(
                Text(
                    f"il n'y a pas de cadre de facturation {unknown[0]}",
                    f"there is no cadre de facturation {unknown[0]}",
                )
            )
        return value


class RetentionTable(Table):
    """How long deposited bytes are kept, and what is done with them then; without ``years``, only the rules decide."""

    years: int | None = Field(None, ge=1, le=200)
    action: RetentionAction = RetentionAction.ARCHIVE
    folder: AnchoredPath | None = None
    """Where archives are written."""
    draft_days: int | None = Field(None, ge=3, le=3650)
    """Days after which the file of a draft that was given up is destroyed; ``None``: never."""
    rules: tuple[RetentionRule, ...] = ()

    @model_validator(mode="after")
    def _somewhere(self) -> "RetentionTable":
        actions = [rule.action for rule in self.rules] + ([self.action] if self.years else [])
        if RetentionAction.ARCHIVE in actions and self.folder is None:
            raise BadValue(
                Text(
                    "nommez le dossier où les archives sont écrites : folder = ...",
                    "name the folder archives are written to: folder = ...",
                )
            )
        names = [rule.name for rule in self.rules]
        taken = next((one for one in (GENERAL, DRAFTS) if one in names), GENERAL)
        if len(names) != len(set(names)) or taken in names:
            raise BadValue(
                Text(
                    f"chaque règle doit avoir son propre nom, et « {taken} » est pris",
                    f"each rule needs a name of its own, and “{taken}” is taken",
                )
            )
        return self


class NotificationTable(Table):
    """A channel of notifications: destinations of digests, whose invoices and which events they cover. Its URLs are
    secrets.
    """

    url_env: EnvName | None = None
    url_file: AnchoredPath | None = None
    """One URL a line; a line that begins with ``#`` is a remark."""
    for_drops: tuple[DropName, ...] = ()
    for_structures: tuple[Siret, ...] = ()
    events: tuple[Subject, ...] = tuple(Subject)
    locale: Locale | None = None
    timeout: float = Field(30.0, gt=0, le=600)
    """Seconds after which a channel is given up for this run."""
    pause_hours: float = Field(0.0, ge=0, le=24 * 31)
    """Hours between two digests at least; events meanwhile are in the next one."""

    @model_validator(mode="before")
    @classmethod
    def _no_secret_inside(cls, values: Any) -> Any:
        if isinstance(values, dict) and {"url", "urls"} & values.keys():
            raise BadValue(
                Text(
                    "une URL peut contenir un secret et ne s'écrit jamais ici : utilisez url_env ou url_file",
                    "a URL may hold a secret and is never written here: use url_env or url_file",
                )
            )
        return values

    @model_validator(mode="after")
    def _one_place(self) -> "NotificationTable":
        if (self.url_env is None) == (self.url_file is None):
            raise BadValue(Text("nommez url_env ou url_file, l'un des deux", "name one of url_env and url_file"))
        return self
