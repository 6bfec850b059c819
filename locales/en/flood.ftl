# When messages come faster than they can be answered.

# Sent once a minute at most.
flood-slow-down = That was a lot at once. I’m answering your first messages and leaving the rest aside: please send me again, in a moment, what still matters.
