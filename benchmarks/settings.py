"""Translation at other beams, threads and types, over a pivot, and on the packages given."""

from report import Report
from translation import measure_settings


def measure(*, quick: bool) -> Report:
    """Run the trials beside the main one."""
    return measure_settings(quick=quick)
