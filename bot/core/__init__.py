"""Decides what the bot says and plans: pure, standard library only, no waiting."""
