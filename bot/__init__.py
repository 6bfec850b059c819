"""A Telegram bot that helps LinkedIn members keep their data out of AI training."""
