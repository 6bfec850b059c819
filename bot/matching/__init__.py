"""Finds which topic a question means: trained from the phrasings in bot/knowledge."""
