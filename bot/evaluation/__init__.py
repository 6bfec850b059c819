"""Measures how well the bot understands questions, what that costs, and where phrasings collide."""
