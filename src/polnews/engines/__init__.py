"""Engines: text of one language to text of another, offline."""

from polnews.engines.route import Route, find_route

__all__ = ["Route", "find_route"]
