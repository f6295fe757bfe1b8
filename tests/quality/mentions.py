"""Scores of the mention finders: written cases in five languages, and annotated sets where they are at hand.

Run `python tests/quality/mentions.py` for all tables; `--errors dates de` lists the written cases of a kind
and language that fail; `--pin` writes the scores as new floors (never below the old ones unless `--lower` is
given too). The annotated sets are read from $POLNEWS_DEV_DATA, or from ../shared/dev beside the project; they
measure, nothing is fitted on them.
"""

import argparse
import datetime as dt
import hashlib
import json
import os
import re
from decimal import Decimal
from pathlib import Path

from polnews.mentions import find_actors, find_amounts, find_dates, find_quotes

PROJECT = Path(__file__).parents[2]
CASES = PROJECT / "tests" / "golden" / "mentions"
FLOORS = Path(__file__).with_name("mentions_floors.json")
LANGUAGES = ("bg", "de", "en", "it", "pt")
KINDS = ("dates", "amounts", "names", "quotes")
REFERENCE = dt.date(2026, 3, 12)  # the reference day stated in the headers of the written cases
_MARK = re.compile(r"\{([^{}=]*)=([^{}]*)\}")


def dev_data():
    """Return the folder of the annotated sets, or None when it is not there."""
    folder = Path(os.environ.get("POLNEWS_DEV_DATA") or PROJECT.parent / "shared" / "dev")
    return folder if folder.is_dir() else None


def read_cases(kind, language):
    """Return the written cases: the plain text and its marks as (start, end, text, label)."""
    cases = []
    for line in (CASES / f"{kind}.{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        plain, marks, at = "", [], 0
        for match in _MARK.finditer(line):
            plain += line[at : match.start()]
            marks.append((len(plain), len(plain) + len(match[1]), match[1], match[2]))
            plain += match[1]
            at = match.end()
        cases.append((plain + line[at:], marks))
    return cases


def _overlap(one, two):
    return one[0] < two[1] and two[0] < one[1]


def dates_right(text, marks, language):
    """Right when exactly the expected values are found, in order, each where it stands."""
    found = find_dates(text, language, reference=REFERENCE)
    expected = [(mark, value) for mark in marks for value in mark[3].split()]
    return [hit.value for hit in found] == [value for _, value in expected] and all(
        _overlap((hit.start, hit.end), mark) for hit, (mark, _) in zip(found, expected, strict=True)
    )


def _amount_fits(hit, label):
    value, _, unit = label.strip().partition(" ")
    if value in ("ordinal", "legal"):
        return hit.kind == value
    if unit == "legal":
        return hit.kind == "legal" and hit.unit == value
    low, _, high = value.partition("..")
    same = hit.value == Decimal(low) and hit.upper == (Decimal(high) if high else None)
    if unit == "time":
        return same and hit.kind == "time"
    return same and (hit.unit == unit if unit else hit.kind == "count")


def amounts_right(text, marks, language):
    """Right when exactly the expected numbers are found, in order, with unit and kind."""
    found = find_amounts(text, language)
    expected = [(mark, label) for mark in marks for label in mark[3].split(";")]
    return len(found) == len(expected) and all(
        _amount_fits(hit, label) and _overlap((hit.start, hit.end), mark)
        for hit, (mark, label) in zip(found, expected, strict=True)
    )


def names_right(text, marks, language):
    """Right when every expected name has its exact span and kind, and no other name is claimed."""
    found = {(hit.start, hit.end): hit.kind for hit in find_actors(text, language) if hit.kind != "office"}
    for start, end, _, kind in marks:
        hit = found.pop((start, end), None)
        if hit != kind and not (kind == "place" and hit == "other"):
            return False
    return all(kind == "other" for kind in found.values())


def quotes_right(text, marks, language):
    """Right when exactly the expected quotations are found, with exact spans, kind and speaker."""
    found = find_quotes(text, language)
    if [(hit.start, hit.end) for hit in found] != [mark[:2] for mark in marks]:
        return False
    return all(_speaker_fits(hit, label) for hit, (_, _, _, label) in zip(found, marks, strict=True))


def _speaker_fits(hit, label):
    if hit.direct == label.startswith("!"):
        return False
    wanted = label.lstrip("!").lower()
    return wanted == "?" or (hit.speaker is not None and wanted in hit.speaker.lower())


RIGHT = {"dates": dates_right, "amounts": amounts_right, "names": names_right, "quotes": quotes_right}


def written_scores():
    """Return the share of written cases that are right, by kind and language."""
    return {
        kind: {
            language: round(
                sum(RIGHT[kind](text, marks, language) for text, marks in read_cases(kind, language))
                / len(read_cases(kind, language)),
                4,
            )
            for language in LANGUAGES
        }
        for kind in KINDS
    }


def _f1(hits, wrong, missed):
    precision, recall = hits / max(1, hits + wrong), hits / max(1, hits + missed)
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / max(1e-9, precision + recall), 4),
    }


# --- dates of German news (KRAUTS) ---

