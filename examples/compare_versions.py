"""What all versions of one event state, and what one of them alone does.

python examples/compare_versions.py seeds
"""

import sys

from polnews import Story


def main() -> None:
    story = Story.from_folder(sys.argv[1])
    print(f"Stated by all {len(story.versions)} versions:")
    for fact in story.shared:
        print("-", " ".join(fact.statements[0].text.split()))
    for version, label in enumerate(story.labels):
        for fact in story.only_in(version):
            print(f"Only {label}:", " ".join(fact.statements[0].text.split()))


if __name__ == "__main__":
    main()
