"""The settings in ``navette.toml``. Environment variables win over it; secrets are never in it.

Precedence: ``NAVETTE_...`` variables (``NAVETTE_LEDGER__URL``), then the file, then ``hub/settings/structures.toml``.
Relative paths are relative to the file's folder.
"""

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from domain.echeance import DAYS, Delai
from domain.errors import SettingsError
from domain.portal_depositor import portal_depositor
from domain.text import Locale, Text
from hub.settings import agreement
from hub.settings.connections import Door, DropTable, RecipientsTable
from hub.settings.tables import (
    AnnuaireTable,
    ChainTable,
    DeadlinesTable,
    LedgerTable,
    NotificationTable,
    OrganismeTable,
    PortailTable,
    ReadingTable,
    ReportsTable,
    RetentionTable,
    RulesTable,
    RunTable,
    SignaturesTable,
    StoreTable,
    StructureTable,
)
from hub.settings.types import RuleName, Siret
from hub.settings.variables import NESTED, PREFIX


class Settings(BaseSettings):
    """All settings, validated as a whole."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter=NESTED,
        extra="forbid",
        frozen=True,
    )

    locale: Locale = Locale.FR
    organisme: OrganismeTable = Field(default_factory=OrganismeTable)
    ledger: LedgerTable = Field(default_factory=LedgerTable)
    store: StoreTable = Field(default_factory=StoreTable)
    annuaire: AnnuaireTable = Field(default_factory=AnnuaireTable)
    rules: RulesTable = Field(default_factory=RulesTable)
    reading: ReadingTable = Field(default_factory=ReadingTable)
    signatures: SignaturesTable = Field(default_factory=SignaturesTable)
    chain: ChainTable = Field(default_factory=ChainTable)
    structures: dict[Siret, StructureTable] = {}
    doors: dict[str, Door] = {}
    drops: tuple[DropTable, ...] = ()
    recipients: RecipientsTable = Field(default_factory=RecipientsTable)
    deadlines: DeadlinesTable = Field(default_factory=DeadlinesTable)
    reports: ReportsTable = Field(default_factory=ReportsTable)
    run: RunTable = Field(default_factory=RunTable)
    retention: RetentionTable = Field(default_factory=RetentionTable)
    portail: PortailTable = Field(default_factory=PortailTable)
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
        """The environment wins over the file."""
        del settings_cls, dotenv_settings, file_secret_settings
        return env_settings, init_settings

    @model_validator(mode="after")
    def _tables_agree(self) -> "Settings":
        agreement.check(self)
        return self

    def delai_paiement(self, siret: str) -> int:
        """Days the structure has to pay."""
        known = self.structures.get(siret)
        return known.delai_paiement if known else DAYS[Delai.PAIEMENT]

    def drop(self, name: str) -> DropTable:
        """The drop of this name, or that of a structure that deposits through the portal. Raises
        :class:`SettingsError` when there is none.
        """
        if depositor := portal_depositor(name):
            return DropTable.of_portal(depositor)
        for drop in self.drops:
            if drop.name == name:
                return drop
        known = ", ".join(drop.name for drop in self.drops)
        raise SettingsError(
            Text(f"Il n'y a pas de compte de dépôt « {name} ».", f"There is no drop “{name}”."),
            Text(f"Comptes des réglages : {known or 'aucun'}.", f"Drops of the settings: {known or 'none'}."),
        )