_CALENDAR = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?|-(?:SP|SU|FA|WI|Q\d))?$")
_LEAD = re.compile(
    r"(?i)(?:(?:der|die|das|dem|den|des|im|in|am|vom|von|jahre?s?|anfang|mitte|ende|beginn)\s+)+(?=\S)"
)


def _core(text, start, end):
    """Leave articles, prepositions and "Anfang" out of a span: the annotators did so in part of the cases."""
    lead = _LEAD.match(text[start:end])
    return (start + lead.end() if lead else start), end - text[start:end].endswith(".")


def date_scores(folder):
    """Score dates by span and value over calendar expressions; the rest is reported apart.

    A range counts as its two ends, because the annotation has no ranges. Finds on top of an annotated
    duration, set or vague expression are left out, as those are.
    """
    hits = wrong = missed = apart = value_only = 0
    for line in (folder / "dates-de" / "dates.jsonl").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        text = document["text"]
        wanted, others = {}, []
        for gold in document["timex"]:
            value = gold["value"].strip().replace("_", "-")
            if gold["type"] == "DATE" and _CALENDAR.match(value):
                wanted[_core(text, gold["start"], gold["end"])] = value
            else:
                others.append((gold["start"], gold["end"]))
        for start, end, value in _date_finds(document, wanted):
            span = _core(text, start, end)
            if wanted.get(span) == value:
                hits += 1
                del wanted[span]
            elif any(_overlap((start, end), other) for other in others):
                apart += 1
            else:
                wrong += 1
                value_only += any(_overlap(span, other) and value == gold for other, gold in wanted.items())
        missed += len(wanted)
    return {**_f1(hits, wrong, missed), "apart": apart, "value_right_span_not": value_only}


def _date_finds(document, wanted):
    for hit in find_dates(document["text"], "de", reference=dt.date.fromisoformat(document["dct"])):
        if hit.precision in ("week", "half", "decade", "century"):
            continue
        if hit.precision == "range" and hit.value:
            first, _, second = hit.value.partition("/")
            inside = sorted(span for span in wanted if _overlap(span, (hit.start, hit.end)))
            ends = [*inside, (hit.start, hit.end), (hit.start, hit.end)][:2]
            yield (*ends[0], first)
            yield (*ends[1], second)
        else:
            yield hit.start, hit.end, hit.value


# --- quotations of German news ---


def quote_scores(folder):
    """Score direct quotations by span (one character of tolerance), and speakers of those found.

    A speaker is right when the span overlaps the annotated one, or when the last word of one is in the other
    (the same person named elsewhere).
    """
    hits = wrong = missed = speakers = right = exact = 0
    for line in (folder / "quotes-de" / "quotes.jsonl").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        wanted = {
            (gold["quote"]["spans"][0][0], gold["quote"]["spans"][-1][1]): gold.get("speaker")
            for gold in document["quotations"]
            if gold["type"] == "Direct"
        }
        for hit in find_quotes(document["text"], "de"):
            if not hit.direct:
                continue
            span = next((s for s in wanted if abs(s[0] - hit.start) <= 1 and abs(s[1] - hit.end) <= 1), None)
            if span is None:
                wrong += 1
                continue
            hits += 1
            gold = wanted.pop(span)
            if gold:
                speakers += 1
                right += _same_speaker(hit, gold)
                exact += hit.speaker == gold["text"]
        missed += len(wanted)
    return {
        **_f1(hits, wrong, missed),
        "speaker": round(right / max(1, speakers), 4),
        "speaker_exact": round(exact / max(1, speakers), 4),
    }


def _same_speaker(hit, gold):
    if hit.speaker is None:
        return False
    start, end = gold["spans"][0][0], gold["spans"][-1][1]
    if _overlap((hit.speaker_span.start, hit.speaker_span.end), (start, end)):
        return True
    ours, theirs = hit.speaker.lower(), gold["text"].lower()
    return _last_word(ours) in theirs or _last_word(theirs) in ours


def _last_word(text):
    words = re.findall(r"\w{3,}", text)
    return words[-1] if words else text


# --- names in Wikipedia sentences (silver) ---


def _sentences(path):
    sentence = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.strip():
            sentence.append(line.rstrip("\n").split("\t"))
        elif sentence:
            yield sentence
            sentence = []


def name_scores(folder):
    """Score names of persons, places (countries among them) and organisations by exact span, kind apart."""
    scores = {}
    for path in sorted((folder / "names").glob("*.tsv")):
        hits = wrong = missed = kinds = persons = person_hits = 0
        for sentence in _sentences(path):
            text, wanted, miscellaneous = _gold_names(sentence)
            for hit in find_actors(text, path.stem):
                if hit.kind == "office":
                    continue
                gold = wanted.pop((hit.start, hit.end), None)
                if gold is None:
                    wrong += not any(_overlap((hit.start, hit.end), other) for other in miscellaneous)
                    continue
                hits += 1
                kinds += gold == {
                    "person": "PER",
                    "organisation": "ORG",
                    "country": "LOC",
                    "place": "LOC",
                }.get(hit.kind)
                person_hits += gold == "PER"
            missed += len(wanted)
            persons += sum(kind == "PER" for kind in wanted.values())
        person_recall = person_hits / max(1, person_hits + persons)
        scores[path.stem] = {
            **_f1(hits, wrong, missed),
            "kind_right": round(kinds / max(1, hits), 4),
            "person_recall": round(person_recall, 4),
        }
    return scores


