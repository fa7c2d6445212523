"""Each channel is notified once of each event, by a real mail server and web hook; its secrets appear nowhere."""

import ast
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path

import pytest

from domain.errors import AccessRefused, SettingsError
from domain.status import Status
from domain.text import Text
from flows import steps
from hub import settings
from hub.notify.apprise_channels import fitting, hidden, of_message
from hub.notify.digests import attempt, notify
from hub.runtime.run_counts import RunCounts
from hub.runtime.station import Station, open_station
from hub.runtime.troubles import Trouble
from samples.make import cases
from tests.as_read import as_read
from tests.english import english
from tests.hub import inline
from tests.hub.posts import Post, mail_server, web_hook
from tests.hub.world import ALONE, World, lay_out

SAMPLES = {case.name: case.content for found in cases().values() for case in found}
REGION = "22220001600327"
TOKEN = "Jeton-Tres-Secret-42"
SILENT = Text("sftp.exemple.fr ne répond pas", "sftp.exemple.fr does not answer")


@pytest.fixture
def mail() -> Iterator[Post]:
    with mail_server() as post:
        yield post


@pytest.fixture
def hook() -> Iterator[Post]:
    with web_hook() as post:
        yield post


def told_world(home: Path, channels: str) -> World:
    """A night of two accepted invoices, a refused one and an unreadable one of one account, and one of another."""
    world = lay_out(home, run=ALONE, tables=channels)
    for name in ("ubl-facture.xml", "cii-avoir.xml", "ttc-faux.xml", "tronquee.xml"):
        world.drop("operateur-edi", name, SAMPLES[name])
    return world


def channel(name: str, url: str, home: Path, more: str = "") -> str:
    (home / f"{name}.url").write_text(f"# le canal {name}\n\n{url}\n", encoding="utf-8")
    return f'[notifications.{name}]\nurl_file = "{name}.url"\ntimeout = 5.0\n{more}\n'


def place_of(world: World) -> Station:
    open_station.cache_clear()
    return steps.here(world.config)


def night(world: World, later: timedelta = timedelta()) -> RunCounts:
    """A night, and its notifications as the flow gives them."""
    all_counts = inline.night(world.config)
    place = place_of(world)
    now = place.clock() + later
    return notify(replace(place, clock=lambda: now), all_counts)


def mail_url(post: Post, more: str = "") -> str:
    return f"mailto://127.0.0.1:{post.port}?from=navette@exemple.fr&to=finances@exemple.fr{more}"


def hook_url(post: Post) -> str:
    return f"json://127.0.0.1:{post.port}/{TOKEN}"


def test_an_operator_gets_one_mail_a_night_with_what_to_do(tmp_path: Path, mail: Post) -> None:
    world = told_world(tmp_path, channel("exploitation", mail_url(mail), tmp_path))
    assert night(world) == RunCounts(drop="avis")
    (message,) = mail.mails
    assert "Navette : 2 refus" in message["Subject"]
    text = message.get_body(("plain",))
    page = message.get_body(("html",))
    assert text is not None
    assert page is not None
    for said in (text.get_content(), as_read(page.get_content())):
        assert "Rejetée : facture" in said
        assert "tronquee.xml" in said
        assert "Mise à disposition : 2" in said
        assert "et" in said
    assert "<script" not in page.get_content()
    assert "http" not in page.get_content().replace("http-equiv", "")


def test_nothing_happened_nothing_is_sent(tmp_path: Path, mail: Post, hook: Post) -> None:
    tables = channel("mail", mail_url(mail), tmp_path) + channel("hook", hook_url(hook), tmp_path)
    world = told_world(tmp_path, tables)
    night(world)
    assert (len(mail.mails), len(hook.hooks)) == (1, 1)
    night(world)
    night(world)
    assert (len(mail.mails), len(hook.hooks)) == (1, 1)


def test_each_gets_its_own_invoices(tmp_path: Path, hook: Post) -> None:
    with web_hook() as other, web_hook() as structure:
        tables = channel("edi", hook_url(hook), tmp_path, 'for_drops = ["operateur-edi"]')
        tables += channel("papeterie", hook_url(other), tmp_path, 'for_drops = ["papeterie"]')
        world = told_world(tmp_path, tables)
        night(world)
        assert len(hook.hooks) == 1
        assert other.hooks == []
        ((siret,),) = world.ask("select distinct route_siret from documents where route_siret is not null limit 1")
        text = world.config.read_text(encoding="utf-8")
        tables = channel("region", hook_url(structure), tmp_path, f'for_structures = ["{siret}"]')
        world.config.write_text(text + tables, encoding="utf-8")
        night(world)
        (told,) = structure.hooks
        assert "refus" not in told["title"], "what was refused at integration never reached it"
        assert "Mise à disposition" in told["message"]
        assert len(hook.hooks) == 1


