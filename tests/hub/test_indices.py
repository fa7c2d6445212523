"""The folder of hints: one YAML file a supplier, refused with its reason when it cannot be used."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.errors import SettingsError
from domain.reading_hints import PageBox, ReadingHint, ReadingHints
from hub import settings
from hub.context import reading_hints
from hub.context.terms import Terms
from hub.settings import ReadingTable
from tests.english import english

GOOD = """
numero_engagement:
  libelles: ["Votre dossier", "Réf. interne"]
code_service:
  cadre: {page: 1, gauche: 320, haut: 110, droite: 560, bas: 125}
"""
HINTS = ReadingHints(
    siren="552100554",
    champs=(
        ReadingHint(champ="numero_engagement", libelles=("Votre dossier", "Réf. interne")),
        ReadingHint(champ="code_service", cadre=PageBox(gauche=320, haut=110, droite=560, bas=125)),
    ),
)


def test_the_example_is_read_and_travels_with_the_terms(tmp_path: Path) -> None:
    (tmp_path / "552100554.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "lisez-moi.txt").write_text("rien", encoding="utf-8")
    assert reading_hints.opened(tmp_path) == (HINTS,)
    chosen = settings.defaults().model_copy(update={"reading": ReadingTable(hints=tmp_path)})
    terms = Terms.of(chosen, rights=None, now=datetime(2026, 11, 21, tzinfo=UTC))
    assert terms.bare.reading_options.indices == (HINTS,)


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "552100554.yaml"
    file.write_text(GOOD, encoding="utf-8")
    assert reading_hints.opened(tmp_path) == (HINTS,)
    file.write_text("numero_marche: {libelles: [Notre affaire]}\n", encoding="utf-8")
    assert reading_hints.opened(tmp_path)[0].champs == (
        ReadingHint(champ="numero_marche", libelles=("Notre affaire",)),
    )


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("552100554.yaml", "numero: {libelles: [x y]}", "numero is none of"),
        ("552100554.yaml", "siret_fournisseur: {cadre: {gauche: 1, haut: 1, droite: 2, bas: 2}}", "no cadre"),
        ("552100554.yaml", "code_service: {cadre: {gauche: a, haut: 1, droite: 2, bas: 2}}", "gauche"),
        ("552100554.yaml", "code_service: [", "flow node"),
        ("552100554.yaml", "!!python/object/apply:os.system [ls]", "constructor"),
        ("552100554.yaml", "- numero_engagement", "dict"),
        ("552100554.yaml", "code_service: {cadre: {gauche: 9, haut: 1, droite: 2, bas: 2}}", "gauche must be less"),
        ("552100554.yaml", "code_service: {cadre: {gauche: .nan, haut: 1, droite: 2, bas: 2}}", "finite"),
        ("552100554.yaml", "code_service: {libelles: ['12']}", "libelles"),
        ("552100554.yaml", "code_service: {libelle: [Service]}", "libelle"),
        ("552100554.yaml", f"code_service: {{libelles: [{'x, ' * 60}]}}", "libelles"),
        ("552100554.yaml", "[" * 30_000, "recursion"),
        ("552100554.yaml", "# rien\n" * 20_000, "bytes"),
        ("dupont.yaml", GOOD, "SIREN"),
        ("552100555.yaml", GOOD, "SIREN"),
    ],
)
def test_what_cannot_be_used_has_its_reason(tmp_path: Path, name: str, text: str, reason: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, check=english(reason)) as told:
        reading_hints.opened(tmp_path)
    assert name in told.value.message.en and "Correct the file" in told.value.remedy.en


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, check=english("hints")):
        reading_hints.opened(tmp_path / "rien")