def _gold_names(sentence):
    text, wanted, miscellaneous, open_name = "", {}, [], None
    for token, tag in [*sentence, ("", "O")]:
        if open_name and not tag.startswith("I-"):
            start, end, kind = open_name
            (miscellaneous.append((start, end)) if kind == "MISC" else wanted.__setitem__((start, end), kind))
            open_name = None
        glue = "" if not text or token in ".,;:!?)»”" or text[-1] in "(«„“" else " "
        start = len(text) + len(glue)
        text += glue + token
        if tag.startswith("B-"):
            open_name = (start, len(text), tag[2:])
        elif tag.startswith("I-") and open_name:
            open_name = (open_name[0], len(text), open_name[2])
    return text, wanted, miscellaneous


# --- floors and tables ---


def digest(paths):
    """Return a short digest of files, so that a floor belongs to the corpus it was measured on."""
    joined = hashlib.sha256()
    for path in sorted(paths):
        joined.update(path.read_bytes())
    return joined.hexdigest()[:16]


def measure():
    """Return all scores: the corpus digest and the flat scores by corpus."""
    measured = {}
    for kind, scores in written_scores().items():
        measured[f"written {kind}"] = {"digest": digest(CASES.glob(f"{kind}.*.txt")), "scores": scores}
    folder = dev_data()
    if folder is None:
        return measured
    measured["dates-de"] = {"digest": digest((folder / "dates-de").glob("*")), "scores": date_scores(folder)}
    measured["quotes-de"] = {
        "digest": digest((folder / "quotes-de").glob("*")),
        "scores": quote_scores(folder),
    }
    names = {
        f"{lang} {key}": value for lang, row in name_scores(folder).items() for key, value in row.items()
    }
    measured["names"] = {"digest": digest((folder / "names").glob("*")), "scores": names}
    return measured


FLOORED = re.compile(r"^(?:bg|de|en|it|pt|f1|speaker|(?:de|en|it|pt) f1)$")


def below_floor(measured, floors):
    """Return a line for every score below its floor, or measured on a changed corpus."""
    faults = []
    for corpus, floor in floors.items():
        got = measured.get(corpus)
        if got is None:
            continue
        if got["digest"] != floor["digest"]:
            faults.append(
                f"{corpus}: the corpus changed; pin new floors with: python tests/quality/mentions.py --pin"
            )
            continue
        faults += [
            f"{corpus} {name}: {got['scores'][name]:.4f} is below the floor {least:.4f}"
            for name, least in floor["scores"].items()
            if got["scores"][name] < least
        ]
    return faults


def pin(measured, floors, *, lower):
    """Return new floors: never below the old ones of the same corpus, unless `lower`."""
    new = dict(floors)
    for corpus, got in measured.items():
        scores = {name: value for name, value in got["scores"].items() if FLOORED.match(name)}
        old = floors.get(corpus, {"digest": None, "scores": {}})
        if old["digest"] == got["digest"] and not lower:
            scores = {name: max(value, old["scores"].get(name, 0)) for name, value in scores.items()}
        new[corpus] = {"digest": got["digest"], "scores": scores}
    return new


def main():
    """Print the tables, or the failing cases of one kind and language."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--errors", nargs=2, metavar=("KIND", "LANGUAGE"))
    options.add_argument("--pin", action="store_true")
    options.add_argument("--lower", action="store_true")
    chosen = options.parse_args()
    if chosen.errors:
        print_errors(*chosen.errors)
        return
    measured = measure()
    for corpus, got in measured.items():
        print(f"{corpus}  (corpus {got['digest']})")
        for name, value in got["scores"].items():
            print(f"    {name:24} {value}")
    if chosen.pin:
        floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
        FLOORS.write_text(json.dumps(pin(measured, floors, lower=chosen.lower), indent=1) + "\n")


def print_errors(kind, language):
    """Print the written cases that are not right, with what was found."""
    finders = {
        "dates": lambda text: [(d.text, d.value) for d in find_dates(text, language, reference=REFERENCE)],
        "amounts": lambda text: [
            (a.text, str(a.value), str(a.upper), a.unit, a.kind) for a in find_amounts(text, language)
        ],
        "names": lambda text: [(n.text, n.kind) for n in find_actors(text, language)],
        "quotes": lambda text: [
            (q.text, q.speaker, "direct" if q.direct else "indirect") for q in find_quotes(text, language)
        ],
    }
    for text, marks in read_cases(kind, language):
        if not RIGHT[kind](text, marks, language):
            print(text)
            print("    expected", [mark[2:] for mark in marks])
            print("    found   ", finders[kind](text))


if __name__ == "__main__":
    main()
