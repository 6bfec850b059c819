# What this bot stores, what people see and take of it, and its erasure.

act-mydata = 🗂 My data
privacy = 🔒 <b>What this bot stores</b>
privacy-nothing = <b>Nothing about you</b>, as long as you ask questions or follow the steps. Meanwhile I know in memory alone, until a day after your last message: this chat, its language and time zone, where you stand; and for a quarter of an hour a question I could not answer.
privacy-lasting = As soon as you ask for something that must last, such as a reminder or a setting, I store what it takes; from then on also where you stand in the steps. No name, no username. None of your texts, except a question that you hand me with the button “{ question-keep }”.
privacy-nobody-else = I send nothing to anybody but Telegram, which carries our messages. No advertising, no tracking, no training of models on what you write.
privacy-to-stored = 📋 What exactly, and why
privacy-to-rights = ⚖️ Your rights
privacy-stored = <b>About this chat, once you ask for something that must last:</b>
privacy-duration = I keep that until you erase it with /delete, block the bot, or have not been seen for 13 months.
privacy-apart = <b>Tied to nobody:</b>
privacy-rights =
    ⚖️ <b>Your rights</b>

    • See it and take it along: /mydata shows everything that is stored about this chat, and sends it as a file.
    • Correct it: /settings changes it.
    • Erase it: /delete, or block the bot. It is gone at once.
    • Object: /stop ends the reminders and the news.
    • Complain: to the data-protection authority where you live. /complaint names some.
privacy-copies = /delete does not reach the messages in this chat: they lie with Telegram. Nor does it reach a backup made before, or the database’s own log, which is overwritten in time. There the number of this chat stays encrypted, and the key is not in the backup of the database; who has both can read it, until the backup or that key is destroyed.
# Variables:
#   $operator, $contact (String) - who runs this installation, how to reach them
privacy-operator = Run by { $operator }. Contact: { $contact }
privacy-operator-unnamed = Whoever runs this copy of the bot has given no name and no contact.

# One line for each thing that the database holds, and why it is kept.
stored-chat-number = • the number of this chat, encrypted under a key of its own
    .why = <i>to know you again, and to write to you</i>
stored-language = • the language
    .why = <i>to speak it with you</i>
stored-zone = • the time zone
    .why = <i>so that days and hours are yours</i>
stored-walkthrough = • the step you stand at, and how you go to the switch
    .why = <i>so that you can go on there</i>
stored-refusal = • the day on which you saw the switch read Off
    .why = <i>for your receipt, and to end reminders that are no longer needed</i>
stored-choices = • your choices: with or without pictures, since which day you follow /changes; and a count of modifications
    .why = <i>to keep to your choices; the count keeps two modifications at once from mixing</i>
stored-thread = • in a group, the topic in which I may write
    .why = <i>so that reminders arrive there</i>
stored-last-seen = • the last day on which you wrote or pressed a button
    .why = <i>to erase everything after 13 months of silence</i>
stored-subscription = • the reminders you asked for: rhythm, hour and days
    .why = <i>to plan them</i>
stored-reminders = • the dates of those reminders and of news, and whether they were sent
    .why = <i>to send each of them once; erased 30 days after its end</i>
stored-questions = • questions I could not answer and that you handed me, encrypted
    .why = <i>whoever runs this bot reads them to teach me; erased after 30 days, or when you take them back</i>
stored-counts = • how often a day a question was asked, a step reached or a link followed, by language
    .why = <i>to see what I lack; erased after 13 months</i>
stored-updates = • the numbers that Telegram gives to what arrives, without its content
    .why = <i>so that nothing is answered twice; erased after 48 hours</i>
stored-broadcasts = • the messages that the person who runs this bot writes to those who follow /changes, encrypted; and to how many chats, never to which
    .why = <i>to send them; erased after 30 days</i>
stored-workers = • which copies of this bot are running, and when each was last seen
    .why = <i>they share the pace that Telegram allows; erased once a copy is gone</i>

mydata = 🗂 <b>Everything that is stored about this chat</b>
# Variables:
#   $values (String) - columns and what they hold
mydata-row = <code>{ $values }</code>
# Variables:
#   $count (Number) - how many entries are not shown
mydata-more = and { $count } more in the file
mydata-caption = All of it, complete, for machines too (JSON).
mydata-file = stored about this chat
mydata-nothing =
    🗂 <b>Nothing is stored about this chat.</b>

    In memory alone, until a day after your last message, I know its language, its time zone and where you stand; and for a quarter of an hour a question I could not answer.

question-keep = 💾 You may keep this question
# Variables:
#   $text (String) - what the person typed
question-kept =
    Thank you. For 30 days I keep this question, encrypted, so that whoever runs this bot can teach me the answer:

    <i>{ $text }</i>
question-gone = I do not have that question at hand any more: this press keeps nothing. /mydata shows what is stored.
question-drop = ↩️ Take my questions back
question-dropped = Done: none of your questions is kept any more.

delete-confirm = 🗑 <b>Erase everything this bot stores about this chat?</b> Reminders end too. It cannot be undone.
delete-yes = Yes, erase everything
delete-no = No, keep it
delete-done =
    🗑 Done: everything about this chat is erased. If you write to me again, we start from nothing.

    The messages above lie with Telegram: you can delete the chat there.
delete-cancelled = Nothing was erased.
