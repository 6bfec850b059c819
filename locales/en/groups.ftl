# In groups.

groups-admins-only = In a group, its administrators decide this. For yourself, write to me in private.
groups-alone = This is yours alone, so let’s do it in private, not in front of the group.
groups-in-private = 💬 Open a private chat