def test_a_reader_chooses_its_subjects_and_its_language(tmp_path: Path, hook: Post) -> None:
    world = told_world(tmp_path, channel("en", hook_url(hook), tmp_path, 'locale = "en"\nevents = ["suspension"]'))
    night(world)
    assert hook.hooks == []
    ledger = world.ledger()
    ((id_, number),) = world.ask(
        "select invoice_id, numero_facture from documents where status = 'MISE_A_DISPOSITION' limit 1"
    )
    ledger.lifecycle.change(
        int(str(id_)), Status.SUSPENDUE, REGION, "Il manque @everyone le <bon> de\nlivraison", place_of(world).clock()
    )
    night(world)
    (told,) = hook.hooks
    assert told["title"] == "Navette: 1 suspension"
    assert f"invoice {number} by" in told["message"]
    assert "Il manque @\u2060everyone le ‹bon› de livraison" in told["message"]


def test_a_channel_that_fails_gets_everything_by_the_next_run(tmp_path: Path, hook: Post) -> None:
    world = told_world(tmp_path, channel("webhook", hook_url(hook), tmp_path))
    hook.refuses = True
    (remark,) = night(world).remarks
    assert remark.fr.startswith("avis:webhook : ")
    assert TOKEN not in remark.fr + remark.en
    hook.refuses = False
    assert night(world) == RunCounts(drop="avis")
    (told,) = hook.hooks
    assert "2 refus" in told["title"]


@pytest.mark.parametrize("trouble", ["closed", "slow", "refuses", "no-url", "no-secret", "not-a-url"])
def test_no_channel_ever_stops_a_night_nor_shows_its_secret(
    tmp_path: Path, mail: Post, hook: Post, trouble: str, caplog: pytest.LogCaptureFixture
) -> None:
    urls = {
        "closed": f"json://navette:{TOKEN}@127.0.0.1:1/{TOKEN}",
        "slow": hook_url(hook),
        "refuses": mail_url(mail, f"&user=navette&pass={TOKEN}").replace("&user=navette", ""),
        "not-a-url": f"nothing-{TOKEN}",
    }
    hook.slow, mail.refuses = 3.0 if trouble == "slow" else 0.0, True
    tables = channel("a", urls.get(trouble, ""), tmp_path, "").replace("timeout = 5.0", "timeout = 0.5")
    world = told_world(
        tmp_path, tables + channel("b", f"json://127.0.0.1:{hook.port}/ici", tmp_path).replace("5.0", "9.0")
    )
    if trouble == "no-secret":
        (tmp_path / "a.url").unlink()
    with caplog.at_level(logging.DEBUG):
        done = night(world)
    assert done.troubles == ()
    (remark,) = done.remarks
    assert remark.fr.startswith("avis:a : ")
    assert TOKEN not in remark.fr + remark.en + caplog.text
    assert [told["path"] for told in hook.hooks if told["path"] == "/ici"] == ["/ici"], "the other channel is told"
    assert TOKEN.encode() not in (tmp_path / "navette.db").read_bytes()


def test_troubles_are_for_operators_and_sent_once_a_day(tmp_path: Path, hook: Post) -> None:
    with web_hook() as operator:
        tables = channel("operateur", hook_url(operator), tmp_path)
        tables += channel("edi", hook_url(hook), tmp_path, 'for_drops = ["operateur-edi"]')
        world = lay_out(tmp_path, run=ALONE, tables=tables)
        place = place_of(world)
        drop_counts = RunCounts(drop="operateur-edi", troubles=(Trouble(text=SILENT),))
        for hours in (0, 1, 2):
            moment = place.clock() + timedelta(hours=hours)
            notify(replace(place, clock=lambda moment=moment: moment), [drop_counts])
        assert [told["title"] for told in operator.hooks] == ["Navette : 1 incident"]
        assert SILENT.fr in operator.hooks[0]["message"]
        late = replace(place, clock=lambda: moment + timedelta(days=2))
        notify(late, [drop_counts])
        assert len(operator.hooks) == 2
        notify(late, [])
        notify(late, [drop_counts])
        assert len(operator.hooks) == 3, "it had gone, and is back"
        assert hook.hooks == []


def test_the_troubles_of_one_cause_are_one_line_with_their_count(tmp_path: Path, hook: Post) -> None:
    world = lay_out(tmp_path, run=ALONE, tables=channel("operateur", hook_url(hook), tmp_path))
    words = Text("Le dossier de {name} est fermé. " + "Voyez ses droits. " * 30, "The folder of {name} is closed.")
    faults = [AccessRefused.about(f"f-{rank}.xml", words) for rank in range(9)]
    notify(place_of(world), [RunCounts(drop="papeterie", troubles=tuple(map(Trouble.of, faults)))])
    (told,) = hook.hooks
    assert told["title"] == "Navette : 1 incident"
    assert told["message"].count("f-0.xml est fermé") == 1
    assert "(de même pour 'f-1.xml', 'f-2.xml', 'f-3.xml' et 5 de plus)" in told["message"]


