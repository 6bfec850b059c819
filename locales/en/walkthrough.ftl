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
walkthrough-or-similar = <i>The name may differ slightly in your version.</i>

walkthrough-lost = 🔍 I can’t see it
walkthrough-return = ⬅️ Back to the step
walkthrough-again = 🔁 Check again from the start

walkthrough-open-link =
    <b>Open the direct link</b> with the button below. If LinkedIn asks you to, sign in there.

    You should then see “{ $label-entry }”, with a switch.
    .next = ✅ I can see the page
walkthrough-open-link-lost =
    <b>The link opens something else?</b>

    • Not signed in: sign in to LinkedIn first, then press the link again.
    • On a phone, the link may open the app on another page: use the app’s own menus, or open the link in a browser.
    • No LinkedIn account: the switch is for members, but the objection form is open to everybody.

walkthrough-phone-open-menu =
    <b>Open the LinkedIn app and tap your photo</b>, at the top left.

    A panel opens.
    .next = ✅ The panel is open
walkthrough-phone-open-menu-lost =
    <b>No photo at the top left?</b>

    • Not signed in: sign in to the app first.
    • Update the app, or take another way.
walkthrough-computer-open-menu =
    <b>Open linkedin.com and click “{ $label-me }”</b>, or your photo, at the top right.

    A menu opens.
    .next = ✅ The menu is open
walkthrough-computer-open-menu-lost =
    <b>No “{ $label-me }” at the top right?</b>

    • Not signed in: sign in to linkedin.com first.
    • Look for your profile photo instead, or take another way.

walkthrough-phone-open-settings =
    <b>Tap “{ $label-settings-app }”</b>, at the bottom of the panel, with a gear.

    The settings open.
    .next = ✅ I can see the settings
walkthrough-phone-open-settings-lost =
    <b>No “{ $label-settings-app }” in the panel?</b>

    • Scroll to the very bottom of the panel.
    • In some versions the gear is at the top right of your own profile.
    • The app speaks another language: look for the gear.
walkthrough-computer-open-settings =
    <b>Choose “{ $label-settings-web }”</b> in that menu.

    The settings open.
    .next = ✅ I can see the settings
walkthrough-computer-open-settings-lost =
    <b>No “{ $label-settings-web }” in the menu?</b>

    • Close the menu and open it again, or take another way.
    • LinkedIn speaks another language: the entry is about settings and privacy.

walkthrough-phone-open-privacy =
    <b>Tap “{ $label-data-privacy }”</b> in the list of settings.
    .next = ✅ It is open
walkthrough-phone-open-privacy-lost =
    <b>No “{ $label-data-privacy }” in the list?</b>

    • Scroll through the whole list.
    • LinkedIn speaks another language: look for the entry about data and privacy.
walkthrough-computer-open-privacy =
    <b>Click “{ $label-data-privacy }”</b>, in the left column.
    .next = ✅ It is open
walkthrough-computer-open-privacy-lost =
    <b>No “{ $label-data-privacy }” on the left?</b>

    • Make the window wider, or take another way.
    • LinkedIn speaks another language: look for the entry about data and privacy.

walkthrough-phone-find-entry =
    <b>Tap “{ $label-entry }”</b> in the list.

    You should see a switch.
    .next = ✅ I can see the switch
walkthrough-phone-find-entry-lost =
    <b>No “{ $label-entry }” there?</b>

    • Scroll through the whole list.
    • Do not take the research entry or the advertising ones: they are other settings.
    • Update the app, or take another way.
walkthrough-computer-find-entry =
    <b>Click “{ $label-entry }”</b>, in the first group, “{ $label-usage-group }”.

    You should see a switch.
    .next = ✅ I can see the switch
walkthrough-computer-find-entry-lost =
    <b>No “{ $label-entry }” there?</b>

    • It is in the first group, “{ $label-usage-group }”: scroll back to the top.
    • Do not take the research entry or the advertising ones: they are other settings.

walkthrough-turn-off =
    <b>Turn “{ $label-switch }” Off.</b> If it already reads Off, leave it as it is.

    Read the word beside the switch rather than its colour.
    .next = ✅ It reads Off
walkthrough-turn-off-lost =
    <b>No switch, or it will not move?</b>

    • Look for “{ $label-switch }”, in “{ $label-entry }”.
    • Reload the page, or close and reopen the app.
    • Still stuck: take another way, or send the objection form.

walkthrough-check-page =
    Three quick looks, to be sure.

    <b>Is the page you are on named “{ $label-entry }”?</b>
    .next = ✅ Yes
    .no = ❌ No, another page
walkthrough-check-switch =
    <b>Does the switch “{ $label-switch }” read Off?</b>
    .next = ✅ Yes, Off
    .no = ❌ No, On
walkthrough-check-again =
    <b>Leave the page, open it again: does the switch still read Off?</b> The button below opens it.
    .next = ✅ Yes, still Off
    .no = ❌ No, it is On again

# Variables:
#   $phase (String) - before, eve, day, after: where today lies
#   $start (Date) - the day on which training starts or started
#   $today (Date) - today
walkthrough-done =
    ✅ <b>Done: on { DATETIME($today, dateStyle: "long") }, you saw your switch read Off.</b> Keep this message as your record.

    { $phase ->
        [before] You refused before { DATETIME($start, dateStyle: "long") }, the day training begins. While it is off, your data and content are not used for it, says LinkedIn.
        [eve] You refused before { DATETIME($start, dateStyle: "long") }, the day training begins. While it is off, your data and content are not used for it, says LinkedIn.
        [day] Training begins today. What you publish from now on will not be used for it, says LinkedIn. If you had not refused before, sources disagree about your older content: the objection form lets you ask for it to be left out, without any promise.
       *[after] What you publish from now on will not be used for training, says LinkedIn. If you had not refused before { DATETIME($start, dateStyle: "long") }, sources disagree about your older content: the objection form lets you ask for it to be left out, without any promise.
    }

    The setting belongs to one account: if you have another, do the same there.
