"""``navette.toml``: what an operator decides. Environment variables win over it; secrets are never in it.

Precedence: ``NAVETTE_...`` variables (``NAVETTE_LEDGER__URL``), then the file, then ``hub/defaults.toml``.
Relative paths are relative to the file's folder.
"""

import os
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from domain.avis import Sujet
from domain.cadre import CADRES
from domain.conservation import Devenir
from domain.deposit import Disposition, Kind
from domain.echeance import DAYS, Delai
from domain.errors import SettingsError
from domain.finding import Pack, Severity
from domain.lecture import Ocr
from domain.livraison import Livraison
from domain.suivi import StatusFormat
from domain.text import Locale

FILE = "navette.toml"
DEFAULTS = Path(__file__).with_name("defaults.toml")


def _no_siret(name: str) -> str:
    if name.isdigit() and len(name) == 14:
        raise ValueError("a drop is not named by a SIRET: that is how recipients are named")
    return name


DropName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$"), AfterValidator(_no_siret)]
Siret = Annotated[str, StringConstraints(pattern=r"^[0-9]{14}$")]
Deposant = Annotated[str, StringConstraints(pattern=r"^(\*|[0-9]{9}|[0-9]{14})$")]
RuleName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
GENERAL = "general"
"""Name of the rule that ``[retention]`` itself is."""
Folder = Annotated[str, StringConstraints(pattern=r"^[^/\x00][^\x00]*$|^$")]


class Table(BaseModel):
    """A table of the file: unknown keys are errors, not silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LedgerTable(Table):
    """Where the ledger is: ``sqlite:///navette.db`` or ``postgresql://user@host/base``."""

    url: str = "sqlite:///var/navette.db"
    password_env: str | None = None
    password_file: Path | None = None


class StoreTable(Table):
    """Where deposited bytes are kept."""

    folder: Path = Path("var/store")


class AnnuaireTable(Table):
    """The folder of the two directory files."""

    folder: Path = Path("var/annuaire")


class RulesTable(Table):
    """Which packs run, and severities that differ from the rules' own."""

    packs: tuple[Pack, ...] = tuple(Pack)
    """Of these, each document is asked those that apply to it."""
    versions: dict[Pack, str] = {}
    """Packs that must be of one version: with another one installed, what they apply to stays undecided."""
    compare_page: bool = True
    """Whether what the pages of a Factur-X print is held against its XML."""
    severities: dict[str, Severity] = {}


class SignaturesTable(Table):
    """How signatures are judged."""

    trust: Path | None = None
    """The folder of the certificates a signer's chain may end at; without one nobody is trusted, nor suspected."""


class ReadingTable(Table):
    """How pages are read."""

    ocr: Ocr = Ocr.AUTO
    """Whether pages without text are recognised by tesseract, or refused."""
    ocr_lang: str = Field("fra", pattern=r"^[A-Za-z_]{3,20}(\+[A-Za-z_]{3,20})*$")
    hints: Path | None = None
    """A folder of hints for the pages of some suppliers."""


