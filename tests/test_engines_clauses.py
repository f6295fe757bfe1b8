"""Long inputs in parts: nothing lost, nothing too long, parted where a reader would."""

from hypothesis import given
from hypothesis import strategies as st

from polnews.engines._clauses import split_long
from polnews.engines._loops import is_looping, repeated

TEXT = st.lists(
    st.sampled_from(
        ["Der", "Rat", "tagt", "z.", "B.", "ein", "sehrlangeswort" * 3, ",", ";", ".", "–", "a_b"]
    ),
    max_size=80,
)


@given(words=TEXT, limit=st.integers(1, 60))
def test_nothing_is_lost_and_nothing_is_too_long(words: list[str], limit: int) -> None:
    text = " ".join(words)
    parts = split_long(text, limit, len)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(len(part) <= limit for part in parts) or parts == [text] == [""]


def test_at_sentence_ends_first() -> None:
    text = "Der Rat tagt heute. Die Kommission wartet, wie immer. Das Parlament schweigt."
    assert split_long(text, 60, len) == [
        "Der Rat tagt heute.",
        "Die Kommission wartet, wie immer.",
        "Das Parlament schweigt.",
    ]


def test_then_at_clause_ends_then_at_commas() -> None:
    assert split_long("eins, zwei; drei, vier", 12, len) == ["eins, zwei;", "drei, vier"]
    assert split_long("eins zwei, drei vier", 12, len) == ["eins zwei,", "drei vier"]


def test_parts_are_about_equally_long() -> None:
    lengths = [len(part) for part in split_long(", ".join(["wort"] * 100), 150, len)]
    assert max(lengths) <= 150
    assert min(lengths) >= 75


def test_what_fits_stays_whole() -> None:
    assert split_long("Der Rat tagt. Heute.", 20, len) == ["Der Rat tagt. Heute."]


def test_people_say_things_twice() -> None:
    assert repeated(["cada", "vez", "cada", "vez", "mais"]) == 0
    assert is_looping(["cada", "vez", "cada", "vez", "cada", "vez", "mais"], ["immer", "mehr"])


def test_loops_of_any_length_to_sixteen() -> None:
    for length in range(1, 17):
        phrase = [str(number) for number in range(length)]
        assert is_looping(phrase * 4, ["x"])


def test_an_ellipsis_is_no_loop() -> None:
    assert not is_looping(["wait", ".", ".", "."], ["warte"])
