"""What all versions of an announcement state, what only some do, and where they disagree.

python examples/compare_versions.py seeds/*.txt
"""

import sys

from polnews import Story


def main() -> None:
    story = Story.from_files(*sys.argv[1:])
    for fact in story.facts[:10]:
        missing = [story.labels[at] for at in story.missing_in(fact)]
        print(f"{fact.rank}. {' '.join(fact.statements[0].text.split())}")
        print(f"   {'missing in: ' + ', '.join(missing) if missing else 'stated by all'}")
        for difference in fact.differences:
            said = (f"{story.labels[one.version]} “{one.text}”" for one in difference.readings)
            print(f"   {difference.kind} differs: {', '.join(said)}")
    for version, label in enumerate(story.labels):
        print(f"{label}: {len(story.only_in(version))} sentences no other version has")


if __name__ == "__main__":
    main()
