# For the owners of an installation alone: /stats, /broadcast.

# Variables:
#   $count (Number) - so many days are told
stats-head =
    📊 <b>The last { $count } days</b>
    Counts alone, of nobody in particular. Days are those of UTC.
stats-none = Nothing was counted in the last { $count } days.
# Headings; below each, a table.
stats-days = <b>Questions by day</b>: answered, asked back, not answered
stats-answered = <b>Answered, by topic</b>: today, 7 days, in all
stats-missed = <b>Not answered, by nearest topic</b>: today, 7 days, in all
stats-asked-back = <b>Asked back, by likeliest topic</b>: today, 7 days, in all
stats-reached = <b>Steps reached</b>: today, 7 days, in all. Where a number drops, people get stuck.
stats-links = <b>Links followed</b>: today, 7 days, in all
stats-sent = <b>Reminders sent</b>, without those that were erased since: today, 7 days, in all
# Variables:
#   $values (String) - rows of ids and numbers
stats-table = <pre>{ $values }</pre>
stats-line = { $values }
stats-picture = Questions a day, over the last week
stats-file = counts by day
stats-file-caption = Each day apart: day, what, which, language, how often.
# The picture says what it counts; the value, in one sentence, what it shows.
picture-stats = Bars: how many questions were asked on each of the last seven days.
    .title = Questions a day

## /broadcast: writing to everybody who follows the changes

broadcast-usage =
    📣 <b>Writing to everybody who follows the changes</b>
    /broadcast, then your text in the same message. You see it first, just as it will go out. It only goes to chats that asked to hear of changes: write about nothing else.
# Variables:
#   $count (Number) - how many symbols the text has
#   $most (Number) - how many it may have
broadcast-too-long = Your text has { $count } symbols. With the words around it, { $most } at most fit into a message: it was not kept.
broadcast-gone = 🗑 This message is not kept, or no longer: nothing more of it will be sent. /broadcast, followed by a text, begins another one.
broadcast-question = 📣 This is the message just as it will go out. Your text stays as it is; the words around it are in the language of each chat. To whom shall I send it?
# Attributes: each language, and all together.
# Variables:
#   $count (Number) - how many chats
broadcast-readers =
    .fr = • { $count ->
        [one] { $count } chat in French
       *[other] { $count } chats in French
    }
    .en = • { $count ->
        [one] { $count } chat in English
       *[other] { $count } chats in English
    }
    .all = • { $count } in all
broadcast-send =
    .fr = 📣 Send to readers of French ({ $count })
    .en = 📣 Send to readers of English ({ $count })
    .all = 📣 Send to everybody ({ $count })
broadcast-nobody = 📣 This is the message just as it would go out. But no chat follows the changes: there is nobody to send it to.
broadcast-discard = 🗑 Do not send
broadcast-state =
    .under-way = 📣 <b>Being sent.</b> At night it waits for the morning of each chat; after three days, what is left is dropped.
    .over = ✅ <b>All done</b>
    .cancelled = ✋ <b>Cancelled.</b> What was already on its way may still arrive.
broadcast-to =
    .fr = For readers of French
    .en = For readers of English
    .all = For everybody
# Variables:
#   $text (String) - how the text begins
broadcast-glimpse = <i>{ $text }</i>
# Variables:
#   $count (Number) - for how many chats it was planned
#   $sent, $waiting, $dropped (Number) - how many of them have it, wait for it, do not get it
broadcast-progress =
    Planned: { $count }
    Sent: { $sent }
    Waiting: { $waiting }
    Dropped: { $dropped }
    Dropped means: cancelled, past its time, refused by Telegram, or the chat no longer wants it or is erased.
broadcast-see = 🔄 Refresh
broadcast-cancel = ✋ Cancel what waits
