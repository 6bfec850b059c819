# The bot about itself: welcome, help, settings; and the frame around answers.

welcome =
    👋 <b>Your LinkedIn data and AI training: I answer, and help you refuse.</b>

    Ask me anything in your own words, or pick below.
disclosure = <i>I am a bot: my answers are automatic. I am independent of LinkedIn, and I never ask for your login or password. I store nothing about you until you ask for something that must last: /privacy tells what.</i>
help =
    <b>Just type your question</b>, for example “Are my private messages used?”

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
unknown-command = I do not know that command. Here is what I can do; you can also just type your question.
words-please = I can only read words. Type your question about LinkedIn and AI, or pick below.
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
        [yes] I write to you when /changes gets a new entry
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
zone = { $zone }
zone-set = Noted: your time is that of { zone }.

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
