"""Settings are checked once and wrong ones are named in a sentence."""

import stat

import pytest

from config import Config, SettingError


def read(tmp_path, **environ: str) -> Config:
    return Config.from_env({"INSTANCE": str(tmp_path), **environ})


def test_the_defaults_suit_a_trial_on_one_laptop(tmp_path):
    config = read(tmp_path)
    assert config.database_url == f"sqlite:///{tmp_path}/workshop.db"
    assert config.public_url == "http://127.0.0.1:5000"
    assert not config.is_secure


def test_the_secret_key_is_made_once(tmp_path):
    assert read(tmp_path).secret_key == read(tmp_path).secret_key


def test_the_secret_key_is_readable_by_the_owner_only(tmp_path):
    read(tmp_path)
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_an_emptied_secret_key_stops_the_start(tmp_path):
    (tmp_path / "secret-key").write_text("")
    with pytest.raises(SettingError, match="INSTANCE"):
        read(tmp_path)


def test_https_makes_cookies_secure(tmp_path):
    assert read(tmp_path, PUBLIC_URL="https://workshop.example.org/").is_secure


def test_a_public_address_is_the_only_origin(tmp_path):
    config = read(tmp_path, PUBLIC_URL="https://workshop.example.org")
    assert config.allowed_origins == ["https://workshop.example.org"]


def test_further_origins_come_after_it(tmp_path):
    config = read(tmp_path, PUBLIC_URL="https://a.example", ORIGINS="https://b.example, http://c:81")
    assert config.allowed_origins == ["https://a.example", "https://b.example", "http://c:81"]


def test_an_address_for_all_names_one_that_phones_can_reach(tmp_path):
    assert "0.0.0.0" not in read(tmp_path, HOST="0.0.0.0").public_url


def test_a_desktop_list_of_languages_is_understood(tmp_path):
    assert read(tmp_path, LANGUAGE="fr_FR:en_US.UTF-8:de").language == "en"


def test_postgres_is_spoken_to_by_one_driver(tmp_path):
    url = read(tmp_path, DATABASE_URL="postgres://u:p@db/name").database_url
    assert url == "postgresql+psycopg2://u:p@db/name"


def test_a_legal_text_may_stand_in_a_file(tmp_path):
    file = tmp_path / "imprint.md"
    file.write_text("Landkreis Coburg")
    config = read(tmp_path, IMPRINT=str(file), ORGANISER="Universität")
    assert config.imprint == "Landkreis Coburg"
    assert config.missing_legal == ["PRIVACY", "ACCESSIBILITY"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "٣"),
        ("PORT", "50x"),
        ("DATABASE_URL", "mysql://somewhere"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "postgresql://u:p@db:many/name"),
        ("SECRET_KEY", "short"),
        ("PUBLIC_URL", "workshop.example.org"),
        ("PUBLIC_URL", "https://workshop.example.org/path"),
        ("ORIGINS", "*"),
        ("ORIGINS", "[]"),
        ("ORIGINS", "https://a.example,*"),
        ("PROXY_HOPS", "-1"),
        ("LANGUAGE", "fr"),
        ("TIMEZONE", "Coburg"),
        ("IMPRINT", "/nowhere/imprint.md"),
        ("TRANSPORT", "pigeon"),
        ("LOG_LEVEL", "loud"),
    ],
)
def test_a_wrong_value_names_its_setting(tmp_path, name, value):
    with pytest.raises(SettingError) as caught:
        read(tmp_path, **{name: value})
    assert caught.value.setting == name
    assert " / " in caught.value.sentence


@pytest.mark.parametrize(
    ("environ", "is_plain"),
    [
        ({}, False),
        ({"PUBLIC_URL": "https://workshop.example.org"}, False),
        ({"PUBLIC_URL": "http://workshop.example.org"}, True),
        ({"HOST": "0.0.0.0"}, True),  # noqa: S104
        ({"ORIGINS": "http://192.168.0.7:5000"}, True),
        ({"PROXY_HOPS": "1"}, True),
    ],
)
def test_a_connection_can_be_read_unless_it_is_encrypted_or_never_leaves_the_computer(tmp_path, environ, is_plain):
    assert Config.from_env({"INSTANCE": str(tmp_path), **environ}).is_plain is is_plain
