# In groups.

groups-admins-only = In a group, its administrators decide this. For yourself, write to me in private.
groups-alone = This is yours alone, so let’s do it in private, not in front of the group.
groups-in-private = 💬 Open a private chat
# Variables: $way, $ask (String) - as in welcome; never words
groups-how-to-ask = { $way ->
    [command] A question to me begins with { $ask }.
   *[name] I answer those who write { $ask } before their question, or reply to me.
}
