"""The tests; a package of its own name, since a library brings another of that name."""
