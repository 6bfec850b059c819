# Reminders: offering, confirming, sending.
#   $phase (String) - before, eve, day, after: where today lies
#   $days (Number) - whole days until the start, or since it
#   $start (Date) - the day on which training starts or started

# Variables:
#   $refused (String) - yes, when the person has seen the switch read Off; else no
reminders-offer = { $refused ->
    [yes] You have seen your switch read Off: no countdown is needed. I can remind you to check that it still does. In how many months?
   *[no] { $phase ->
        [before] Training on members’ data begins on { DATETIME($start, dateStyle: "long") }, in { $days } days. How often shall I remind you? I stop as soon as you have refused.
        [eve] Training on members’ data begins tomorrow, { DATETIME($start, dateStyle: "long") }: today is the last full day before it. How shall I remind you? I stop as soon as you have refused.
        [day] Training on members’ data begins today, { DATETIME($start, dateStyle: "long") }. You can still refuse: the switch works at any time. Shall I nudge you until it is done, or remind you to check the switch later?
       *[after] Training on members’ data began on { DATETIME($start, dateStyle: "long") }. You can still refuse: the switch works at any time. Shall I nudge you until it is done, or remind you to check the switch later?
    }
}
# Said on the last day before the start, when no hour is left, and on the start day.
reminders-not-in-time = No reminder can come before the start any more. The surest way is to refuse now.
# Variables:
#   $cadence (String) - the rhythm asked for
#   $on (Date) - the day picked, for own alone
reminders-current = { $cadence ->
    [light] You have reminders now: the light rhythm.
    [standard] You have reminders now: the standard rhythm.
    [daily] You have reminders now: every day.
    [own] You have a reminder now: on { DATETIME($on, dateStyle: "full") }.
    [nudge] You have reminders now: until it is done.
    [recheck-3] You have a reminder now: a check in 3 months.
    [recheck-6] You have a reminder now: a check in 6 months.
   *[recheck-12] You have a reminder now: a check in 12 months.
}
# Names only what is still to come.
# Variables:
#   $next (Number) - how many days before the start the first reminder would come
reminders-cadence =
    .light = { $next ->
        [7] Light: 7 days and 1 day before
       *[1] Light: 1 day before
    }
    .standard = { $next ->
        [30] Standard: 30, 14, 7, 3, 1 days, the day
        [14] Standard: 14, 7, 3, 1 days, the day
        [7] Standard: 7, 3, 1 days, the day
        [3] Standard: 3 days, 1 day, the day
        [1] Standard: 1 day before, then the day
       *[0] One reminder on the day
    }
    .daily = { $next ->
        [14] Every day of the last two weeks
       *[13] Every day until it starts
    }
    .own = A day of my choice
    .nudge = Nudge me (3 times at most)
    .recheck-3 = Check in 3 months
    .recheck-6 = Check in 6 months
    .recheck-12 = Check in 12 months
# Variables:
#   $zone (String) - the city of the time zone
#   $count (Number) - how many reminders
reminders-plan = <b>{ $count ->
    [one] Here is the one reminder I would send
   *[other] Here are the { $count } reminders I would send
}</b> (time zone set to { zone }). Nothing is kept until you confirm.
# Variables:
#   $at (Date) - local date and time of a reminder
reminders-plan-line = • { moment }
reminders-plan-on-the-day = This reminder only comes on the day training begins. The surest way is to refuse now.
reminders-keep = ✅ Yes, remind me
reminders-other-hour = 🕘 Another hour
reminders-other-zone = 🌍 Another time zone
reminders-other-cadence = ⬅️ Another rhythm
reminders-calendar =
    .instead = 📅 A calendar file instead
    .also = 📅 In my calendar too
reminders-ask-day = On which day? The hour comes next.
# Variables:
#   $on (Date) - a day
reminders-day = { DATETIME($on, dateStyle: "full") }
reminders-ask-hour = At what hour, your time?
# Variables:
#   $hour (Number) - 0 to 23
reminders-hour = { $hour }:00
reminders-ask-zone = In which time zone are you? Pick the nearest city.
# Variables:
#   $count (Number) - how many reminders
#   $at (Date) - local date and time of the first one
reminders-kept = ✅ { $count ->
    [one] Noted: one reminder, on { moment }.
   *[other] Noted: { $count } reminders, the first on { moment }.
} /stop ends them at any time.
reminders-none-left = No moment of this rhythm is left. The surest way is to do it now: it is open to you at any time.
reminders-stop = 🔕 Stop the reminders
reminders-stopped = 🔕 Your reminders are stopped: I will send you no more of them. /remind offers others.
reminders-nothing-to-stop = You have no reminders: there is nothing to stop.
reminders-undo = ↩️ Bring them back
reminders-follows-again = 🔔 Noted: I will write to you again when /changes has a new entry.
# Variables:
#   $at (Date) - local date and time
reminders-snoozed = ⏰ Noted: the reminder comes back on { moment }.
# Variables:
#   $choices (String) - some, when it can be put off otherwise; else none
reminders-not-snoozed = { $choices ->
    [some] That is no longer possible. Here is what is left:
   *[none] I do not repeat this reminder: it would make no sense any more.
}

