"""Where files come from and go to: doors, drops, recipients."""

from typing import Annotated, Any, Literal, Self

from pydantic import (
    Field,
    model_validator,
)

from connectors import SftpOptions
from domain.day_report import Grouping
from domain.delivery_format import DeliveryFormat
from domain.pes import PesAccount
from domain.portal_depositor import PortalDepositor
from domain.suivi import StatusFormat
from domain.text import Locale, Text
from hub.settings.reasons import BadValue
from hub.settings.secret_place import one_place
from hub.settings.types import AnchoredPath, Deposant, DropName, EnvName, Folder, Siret, Table


class LocalDoor(Table):
    """Folders of this machine (or mounted on it)."""

    connector: Literal["local"]
    root: AnchoredPath
    mounted: bool = False
    """Whether a disk or a share must be mounted on the root."""


class SftpDoor(SftpOptions, Table):
    """An SFTP account: the options of :class:`SftpOptions`, and where its password or passphrase is read from.

    An option that is a path of this machine is written again here, as one that is anchored.
    """

    connector: Literal["sftp"]
    known_hosts: AnchoredPath | None = None
    key_file: AnchoredPath | None = None
    passphrase_env: EnvName | None = None
    passphrase_file: AnchoredPath | None = None
    password_env: EnvName | None = None
    password_file: AnchoredPath | None = None

    @model_validator(mode="before")
    @classmethod
    def _no_secret_inside(cls, values: Any) -> Any:
        for secret in ("password", "passphrase"):
            if isinstance(values, dict) and secret in values:
                raise BadValue(
                    Text(
                        f"un {secret} ne s'écrit jamais ici : utilisez {secret}_env, {secret}_file ou agent",
                        f"a {secret} is never written here: use {secret}_env, {secret}_file or agent",
                    )
                )
        return values

    @model_validator(mode="after")
    def _can_log_in(self) -> Self:
        one_place("password", self.password_env, self.password_file)
        one_place("passphrase", self.passphrase_env, self.passphrase_file)
        if not (self.key_file or self.agent or self.password_env or self.password_file):
            raise BadValue(
                Text(
                    "rien ne permet de s'identifier : nommez key_file, agent, password_env ou password_file",
                    "nothing to log in with: name key_file, agent, password_env or password_file",
                )
            )
        return self


Door = Annotated[LocalDoor | SftpDoor, Field(discriminator="connector")]


class DropTable(Table):
    """A supplier's account: its folder, and the suppliers it may deposit for (``*``: any)."""

    name: DropName
    door: str
    folder: Folder = ""
    deposants: tuple[Deposant, ...] = Field(min_length=1)
    nom: str = ""
    """Its displayed name, for example on works pieces addressed to it; empty: the name in the pieces themselves."""
    locale: Locale | None = None
    comptes_rendus: Grouping = Grouping.DEPOT
    """Whether each deposit has its *comptes rendus* (a program may read them), or a day has one page and one CSV."""
    statuts: tuple[StatusFormat, ...] | None = None
    """Formats of the status messages to the supplier; none: only the daily status report. ``None``: CSV and CPPStatut,
    none for an account that has a page a day.
    """

    @classmethod
    def of_portal(cls, depositor: PortalDepositor) -> "DropTable":
        """That of a structure that deposits through the portal: no door, and no messages."""
        rights = (depositor.structure,)
        return cls.model_construct(name=depositor.name, door="", deposants=rights, statuts=())

    @property
    def gathered(self) -> bool:
        """Whether the account has one *compte rendu* a day."""
        return self.comptes_rendus is Grouping.JOUR

    @property
    def messages(self) -> tuple[StatusFormat, ...]:
        """The formats of its status messages."""
        if self.statuts is not None:
            return self.statuts
        return () if self.gathered else (StatusFormat.CSV, StatusFormat.CPPSTATUT)


class PesTable(Table):
    """The header of the flux of *pièces justificatives* (PES_PJ), as the recipient's public accountant knows it."""

    poste: str = Field(pattern=r"^0*[1-9A-Za-z][0-9A-Za-z]*$", max_length=7)
    """Codique of the accounting office (``IdPost``)."""
    collectivite: str = Field(pattern=r"^0*[1-9A-Za-z][0-9A-Za-z]*$", max_length=3)
    """``CodCol``."""
    budget: str = Field("", pattern=r"^[0-9A-Za-z]{0,2}$")
    """``CodBud``."""
    libelle: str = Field("", pattern=r"^(0*[^0].*)?$", max_length=38)
    """``LibelleColBud``."""
    finess: str = Field("", pattern=r"^[0-9A-Za-z]{0,20}$")
    """``FinJur``: in M21 and M22, and there only."""
    version: int = Field(1, ge=1, le=9)
    """``EnTetePES_PJ/IdVer``: 1 in the schemas 4.71."""

    def account(self) -> PesAccount:
        """As the exporter takes it."""
        return PesAccount(
            poste=self.poste,
            collectivite=self.collectivite,
            budget=self.budget,
            libelle=self.libelle.strip(),
            finess=self.finess,
            id_ver=self.version,
        )


class RecipientDoor(Table):
    """Settings of one recipient: where its folders are, the format it receives."""

    door: str | None = None
    """``None``: the door of all."""
    folder: Folder = ""
    """Empty, without a door: the folder of all."""
    format: DeliveryFormat | None = None
    """``None``: as all."""
    par_fournisseur: bool | None = None
    """``None``: as all."""
    pes: PesTable | None = None
    """For the format ``pes-pj``."""

    @model_validator(mode="after")
    def _has_an_accountant(self) -> "RecipientDoor":
        if self.format is DeliveryFormat.PES_PJ and self.pes is None:
            raise BadValue(
                Text(
                    'format = "pes-pj" demande aussi pes = { poste = ..., collectivite = ... }',
                    'format = "pes-pj" needs pes = { poste = ..., collectivite = ... } too',
                )
            )
        return self


class RecipientsTable(Table):
    """Where recipients' folders are: one door for all, and others by SIRET."""

    door: str | None = None
    folder: Folder = ""
    by_siret: dict[Siret, RecipientDoor] = Field(default_factory=dict)
    watch: bool = True
    """Whether a delivered file that is no longer in its folder counts as downloaded."""
    watch_days: int = Field(60, ge=1, le=3660)
    """A delivery older than that is no longer looked for."""
    format: DeliveryFormat = DeliveryFormat.ORIGINAL
    par_fournisseur: bool = False
    """Whether the folder of a service has a folder for each supplier, named after it."""
    readable: bool = True
    """Whether an invoice that comes as XML only is delivered with a PDF that people can read."""
    facture_json: bool = True
    """Whether each invoice is delivered with its values as JSON, for programs."""