def test_a_channel_may_rest_between_two_digests(tmp_path: Path, hook: Post) -> None:
    world = told_world(tmp_path, channel("calme", hook_url(hook), tmp_path, "pause_hours = 20"))
    night(world)
    world.drop("operateur-edi", "autre.xml", SAMPLES["date-future.xml"])
    night(world, later=timedelta(hours=2))
    assert len(hook.hooks) == 1
    night(world, later=timedelta(hours=21))
    assert len(hook.hooks) == 2


def test_every_url_of_a_channel_is_notified_on_its_own(tmp_path: Path, mail: Post, hook: Post) -> None:
    hook.refuses = True
    world = told_world(tmp_path, channel("deux", f"{mail_url(mail)}\n{hook_url(hook)}", tmp_path))
    (remark,) = night(world).remarks
    assert remark.fr.startswith("avis:deux:2 : ")
    hook.refuses = False
    night(world)
    assert (len(mail.mails), len(hook.hooks)) == (1, 1), "who was told is not told again"


def test_a_secret_from_the_environment(tmp_path: Path, hook: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LE_CANAL", hook_url(hook))
    world = lay_out(tmp_path, run=ALONE, tables='[notifications.essai]\nurl_env = "LE_CANAL"\n')
    (answer,) = attempt(place_of(world), "essai")
    assert answer.fault is None
    (told,) = hook.hooks
    assert "essai" in told["title"]
    with pytest.raises(SettingsError, check=english("essai")):
        attempt(place_of(world), "autre")


@pytest.mark.parametrize(
    ("table", "word"),
    [
        ('url = "json://x/S3CRET"', "url_env or url_file"),
        ("", "url_env and url_file"),
        ('url_env = "A"\nurl_file = "b"', "url_env and url_file"),
        ('url_env = "A"\nfor_drops = ["inconnu"]', "inconnu"),
        ('url_env = "A"\nevents = ["tout"]', "events"),
    ],
)
def test_a_channel_that_cannot_be_used_is_refused_and_repeats_no_secret(tmp_path: Path, table: str, word: str) -> None:
    (tmp_path / "navette.toml").write_text(f"[notifications.x]\n{table}\n", encoding="utf-8")
    with pytest.raises(SettingsError, check=english(word)) as refused:
        settings.load(tmp_path / "navette.toml")
    assert "S3CRET" not in "".join(refused.value.text)


@pytest.mark.parametrize(
    "url",
    [
        "slack://TokenA123/TokenB456/TokenC789/#canal",
        f"mailtos://moi:{TOKEN}@smtp.exemple.fr/?to=a@b.fr",
        "tgram://1234:abcd_efg/5678",
    ],
)
def test_no_piece_of_a_url_is_shown(url: str) -> None:
    said = f"Failed to reach {url} ; again {url.upper()}"
    told = hidden(said, url)
    for piece in ("TokenA123", "TokenC789", TOKEN, "smtp.exemple.fr", "abcd_efg", "5678"):
        assert piece.lower() not in told.lower()
    assert told.startswith("Failed to reach ")


def test_a_digest_too_long_for_a_chat_is_cut_after_a_whole_line() -> None:
    text = "\n".join(f"ligne {n}" for n in range(100))
    assert fitting(text, 50) == "\n".join([*(f"ligne {n}" for n in range(6)), "…"])
    assert fitting("court", 50) == "court"


def warnings_of_apprise() -> list[str]:
    """The sentences that the services of Apprise log as warnings, as their sources have them."""
    folder = Path(str(find_spec("apprise").submodule_search_locations[0])) / "plugins"  # type: ignore[union-attr,index]
    found: set[str] = set()
    for name in ("custom_json.py", "custom_form.py", "email/base.py", "slack.py", "telegram.py"):
        for node in ast.walk(ast.parse((folder / name).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "self.logger.warning":
                words = [one.value for one in ast.walk(node.args[0]) if isinstance(one, ast.Constant)]
                found.add("".join(word for word in words if isinstance(word, str)))
    return sorted(found)


@pytest.mark.parametrize("said", warnings_of_apprise())
def test_what_apprise_says_is_a_french_sentence_or_quoted_as_a_detail(said: str) -> None:
    french = of_message(said)
    assert french != said
    assert said not in french or f"détail : « {said} »" in french


def test_the_code_of_a_refusal_stays() -> None:
    assert of_message("Failed to send JSON notification: Not found, error=404.") == "le service a répondu HTTP 404"
    assert of_message("A Connection error occurred sending JSON notification to x.") == "le service est injoignable"
