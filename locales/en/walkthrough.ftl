# The way to the switch. In every step:
#   $label-<id> (String) - the exact labels of LinkedIn's interface in this language

walkthrough-choose =
    <b>Let’s turn the setting off together.</b> You do it yourself, in your own account: I never ask for your login.

    How do you want to go there? The direct link is the quickest.
# Variables:
#   $refused (Date) - the day on which the person saw the switch read Off
walkthrough-choose-again =
    On { DATETIME($refused, dateStyle: "long") } you saw the switch read Off. You can check it again at any time.

    How do you want to go there?
walkthrough-way =
    .link = 🔗 By the direct link
    .phone = 📱 In the app, on my phone
    .computer = 💻 On linkedin.com, by the menus

# Variables:
#   $step (Number) - which step this is, from 1
#   $steps (Number) - how many there are
walkthrough-progress = <i>Step { $step } of { $steps }</i>
walkthrough-go-on = ▶️ Go on at step { $step } of { $steps }
walkthrough-or-similar = <i>The name may differ slightly in your version.</i>

walkthrough-lost = 🔍 I can’t see it
walkthrough-return = ⬅️ Back to the step
walkthrough-again = 🔁 Check again from the start
walkthrough-finish = 🧾 My receipt right now

## When something is not there

walkthrough-hint =
    .sign-in = • Not signed in: sign in to LinkedIn first, then try again.
    .wrong-page = • The link opens something else: open it in a browser, or take another way.
    .old-app = • The app is old: update it, or take another way.
    .account = • A work account: each account has its own setting. I know nothing more about such accounts.
    .no-account = • No LinkedIn account: the objection form is open to everybody.
walkthrough-words =
    <b>Is LinkedIn in another language?</b> This is the name to look for:
    .button = 🌐 LinkedIn is in another language
# Variables:
#   $language (String) - a language of LinkedIn
#   $name (String) - the label in that language
walkthrough-words-line = • { $language ->
    [de] German
    [en] English
    [es] Spanish
    [fr] French
    [it] Italian
    [nl] Dutch
    [pl] Polish
    [pt] Portuguese
   *[other] { $language }
}: “{ $name }”

## The steps

walkthrough-open-link =
    <b>Open the direct link</b> with the button below. If LinkedIn asks you to, sign in there.

    You should then see “{ $label-entry }”, with a switch.
    .next = ✅ I can see the page
walkthrough-open-link-lost = <b>The link opens something else?</b>

walkthrough-phone-open-menu =
    <b>Open the LinkedIn app and tap your photo</b>, at the top left.

    A panel opens.
    .next = ✅ The panel is open
walkthrough-phone-open-menu-lost = <b>No photo at the top left?</b>
walkthrough-computer-open-menu =
    <b>Open linkedin.com and click “{ $label-me }”</b>, or your photo, at the top right.

    A menu opens.
    .next = ✅ The menu is open
walkthrough-computer-open-menu-lost = <b>No “{ $label-me }” at the top right?</b>
    .tip = • Look for your profile photo instead.

walkthrough-phone-open-settings =
    <b>Tap “{ $label-settings-app }”</b>, at the bottom of the panel, with a gear.

    The settings open.
    .next = ✅ I can see the settings
walkthrough-phone-open-settings-lost = <b>No “{ $label-settings-app }” in the panel?</b>
    .tip =
        • Scroll to the very bottom of the panel.
        • In some versions the gear is at the top right of your own profile.
walkthrough-computer-open-settings =
    <b>Choose “{ $label-settings-web }”</b> in that menu.

    The settings open.
    .next = ✅ I can see the settings
walkthrough-computer-open-settings-lost = <b>No “{ $label-settings-web }” in the menu?</b>
    .tip = • Close the menu, open it again and read it to the end, or take another way.

walkthrough-phone-open-privacy =
    <b>Tap “{ $label-data-privacy }”</b> in the list of settings.

    Another list opens: you should see “{ $label-entry }” in it.
    .next = ✅ It is open
walkthrough-phone-open-privacy-lost = <b>No “{ $label-data-privacy }” in the list?</b>
    .tip = • Scroll through the whole list.
walkthrough-computer-open-privacy =
    <b>Click “{ $label-data-privacy }”</b>, in the left column.

    The page that opens begins with “{ $label-usage-group }”.
    .next = ✅ It is open
walkthrough-computer-open-privacy-lost = <b>No “{ $label-data-privacy }” on the left?</b>
    .tip = • Make the window wider, or take another way.

walkthrough-phone-find-entry =
    <b>Tap “{ $label-entry }”</b> in the list.

    You should see a switch.
    .next = ✅ I can see the switch
walkthrough-phone-find-entry-lost = <b>No “{ $label-entry }” there?</b>
    .tip =
        • Scroll through the whole list.
        • The entries on research and on advertising are other settings.
walkthrough-computer-find-entry =
    <b>Click “{ $label-entry }”</b>, in the first group, “{ $label-usage-group }”.

    You should see a switch.
    .next = ✅ I can see the switch
walkthrough-computer-find-entry-lost = <b>No “{ $label-entry }” there?</b>
    .tip =
        • Scroll back to the top of the page, to the first group: “{ $label-usage-group }”.
        • The entries on research and on advertising are other settings.

