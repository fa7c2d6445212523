"""What documents are checked against, small enough to be sent to another process; the directory is opened there."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import annuaire as directory
from domain.finding import Pack
from domain.reading_options import ReadingOptions
from domain.structure import Annuaire
from domain.text import Text
from hub.context import reading_hints, trust_list
from hub.settings import DropTable, Settings, StructureTable
from validators import Context
from validators.engine.context import Demand, StructurePatterns

EVERYBODY = "*"
"""In an account's ``deposants``: any supplier, hence nobody in particular."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """A context whose directory is still a folder; ``None``: there is no directory."""

    annuaire: Path | None
    bare: Context
    """The context without its directory and its trust list."""
    trust_list: Path | None = None
    """The folder of the trust list; ``None``: there is none."""

    @classmethod
    def of(
        cls,
        settings: Settings,
        *,
        rights: frozenset[str] | None,
        now: datetime,
        packs: frozenset[Pack] | None = None,
        versions: Mapping[Pack, str] | None = None,
        annuaire: Path | None = None,
        acteurs: Iterable[str] = (),
    ) -> "Terms":
        """The terms of the settings for an account with ``rights`` (``None``: no rights are checked).

        ``packs``, their ``versions`` and ``annuaire`` win over the settings' own; packs named in ``packs`` are applied
        to every document, whatever they would apply to by themselves. Raises :class:`domain.errors.SettingsError` for
        a trust list or hints that cannot be read. ``acteurs`` have an account of works pieces in the portal: they are
        answered for, beside those of the settings.
        """
        folder = annuaire or settings.annuaire.folder
        bare = Context(
            now=now,
            rights=rights,
            acteurs=dict.fromkeys(acteurs, "") | _acteurs(settings.drops),
            patterns={siret: _patterns(table) for siret, table in settings.structures.items()},
            packs=packs if packs is not None else frozenset(settings.rules.packs),
            asked=packs or frozenset(),
            versions=dict(settings.rules.versions) | dict(versions or {}),
            severities=dict(settings.rules.severities),
            reading_options=_reading_options(settings),
        )
        trusted = settings.signatures.trust
        if trusted is not None:
            trust_list.opened(trusted)
        return cls(annuaire=folder if folder.is_dir() else None, bare=bare, trust_list=trusted)


def _reading_options(settings: Settings) -> ReadingOptions:
    reading = settings.reading
    return ReadingOptions(
        compare_page=settings.rules.compare_page,
        ocr=reading.ocr,
        ocr_lang=reading.ocr_lang,
        indices=reading_hints.opened(reading.hints) if reading.hints is not None else (),
    )


def context_of(terms: Terms) -> Context:
    """The context itself, with the directory as it is on disk now; opened once a process and version.

    Raises :class:`domain.errors.AnnuaireError` when the directory's files are broken, ``SettingsError`` when those of
    the trust list are.
    """
    if terms.annuaire is None and terms.trust_list is None:
        return terms.bare
    annuaire = _opened(terms.annuaire, _version(terms.annuaire)) if terms.annuaire else None
    return replace(
        terms.bare,
        annuaire=annuaire,
        reading_options=replace(terms.bare.reading_options, annuaire=annuaire),
        trust_list=trust_list.opened(terms.trust_list) if terms.trust_list else terms.bare.trust_list,
    )


def _acteurs(drops: Sequence[DropTable]) -> dict[str, str]:
    """The account holders by SIRET or SIREN, with the name in the settings if any; the first account with it gives
    the name.
    """
    named: dict[str, str] = {}
    for drop in drops:
        for identifier in drop.deposants:
            if identifier != EVERYBODY:
                named.setdefault(identifier, drop.nom)
    return named


def _version(folder: Path) -> tuple[tuple[str, int, int], ...]:
    return tuple(sorted((f.name, f.stat().st_mtime_ns, f.stat().st_size) for f in folder.iterdir() if f.is_file()))


@lru_cache(maxsize=2)
def _opened(folder: Path, version: tuple[tuple[str, int, int], ...]) -> Annuaire:
    del version
    return directory.load(folder)


def _patterns(table: StructureTable) -> StructurePatterns:
    return StructurePatterns(
        code_service=_demand(
            table.code_service, table.code_service_fr, table.code_service_en, mandatory=table.code_service_required
        ),
        engagement=_demand(
            table.engagement, table.engagement_fr, table.engagement_en, mandatory=table.engagement_required
        ),
        marche=_demand(table.marche, table.marche_fr, table.marche_en, mandatory=False),
    )


def _demand(pattern: str | None, fr: str, en: str, *, mandatory: bool) -> Demand:
    return Demand(
        mandatory=mandatory,
        pattern=re.compile(pattern) if pattern else None,
        explanation=Text(fr or en, en or fr) if fr or en else None,
    )
