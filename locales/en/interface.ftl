# The bot about itself: welcome, help, settings; and the frame around answers.

# Variables:
#   $way (String) - how a question reaches the bot: words, name or command
#   $ask (String) - what stands before it there: nothing, the bot as @name, or a command
welcome =
    👋 <b>Your LinkedIn data and AI training: I answer, and help you refuse.</b>

    { $way ->
        [name] Ask me anything in your own words: write { $ask } before your question, or reply to me. Or pick below.
        [command] Ask me anything in your own words, after { $ask }. Or pick below.
       *[words] Ask me anything in your own words, or pick below.
    }
disclosure = <i>I am a bot: my answers are automatic. I am independent of LinkedIn, and I never ask for your login or password. I store nothing about you until you ask for something that must last: /privacy tells what.</i>
# Variables: $way, $ask (String) - as in welcome
help =
    { $way ->
        [name] <b>Write { $ask } before your question, or reply to me</b>, for example “{ $ask } Are my private messages used?”
        [command] <b>Write your question after { $ask }</b>, for example “{ $ask } Are my private messages used?”
       *[words] <b>Just type your question</b>, for example “Are my private messages used?”
    }

    /optout – turn the setting off, step by step
    /remind – get reminders
    /stop – stop them
    /settings – language, time zone, reminders, pictures
    /sources – everything my answers rest on
    /changes – what changed, and when
    /complaint – object, complain, copy a letter
    /privacy – what I store, and why
    /mydata – see what is stored about you
    /delete – erase all of it
# Variables: $way, $ask (String) - as in welcome
unknown-command = { $way ->
    [command] I do not know that command. Here is what I can do; you can also write your question after { $ask }.
   *[words] I do not know that command. Here is what I can do; you can also just type your question.
}
# Variables: $way, $ask (String) - as in welcome
words-please = { $way ->
    [name] I can only read words. Write your question about LinkedIn and AI after { $ask }, or reply to me. Or pick below.
    [command] I can only read words. Write your question about LinkedIn and AI after { $ask }, or pick below.
   *[words] I can only read words. Type your question about LinkedIn and AI, or pick below.
}
old-button = This button no longer works. Here is where you can go on.

act-optout = 🛡 Turn it off, step by step
act-remind = ⏰ Remind me
act-privacy = 🔒 What this bot stores
act-delete = 🗑 Erase my data here
act-settings = ⚙️ Settings
act-changes = 📰 What changed
act-complaint = 📮 Objection and complaint

back = ⬅️ Back
answer-more = More
answer-who = Who says so?
answer-again = ⬅️ Back to the answer
did-you-mean = I am not sure I understood. Did you mean:
did-you-mean-none = None of these
# Variables:
#   $as-of (Date) - since when no point was checked again: the oldest confirmation
#   $certainty (String) - the kinds of sources, joined: official, regulator, press; or bot
who-says = { $certainty ->
    [official] The answer rests on LinkedIn’s own texts. Each point was checked on { DATETIME($as-of, dateStyle: "long") } or later.
    [official-regulator] The answer rests on LinkedIn’s own texts and data-protection authorities. Each point was checked on { DATETIME($as-of, dateStyle: "long") } or later.
    [official-press] The answer rests on LinkedIn’s own texts, and articles in the press or in blogs. Each point was checked on { DATETIME($as-of, dateStyle: "long") } or later.
    [official-regulator-press] The answer rests on LinkedIn’s own texts, data-protection authorities, and articles in the press or in blogs. Each point was checked on { DATETIME($as-of, dateStyle: "long") } or later.
    [regulator] The answer rests on data-protection authorities. Each point was checked on { DATETIME($as-of, dateStyle: "long") } or later.
    [regulator-press] The answer rests on data-protection authorities, and articles in the press or in blogs. Each point was checked on { DATETIME($as-of, dateStyle: "long") } or later.
    [bot] I, the bot, say so, as things stand on { DATETIME($as-of, dateStyle: "long") }.
   *[press] The answer rests on articles in the press or in blogs. Each point was checked on { DATETIME($as-of, dateStyle: "long") } or later.
}
# Variables:
#   $count (Number) - how many sources are not shown
who-says-more = • and { $count } more, in /sources
# Variables:
#   $page, $pages (Number) - which page, of how many
#   $count (Number) - how many sources
sources = <b>My { $count } sources</b> (page { $page } of { $pages })
page-previous = ⬅️ Previous
page-next = Next ➡️

# Variables:
#   $language (String) - the name of the language
#   $zone (String) - the city of the time zone
#   $cadence (String) - the rhythm of the reminders, or none
#   $pictures, $follows (String) - pictures wanted, changes followed: yes or no
settings =
    ⚙️ <b>Settings</b>

    Language: { $language }
    Time zone: { zone }
    Reminders: { $cadence ->
        [light] light
        [standard] standard
        [daily] every day
        [nudge] until it is done
        [recheck-3] a check in 3 months
        [recheck-6] a check in 6 months
        [recheck-12] a check in 12 months
       *[none] none
    }
    Pictures: { $pictures ->
        [yes] yes
       *[no] no, text only
    }
    Changes: { $follows ->
        [yes] I write to you when /changes gets a new entry, or the person who runs this bot announces a change
       *[no] I do not write to you
    }
settings-language = 🌐 Language
settings-zone = 🌍 Time zone
settings-reminders = ⏰ Reminders
settings-pictures =
    .on = 🖼 With pictures
    .off = 🖼 No pictures, text only
ask-language = Choose your language.
# Variables:
#   $name (String) - a language under its own name
language-name = { $name }
language-set = I speak English with you from now on.
# Variables:
#   $zone (String) - the city of a time zone
zone = { $zone ->
    [Reunion] Réunion
   *[other] { $zone }
}
zone-set = Noted: your time zone is set to { zone }.
# A moment with its hour: the app shows it in the zone of who reads it (a date_time entity); one that
# cannot shows the words, in the zone that is set here. Never around a day without an hour: in another
# zone, it would be another day.
# Variables:
#   $at (Date) - local date and time
moment = <tg-time unix="{ UNIX($at) }" format="wDt">{ DATETIME($at, dateStyle: "full") } at { DATETIME($at, timeStyle: "short") }</tg-time>

# The menu of commands, at most 256 characters each.
command-start = Begin
command-optout = Turn the setting off, step by step
command-remind = Get reminders
command-stop = Stop the reminders
command-settings = Language, time zone, reminders, pictures
command-language = Change the language
command-sources = What my answers rest on
command-changes = What changed, and when
command-complaint = Object, complain, copy a letter
command-privacy = What this bot stores
command-mydata = See what is stored about this chat
command-delete = Erase my data here
command-help = What I can do

# What Telegram shows of the bot: at most 64, 120 and 512 characters.
profile-name = AI Opt-Out Helper
profile-short = Which of your LinkedIn data trains AI, and how to refuse. Independent of LinkedIn.
profile-description =
    From 3 November 2025, in Europe, Canada and Hong Kong, LinkedIn trains its AI on members’ data, unless they refuse. I answer your questions, walk you to the switch and remind you if you like.

    I am a bot, independent of LinkedIn. I never ask for your login.
