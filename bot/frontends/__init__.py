"""Turns a library's updates into events, and our messages into its calls; no rule of its own."""
