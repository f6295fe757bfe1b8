"""What benchmarks say of a watched process: growth does not count what a passing helper brings."""

from pathlib import Path

from .loading import load

watching = load(Path(__file__).parent.parent / "benchmarks" / "watching.py")


def test_a_passing_process_changes_no_growth() -> None:
    seen = watching.Watched(memory=[(1, 50.0), (2, 400.0), (2, 90.0), *((1, 100.0) for _ in range(40))])
    assert seen.growth() == 0.0


def test_growth_is_between_the_ends_of_the_second_half() -> None:
    seen = watching.Watched(memory=[(1, float(megabytes)) for megabytes in range(100)])
    assert 30 < seen.growth() < 50
