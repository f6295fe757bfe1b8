"""Names: persons, bodies and countries; grouping across spellings and scripts."""

import pytest

from polnews.mentions import ActorMention, find_actors, group_actors, same_name, transliterate


def kinds(text, language):
    return {hit.text: hit.kind for hit in find_actors(text, language)}


@pytest.mark.parametrize(
    ("language", "text", "country"),
    [
        ("de", "Luxemburgs Regierung zahlt.", "Luxemburgs"),
        ("en", "It is Luxembourg's turn.", "Luxembourg"),
        ("it", "Il governo del Lussemburgo paga.", "Lussemburgo"),
        ("pt", "O executivo do Luxemburgo paga.", "Luxemburgo"),
        ("bg", "Правителството на Люксембург плаща.", "Люксембург"),
    ],
)
def test_countries_have_their_code_in_every_language(language, text, country):
    hit = next(hit for hit in find_actors(text, language) if hit.kind == "country")
    assert (hit.text, hit.code) == (country, "LU")


def test_a_family_name_is_found_again_alone():
    text = "Ministerin Tadeja Hrovatin sprach. Später reiste Hrovatin ab."
    assert [hit.text for hit in find_actors(text, "de") if hit.kind == "person"] == [
        "Tadeja Hrovatin",
        "Hrovatin",
    ]


def test_a_word_also_seen_in_lower_case_is_no_name():
    assert kinds("Costs rise. The costs are high.", "en") == {}


def test_german_nouns_are_no_names():
    assert (
        kinds("Die Verteidigungsausgaben steigen, sagt der Bericht über Haushalt und Wirtschaft.", "de") == {}
    )


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Фриден", "Фридън"),
        ("Люк Фриден", "Luc Frieden"),
        ("Зузана Крайчикова", "Zuzana Krajčíková"),
        ("Petrow", "Петров"),
        ("Жан-Клод Юнкер", "Jean-Claude Juncker"),
        ("Урсула фон дер Лайен", "Ursula von der Leyen"),
        ("Джорджо Мелони", "Giorgio Meloni"),
    ],
)
def test_one_name_in_two_writings(left, right):
    assert same_name(left, right)
    assert same_name(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ana Costa", "Ana Rossi"),
        ("Иванов", "Петров"),
        ("Rossi", "Russo"),
        ("Anna Berg", "Anton Berg"),
        ("Sofia", "Skopje"),
    ],
)
def test_two_names_stay_two(left, right):
    assert not same_name(left, right)


def test_transliteration_follows_the_bulgarian_law():
    assert transliterate("Пловдив, Щъркелово, Юндола") == "Plovdiv, Shtarkelovo, Yundola"


def test_mentions_in_many_languages_make_one_actor():
    spellings = ["Тадея Хроватин", "Tadeja Hrovatin", "Hrovatin", "Hrovatins"]
    mentions = [ActorMention(at, at + 1, name, "person") for at, name in enumerate(spellings)]
    actors = group_actors(mentions)
    assert [len(actor.mentions) for actor in actors] == [4]


def test_countries_group_by_code_and_acronyms_with_full_names():
    actors = group_actors(
        [
            ActorMention(0, 1, "Polen", "country", "PL"),
            ActorMention(2, 3, "Полша", "country", "PL"),
            ActorMention(4, 5, "National Statistical Institute", "organisation"),
            ActorMention(6, 7, "NSI", "organisation"),
        ]
    )
    assert [len(actor.mentions) for actor in actors] == [2, 2]
