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
# Variables:
#   $cadence (String) - the rhythm asked for
reminders-current = { $cadence ->
    [light] You have reminders now: the light rhythm.
    [standard] You have reminders now: the standard rhythm.
    [daily] You have reminders now: every day.
    [nudge] You have reminders now: until it is done.
    [recheck-3] You have a reminder now: a check in 3 months.
    [recheck-6] You have a reminder now: a check in 6 months.
   *[recheck-12] You have a reminder now: a check in 12 months.
}
reminders-cadence =
    .light = Light: 7 days and 1 day before
    .standard = Standard: 30, 14, 7, 3, 1 days, the day
    .daily = Every day of the last two weeks
    .nudge = Nudge me (3 times at most)
    .recheck-3 = Check in 3 months
    .recheck-6 = Check in 6 months
    .recheck-12 = Check in 12 months
# Variables:
#   $cadence (String) - the rhythm asked for
#   $zone (String) - the city of the time zone
#   $count (Number) - how many reminders
reminders-plan = <b>{ $count ->
    [one] Here is the one reminder I would send
   *[other] Here are the { $count } reminders I would send
}</b> (time in { zone }). Nothing is kept until you confirm.
# Variables:
#   $at (Date) - local date and time of a reminder
reminders-plan-line = • { DATETIME($at, dateStyle: "full") } at { DATETIME($at, timeStyle: "short") }
reminders-keep = ✅ Yes, remind me
reminders-other-hour = 🕘 Another hour
reminders-other-zone = 🌍 Another time zone
reminders-other-cadence = ⬅️ Another rhythm
reminders-ask-hour = At what hour, your time?
# Variables:
#   $hour (Number) - 0 to 23
reminders-hour = { $hour }:00
reminders-ask-zone = In which time zone are you? Pick the nearest city.
# Variables:
#   $count (Number) - how many reminders
#   $first (Date) - local date and time of the first one
reminders-kept = ✅ { $count ->
    [one] Noted: one reminder, on { DATETIME($first, dateStyle: "full") } at { DATETIME($first, timeStyle: "short") }.
   *[other] Noted: { $count } reminders, the first on { DATETIME($first, dateStyle: "full") } at { DATETIME($first, timeStyle: "short") }.
} /stop ends them at any time.
reminders-none-left = No moment of this rhythm is left. The surest way is to do it now: it is open to you at any time.
reminders-stop = 🔕 Stop the reminders
reminders-stopped = 🔕 Your reminders are stopped: I will send you no more of them. /remind offers others.
reminders-nothing-to-stop = You have no reminders: there is nothing to stop.
# Variables:
#   $bot (String) - the name of the bot, without the @
reminders-in-private = Reminders are personal: open a private chat with me, @{ $bot }, and send /remind there.

reminder-countdown = { $phase ->
    [before] ⏳ <b>{ $days } days left</b> before LinkedIn begins to train its AI on members’ data, on { DATETIME($start, dateStyle: "long") }. Refusing before that day protects the most.
    [eve] ⏳ <b>One day left:</b> LinkedIn begins to train its AI on members’ data tomorrow, { DATETIME($start, dateStyle: "long") }. Today is the last full day to refuse before it.
    [day] ⏳ <b>It begins today,</b> { DATETIME($start, dateStyle: "long") }: LinkedIn trains its AI on members’ data from now on. You can still refuse: the switch works at any time.
   *[after] LinkedIn began to train its AI on members’ data on { DATETIME($start, dateStyle: "long") }. You can still refuse: the switch works at any time.
}
reminder-nudge = 🔔 You asked me to nudge you: LinkedIn’s switch for AI training. It is not too late to refuse for what you publish from now on. Shall we do it now?
reminder-recheck = 🔎 You asked me to remind you: is LinkedIn’s switch for AI training still Off? Looking once more is the sure way to know.
reminder-already = ✅ It is off already
reminder-check = 🔎 Check it now
