"""Model packages: the store, archives, indexes, bundles, lock files."""