# Followed by reminder-countdown.
reminder-own = 🔔 You asked me for this reminder.
reminder-countdown = { $phase ->
    [before] ⏳ <b>{ $days } days left</b> before LinkedIn begins to train its AI on members’ data, on { DATETIME($start, dateStyle: "long") }. Refusing before that day protects the most.
    [eve] ⏳ <b>One day left:</b> LinkedIn begins to train its AI on members’ data tomorrow, { DATETIME($start, dateStyle: "long") }. Today is the last full day to refuse before it.
    [day] ⏳ <b>It begins today,</b> { DATETIME($start, dateStyle: "long") }: LinkedIn trains its AI on members’ data from now on. You can still refuse: the switch works at any time.
   *[after] LinkedIn began to train its AI on members’ data on { DATETIME($start, dateStyle: "long") }. You can still refuse: the switch works at any time.
}
reminder-nudge = 🔔 You asked me to nudge you: LinkedIn’s switch for AI training. It is not too late to refuse for what you publish from now on. Shall we do it now?
reminder-recheck = 🔎 You asked me to remind you: is LinkedIn’s switch for AI training still Off? Looking once more is the sure way to know.
reminder-change = 📰 You asked me to tell you: /changes has a new entry about LinkedIn and AI training. And looking at the switch is the sure way to know whether it is Off.
reminder-resume = 🧭 You had set out for the switch. Shall we go on at the step where you were?
reminder-already = ✅ It is off already
reminder-check = 🔎 Check it now
reminder-changes = 📰 See what changed
reminder-go-on = ▶️ Go on at that step
reminder-snooze =
    .hour = ⏰ 1 hour
    .evening = 🌙 This evening
    .tomorrow = 🌅 Tomorrow

# What an owner writes to everybody who follows the changes; their own words stand between ours.
# Variables:
#   $operator (String) - who runs this installation
broadcast-from = 📣 <b>A word from { $operator }</b>, who runs this bot:
    .unnamed = 📣 <b>A word from the person who runs this bot:</b>
# Variables:
#   $text (String) - what was written
broadcast-text = { $text }
broadcast-why = <i>You get this because you asked me to tell you about changes. To end that: /settings.</i>

# The calendar file: without markup; each entry says what is true on its day.
agenda-name = LinkedIn AI reminders
# Variables:
#   $reminders (String) - yes, when the bot will send these reminders too; else no
#   $count (Number) - how many entries
agenda-caption = { $reminders ->
    [yes] 📅 Open this file to put { $count ->
        [one] the entry
       *[other] the { $count } entries
    } into your calendar, beside my messages. Your calendar will not know when it is done: delete what is left then.
   *[no] 📅 Open this file to put { $count ->
        [one] the entry
       *[other] the { $count } entries
    } into your calendar. Nothing of this plan is kept here. Your calendar will not know when it is done: delete what is left then.
}
agenda-countdown = { $phase ->
    [before] { $days } days left to refuse before LinkedIn begins to train its AI on members’ data
    [eve] LinkedIn begins tomorrow to train its AI on members’ data: last full day to refuse before it
    [day] LinkedIn begins to train its AI on members’ data today: you can still refuse
   *[after] LinkedIn has begun to train its AI on members’ data: you can still refuse
}
    .body = { $phase ->
        [before] LinkedIn begins to train its AI on members’ data on { DATETIME($start, dateStyle: "long") }. Refusing before that day protects the most. The bot walks you through it:
        [eve] LinkedIn begins to train its AI on members’ data tomorrow, { DATETIME($start, dateStyle: "long") }. Refusing before that day protects the most. The bot walks you through it:
        [day] LinkedIn begins to train its AI on members’ data today, { DATETIME($start, dateStyle: "long") }. The switch works at any time. The bot walks you through it:
       *[after] LinkedIn began to train its AI on members’ data on { DATETIME($start, dateStyle: "long") }. The switch works at any time. The bot walks you through it:
    }
agenda-nudge = Turn off LinkedIn’s switch for AI training
    .body = It is not too late to refuse for what you publish from now on. The bot walks you through it:
agenda-recheck = Is LinkedIn’s switch for AI training still Off?
    .body = Looking once more is the sure way to know. The bot shows you where:
