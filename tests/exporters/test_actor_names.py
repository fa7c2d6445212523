"""Who did something is shown by its structure, never by an account's number."""

from exporters.common.actor_names import acting_for, actor_name

SIRET = "22060001900016"
NAMES = {SIRET: "Département des Alpes", "99900011000018": "Papeterie"}


def test_an_account_of_the_portal_is_shown_as_its_structure() -> None:
    actor = f"portail:12:{SIRET}"
    assert acting_for(actor) == SIRET
    assert actor_name(actor, NAMES) == "Département des Alpes"
    assert actor_name(f"portail:12:{SIRET[:9]}", NAMES) == "Département des Alpes"
    assert actor_name(f"portail:{SIRET}", NAMES) == "Département des Alpes"
    assert actor_name("portail:3:0223:BE0123456749") == "0223:BE0123456749"
    assert actor_name(actor).replace("\u00a0", " ") == "220 600 019 00016"


def test_every_other_actor_is_shown_as_before() -> None:
    for actor in ("navette", "operateur-edi", "jdupont", SIRET):
        assert acting_for(actor) == actor
        assert actor_name(actor) == actor
    assert actor_name(SIRET, NAMES) == "Département des Alpes"
