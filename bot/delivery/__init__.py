"""Sends: one outbox for everything, paced, and the dispatcher that claims due reminders."""
