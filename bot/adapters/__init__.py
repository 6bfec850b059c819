"""Fulfils the ports of the core with real libraries, each beside an in-memory twin."""
