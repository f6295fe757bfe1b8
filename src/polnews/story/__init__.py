"""The versions of one event: aligned segments, and facts all versions state, some state, or state differently."""