walkthrough-turn-off =
    <b>Turn “{ $label-switch }” Off</b>, on this page. If it already reads Off, leave it as it is.

    It should then read Off: trust the word that is shown rather than the colour.
    .next = ✅ It reads Off
walkthrough-turn-off-lost = <b>No switch, or it will not move?</b>
    .tip =
        • Look for “{ $label-switch }”, in “{ $label-entry }”.
        • Reload the page, or close and reopen the app.
        • Still stuck: take another way, or the form.

walkthrough-check-page =
    Three quick looks, to be sure.

    <b>Is the page you are on named “{ $label-entry }”?</b>
    .next = ✅ Yes
    .no = ❌ No, another page
walkthrough-check-switch =
    <b>Does the switch “{ $label-switch }” read Off?</b> Read the word that is shown, not the colour.
    .next = ✅ Yes, Off
    .no = ❌ No, On
walkthrough-check-again =
    <b>Leave the page, open it again: does the switch still read Off?</b> The button below opens it.
    .next = ✅ Yes, still Off
    .no = ❌ No, it is On again

## After the checks

# Variables:
#   $phase (String) - before, eve, day, after: where today lies
#   $start (Date) - the day on which training starts or started
#   $today (Date) - the day on which the switch was seen Off
walkthrough-done =
    ✅ <b>Done: on { DATETIME($today, dateStyle: "long") }, you saw your switch read Off.</b> Keep this message as your record.

    { $phase ->
        [before] You refused before { DATETIME($start, dateStyle: "long") }: while it is off, your content is not used for training, says LinkedIn.
        [eve] You refused before { DATETIME($start, dateStyle: "long") }: while it is off, your content is not used for training, says LinkedIn.
        [day] Training begins today. What you publish from now on will not be used for it, says LinkedIn. If you had not refused before, sources disagree on older content: see what follows.
       *[after] What you publish from now on will not be used for training, says LinkedIn. If you had not refused before { DATETIME($start, dateStyle: "long") }, sources disagree on older content: see what follows.
    }

    Each account has its own setting: if you have another account, do the same there.
    .next = ➡️ What follows, optional

walkthrough-objection = { $phase ->
        [before] <b>Optional: the objection form.</b>
        [eve] <b>Optional: the objection form.</b>
        [day] <b>Optional: objection form, for older content.</b>
       *[after] <b>Optional: objection form, for older content.</b>
    }

    { $phase ->
        [before] You refused before the start: your content, even old content, is not used for training, says LinkedIn. This form also serves for AI that the switch does not cover.
        [eve] You refused before the start: your content, even old content, is not used for training, says LinkedIn. This form also serves for AI that the switch does not cover.
        [day] A refusal from before the start protects it, a later one does not, says the Italian authority. LinkedIn’s help sets no such limit. Ask for it to be left out, without a promise.
       *[after] A refusal from before the start protects it, a later one does not, says the Italian authority. LinkedIn’s help sets no such limit. Ask for it to be left out, without a promise.
    }

    Open it below and choose “{ $label-form-option }”. An e-mail confirms, says an article.
    .next = ✅ Sent
    .no = ⏭ Not now
walkthrough-objection-lost = <b>No form, or no such option?</b>
    .tip =
        • Look for an option on training AI that creates content.
        • No reason has to be given, according to an Italian law firm.
        • Still stuck: write to LinkedIn’s data protection officer.

# Variables:
#   $count (Number) - how many of the two settings are ticked
walkthrough-siblings =
    <b>Two other settings, optional.</b> Ticked: { $count } of 2.

    • “{ $label-research }”: open “{ $label-data-privacy }”, find the entry in the list and turn it off.
    • “{ $label-ads }”: open these settings and turn off what you do not want.

    They change nothing about the AI switch.
    .next = 🧾 My receipt
walkthrough-research =
    .open = ☐ Research: tick it once done
    .done = ☑ Research: done
walkthrough-ads =
    .open = ☐ Advertising: tick it once done
    .done = ☑ Advertising: done

# Variables:
#   $today (Date) - the day on which the switch was seen Off
walkthrough-receipt = 🧾 <b>Your receipt: switch Off on { DATETIME($today, dateStyle: "long") }</b>
walkthrough-receipt-checks =
    You saw:
    ☑ the page “{ $label-entry }”
    ☑ the switch reading Off
    ☑ still Off, with the page opened again
walkthrough-receipt-note =
    .form-done = ☑ Objection form: sent
    .form-open = ☐ Objection form: not ticked
    .research-done = ☑ Research setting: done
    .research-open = ☐ Research setting: not ticked
    .ads-done = ☑ Advertising settings: done
    .ads-open = ☐ Advertising settings: not ticked
walkthrough-receipt-again = Keep this message. Check again if LinkedIn changes its terms. A file for your calendar, in:
# Variables:
#   $count (Number) - in how many months
walkthrough-look-again = { $count ->
    [one] 📅 { $count } month
   *[other] 📅 { $count } months
}

look-again-file = Look at the LinkedIn switch again
look-again-title = Look at LinkedIn’s AI switch again
look-again-body = Open the link and sign in to LinkedIn: the switch should read Off. If it no longer does, turn it off again.
# Variables:
#   $at (Date) - local date and time of the entry
look-again-caption = 📅 Open this file to add it to your calendar: { moment }. I keep nothing of that date.