class StructureTable(Table):
    """What one structure asks beyond the directory; patterns are regular expressions of the whole value."""

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

    @field_validator("code_service", "engagement", "marche")
    @classmethod
    def _compiles(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                re.compile(value)
            except re.error as error:
                raise ValueError(f"not a regular expression: {error}") from error
        return value


class LocalDoor(Table):
    """Folders of this machine (or mounted on it)."""

    connector: Literal["local"]
    root: Path


class SftpDoor(Table):
    """An SFTP account. Its password or passphrase comes from the environment, a file or the agent."""

    connector: Literal["sftp"]
    host: str
    port: int = Field(22, ge=1, le=65535)
    username: str
    root: str = "."
    known_hosts: Path | None = None
    host_key: str | None = Field(None, pattern=r"^SHA256:[A-Za-z0-9+/]{43}=?$")
    key_file: Path | None = None
    passphrase_env: str | None = None
    passphrase_file: Path | None = None
    password_env: str | None = None
    password_file: Path | None = None
    agent: bool = False
    timeout: float = Field(30.0, gt=0)
    depth: int = Field(64, ge=1, le=512)

    @model_validator(mode="before")
    @classmethod
    def _no_secret_inside(cls, values: Any) -> Any:
        for secret in ("password", "passphrase"):
            if isinstance(values, dict) and secret in values:
                raise ValueError(f"a {secret} is never written here: use {secret}_env, {secret}_file or agent")
        return values


Door = Annotated[LocalDoor | SftpDoor, Field(discriminator="connector")]


class DropTable(Table):
    """A supplier's account: where it drops, and for which suppliers it may deposit (``*``: any)."""

    name: DropName
    door: str
    folder: Folder = ""
    deposants: tuple[Deposant, ...] = Field(min_length=1)
    nom: str = ""
    """What people call it, for example on works pieces addressed to it; empty: as the pieces themselves call it."""
    locale: Locale | None = None
    statuts: tuple[StatusFormat, ...] = (StatusFormat.CSV, StatusFormat.CPPSTATUT)
    """The formats the supplier is told of status changes in; none: by the daily status report only."""


class RecipientDoor(Table):
    """What is particular to one recipient: where its folders are, what it is brought."""

    door: str | None = None
    """``None``: the door of all."""
    folder: Folder = ""
    """Empty, without a door: the folder of all."""
    format: Livraison | None = None
    """``None``: as all."""


class RecipientsTable(Table):
    """Where recipients' folders are: one door for all, and others by SIRET."""

    door: str | None = None
    folder: Folder = ""
    by_siret: dict[Siret, RecipientDoor] = {}
    watch: bool = True
    """Whether a delivered file that is no longer in its folder counts as downloaded."""
    watch_days: int = Field(60, ge=1, le=3660)
    """A delivery older than that is no longer looked for."""
    format: Livraison = Livraison.ORIGINAL
    readable: bool = True
    """Whether an invoice that comes as XML only is delivered with a PDF that people can read."""


class DeadlinesTable(Table):
    """The legal deadlines."""

    warn_days: int = Field(3, ge=0, le=60)
    """Days before the last one that somebody is warned."""


class ReportsTable(Table):
    """What readers find beside the status report, which is always written."""

    html: bool = True
    """The dashboard, a page."""
    xlsx: bool = True
    """Every report in one workbook (recipients)."""
    csv: bool = True
    """Synthese, ageing, events and liste fiscale (recipients)."""
    modele: bool = True
    """The status file to fill in (recipients)."""


class RunTable(Table):
    """How a night goes. Durations are in seconds."""

    runner: Literal["threads", "processes"] = "threads"
    workers: int = Field(default_factory=lambda: min(os.cpu_count() or 1, 8), ge=1, le=256)
    chunk: int = Field(200, ge=1, le=5000)
    quiet: float = Field(5.0, ge=0)
    """Time between two looks at a drop: a file that changed between them is still being written."""
    lease: float = Field(600.0, gt=0)
    pack_above: int = Field(200, ge=1)
    """Above so many returned documents at once, they travel in one archive."""
    archive_members: int = Field(500, ge=1)
    bulk_members: int = Field(100_000, ge=1)
    invoice_bytes: int = Field(100 * 2**20, ge=1)
    deposit_bytes: int = Field(2**30, ge=1)
    status_bytes: int = Field(50 * 2**20, ge=1)


class RetentionRule(Table):
    """How long one sort of deposits is kept; an empty list speaks of all. The first rule that speaks decides."""

    name: RuleName
    years: int = Field(ge=1, le=200)
    action: Devenir
    structures: tuple[Siret, ...] = ()
    cadres: tuple[str, ...] = ()
    dispositions: tuple[Disposition, ...] = ()
    kinds: tuple[Kind, ...] = ()

    @field_validator("cadres")
    @classmethod
    def _known(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if unknown := sorted(set(value) - CADRES.keys()):
            raise ValueError(f"there is no cadre de facturation {unknown[0]}")
        return value


class RetentionTable(Table):
    """How long deposited bytes are kept, and what becomes of them then; without ``years``, only the rules say."""

    years: int | None = Field(None, ge=1, le=200)
    action: Devenir = Devenir.ARCHIVE
    folder: Path | None = None
    """Where archives are written."""
    rules: tuple[RetentionRule, ...] = ()

    @model_validator(mode="after")
    def _somewhere(self) -> "RetentionTable":
        actions = [rule.action for rule in self.rules] + ([self.action] if self.years else [])
        if Devenir.ARCHIVE in actions and self.folder is None:
            raise ValueError("name the folder archives are written to: folder = ...")
        names = [rule.name for rule in self.rules]
        if len(names) != len(set(names)) or GENERAL in names:
            raise ValueError(f"each rule needs a name of its own, and « {GENERAL} » is taken")
        return self


class NotificationTable(Table):
    """A channel of notifications: where digests go, of whose invoices, of what. Its URLs are secrets."""

    url_env: str | None = None
    url_file: Path | None = None
    """One URL a line; a line that begins with ``#`` is a remark."""
    for_drops: tuple[DropName, ...] = ()
    for_structures: tuple[Siret, ...] = ()
    events: tuple[Sujet, ...] = tuple(Sujet)
    locale: Locale | None = None
    timeout: float = Field(30.0, gt=0, le=600)
    """Seconds after which a channel is given up for this run."""
    pause_hours: float = Field(0.0, ge=0, le=24 * 31)
    """Hours of rest between two digests; what waits is told in the next."""

    @model_validator(mode="before")
    @classmethod
    def _no_secret_inside(cls, values: Any) -> Any:
        if isinstance(values, dict) and {"url", "urls"} & values.keys():
            raise ValueError("a URL may hold a secret and is never written here: use url_env or url_file")
        return values

    @model_validator(mode="after")
    def _one_place(self) -> "NotificationTable":
        if (self.url_env is None) == (self.url_file is None):
            raise ValueError("name one of url_env and url_file")
        return self


class Settings(BaseSettings):
    """Everything an operator decides, checked as a whole."""

    model_config = SettingsConfigDict(
        env_prefix="NAVETTE_",
        env_nested_delimiter="__",
        extra="forbid",
        frozen=True,
        nested_model_default_partial_update=True,
    )

    locale: Locale = Locale.FR
    ledger: LedgerTable = LedgerTable()
    store: StoreTable = StoreTable()
    annuaire: AnnuaireTable = AnnuaireTable()
    rules: RulesTable = RulesTable()
    reading: ReadingTable = ReadingTable()
    signatures: SignaturesTable = SignaturesTable()
    structures: dict[Siret, StructureTable] = {}
    doors: dict[str, Door] = {}
    drops: tuple[DropTable, ...] = ()
    recipients: RecipientsTable = RecipientsTable()
    deadlines: DeadlinesTable = DeadlinesTable()
    reports: ReportsTable = ReportsTable()
    run: RunTable = RunTable()
    retention: RetentionTable = RetentionTable()
    notifications: dict[RuleName, NotificationTable] = {}

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment wins over what the file says."""
        del settings_cls, dotenv_settings, file_secret_settings
        return env_settings, init_settings

    @model_validator(mode="after")
    def _names_agree(self) -> "Settings":
        names = [drop.name for drop in self.drops]
        if len(names) != len(set(names)):
            raise ValueError("two drops have the same name")
        doors = [drop.door for drop in self.drops] + [r.door for r in self.recipients.by_siret.values() if r.door]
        doors += [self.recipients.door] if self.recipients.door else []
        for channel, table in self.notifications.items():
            if unknown := sorted(set(table.for_drops) - set(names)):
                raise ValueError(f"notifications.{channel}: there is no drop « {unknown[0]} »")
        for door in doors:
            if door not in self.doors:
                raise ValueError(f"there is no door « {door} »: add a table [doors.{door}]")
        return self

    def delai_paiement(self, siret: str) -> int:
        """Days the structure has to pay."""
        known = self.structures.get(siret)
        return known.delai_paiement if known else DAYS[Delai.PAIEMENT]

    def drop(self, name: str) -> DropTable:
        """The drop of this name. Raises :class:`SettingsError` when there is none."""
        for drop in self.drops:
            if drop.name == name:
                return drop
        known = ", ".join(drop.name for drop in self.drops) or "none"
        raise SettingsError(f"There is no drop « {name} ».", f"Drops of the settings: {known}.")


def load(path: Path | None = None) -> Settings:
    """The settings of ``path`` (``navette.toml`` here when ``None``).

    Raises :class:`SettingsError` naming each wrong key, with what to do.
    """
    file = path or Path(FILE)
    if not file.is_file():
        raise SettingsError(f"There is no settings file {file}.", "Create one with `navette init`, or give --config.")
    return _build(_layered(_toml(DEFAULTS), _toml(file)), file)


def defaults() -> Settings:
    """The settings of a machine without a file: rules and published patterns, no doors."""
    return _build(_toml(DEFAULTS), DEFAULTS)


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} is not readable TOML: {error}.", "Correct the line that is named.") from error


def _layered(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        known = merged.get(key)
        merged[key] = _layered(known, value) if isinstance(known, dict) and isinstance(value, dict) else value
    return merged


def _build(values: dict[str, Any], file: Path) -> Settings:
    try:
        settings = Settings(**values)
    except ValidationError as error:
        raise SettingsError(
            f"{file} cannot be used: {_reasons(error)}.", "Correct these keys and try again."
        ) from error
    return _anchored(settings, file.parent.absolute() if file != DEFAULTS else Path.cwd())


def _reasons(error: ValidationError) -> str:
    return "; ".join(f"{'.'.join(map(str, e['loc'])) or 'settings'}: {e['msg']}" for e in error.errors())


def _anchored(settings: Settings, base: Path) -> Settings:
    """The settings with every relative path made absolute from ``base``."""
    return settings.model_copy(
        update={
            "ledger": settings.ledger.model_copy(
                update={
                    "url": _sqlite(settings.ledger.url, base),
                    "password_file": _from(base, settings.ledger.password_file),
                }
            ),
            "store": StoreTable(folder=base / settings.store.folder),
            "annuaire": AnnuaireTable(folder=base / settings.annuaire.folder),
            "doors": {name: _door(door, base) for name, door in settings.doors.items()},
            "notifications": {
                name: table.model_copy(update={"url_file": _from(base, table.url_file)})
                for name, table in settings.notifications.items()
            },
            "reading": settings.reading.model_copy(update={"hints": _from(base, settings.reading.hints)}),
            "signatures": SignaturesTable(trust=_from(base, settings.signatures.trust)),
            "retention": settings.retention.model_copy(update={"folder": _from(base, settings.retention.folder)}),
        }
    )


def _sqlite(url: str, base: Path) -> str:
    prefix = "sqlite:///"
    if not url.startswith(prefix) or url == prefix:
        return url
    return prefix + str(base / url.removeprefix(prefix))


def _from(base: Path, path: Path | None) -> Path | None:
    return None if path is None else base / path.expanduser()


def _door(door: LocalDoor | SftpDoor, base: Path) -> LocalDoor | SftpDoor:
    if isinstance(door, LocalDoor):
        return door.model_copy(update={"root": base / door.root.expanduser()})
    paths = ("known_hosts", "key_file", "passphrase_file", "password_file")
    return door.model_copy(update={name: _from(base, getattr(door, name)) for name in paths})
