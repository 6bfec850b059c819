# Guidance beyond the switch: what changed, where to complain, and the text of an objection.

## What changed

changes = 📰 <b>What changed, newest first</b>
changes-none = 📰 I do not know of any change yet.
# Variables:
#   $on (Date) - the day of the change
change-date = <b>{ DATETIME($on, dateStyle: "long") }</b>
# Variables:
#   $title, $publisher, $url (String) - what it is, who published it, where
change-source = • <a href="{ $url }">{ $title }</a> – { $publisher }
change-announced = LinkedIn announced that it would train its AI that creates content on its members’ data, from 3 November 2025. This concerns the European Union, the rest of the European Economic Area, the United Kingdom, Switzerland, Canada and Hong Kong. The setting is on by default, and you can turn it off at any time.
change-started = The training started. LinkedIn’s new European notice and its new terms took effect.
change-regulator = The Irish data protection authority (DPC) said that LinkedIn had accepted changes. Among them: clearer notices, less data, a shorter period, and better protection of under-18s. The authority neither approved the training nor found that it complies with the law.
change-notice-2026 = LinkedIn revised its European notice, about checks of age and identity. The parts on this training have not changed, nor has the link to refuse it.
# Variables:
#   $follows (String) - whether the person wants to hear of changes: yes or no
changes-follow = { $follows ->
    [yes] 🔔 I will write to you when this list gets a new entry, or when the person who runs this bot announces a change.
   *[no] I can write to you when this list gets a new entry, or when the person who runs this bot announces a change. I only do so if you ask me to.
}
    .yes = 🔔 Write to me about changes
    .no = 🔕 No longer write about changes

## Where to complain: the places

complaint-ask-region =
    📮 <b>Objection and complaint</b>

    Where do you live? I do not store your answer.
complaint-ask-country = Which country do you live in?
place-eu = 🇪🇺 EU, Iceland, Liechtenstein, Norway
place-uk = 🇬🇧 United Kingdom
place-ch = 🇨🇭 Switzerland
place-ca = 🇨🇦 Canada
place-hk = 🇭🇰 Hong Kong
place-other = 🌍 Elsewhere
place-fr = 🇫🇷 France
place-be = 🇧🇪 Belgium
place-lu = 🇱🇺 Luxembourg
place-nl = 🇳🇱 Netherlands
place-de = 🇩🇪 Germany
place-it = 🇮🇹 Italy
place-ie = 🇮🇪 Ireland
place-li = 🇱🇮 Liechtenstein
place-es = 🇪🇸 Spain
place-pl = 🇵🇱 Poland
place-pt = 🇵🇹 Portugal
place-eu-other = 🇪🇺 Another country

## Where to complain: the steps

complaint = 📮 <b>Objection and complaint</b>
# Variables:
#   $place (String) - the country, as in authorities.toml
complaint-steps-eu = { $place ->
    [de]
        <b>1. Act first.</b> Turn the setting off, then send LinkedIn’s objection form.
        <b>2. If you wish, write to LinkedIn’s data protection officer too.</b>
        <b>3. Then complain to a data protection authority in Germany.</b> There are several. My sources do not say which one is yours. The Irish authority (DPC) leads on LinkedIn.
    [ie]
        <b>1. Act first.</b> Turn the setting off, then send LinkedIn’s objection form.
        <b>2. If you wish, write to LinkedIn’s data protection officer too.</b>
        <b>3. Then complain to the authority of your country.</b> It leads on LinkedIn for the whole European Union.
   *[other]
        <b>1. Act first.</b> Turn the setting off, then send LinkedIn’s objection form.
        <b>2. If you wish, write to LinkedIn’s data protection officer too.</b>
        <b>3. Then complain to the data protection authority of your country.</b> It works with the Irish authority (DPC), which leads on LinkedIn.
}
complaint-steps-uk =
    <b>1. Act first.</b> Turn the setting off, then send LinkedIn’s objection form.
    <b>2. If you wish, write to LinkedIn’s data protection officer too.</b>
    <b>3. Then complain to the British authority</b>, the ICO.
complaint-steps-ch =
    <b>1. Act first.</b> Turn the setting off, then send LinkedIn’s objection form. LinkedIn’s European notice covers Switzerland too.
    <b>2. If you wish, write to LinkedIn’s data protection officer too.</b>
    <b>3. A complaint in Switzerland:</b> I do not know how it goes there.
complaint-steps-ca =
    <b>1. Act first.</b> Turn the setting off.
    <b>2. You can send LinkedIn’s objection form.</b> I do not know how LinkedIn handles it for Canada.
    <b>3. A complaint in Canada:</b> I do not know how it goes there.
complaint-steps-hk =
    <b>1. Act first.</b> Turn the setting off.
    <b>2. You can send LinkedIn’s objection form.</b> I do not know how LinkedIn handles it for Hong Kong.
    <b>3. A complaint in Hong Kong:</b> I do not know how it goes there.
complaint-steps-other =
    <b>1. Act first.</b> Turn the setting off, if you find it in your account.
    <b>2. You can send LinkedIn’s objection form.</b> I do not know how LinkedIn handles it in your country.
    <b>3. A complaint in your country:</b> I do not know how it goes there.
complaint-no-authority = My sources name no authority for your country.
# Variables:
#   $count (Number) - how many authorities the country has here
complaint-authorities = { $count ->
    [one] <b>The authority</b>
   *[other] <b>The authorities that my sources name</b>
}
complaint-form-unknown = { $count ->
    [one] I do not know the address of its complaint form. Look for it on its site.
   *[other] I do not know the addresses of their complaint forms. Look for them on their sites.
}
complaint-nothing-found = { $count ->
    [one] I have found nothing that it says about LinkedIn’s AI.
   *[other] I have found nothing that they say about LinkedIn’s AI.
}
complaint-sources = <b>My sources</b>
complaint-no-letter = I have no ready letter for you: mine is for the European Union, Iceland, Liechtenstein and Norway. It rests on their data protection law (GDPR).
complaint-no-advice = <i>This is general information, not legal advice.</i>

## The authorities

# Variables:
#   $authority (String) - which one, as in authorities.toml
#   $known (String) - whether its address is known: yes or no
#   $url, $site (String) - its page, and the name of the site
authority = • { $authority ->
    [cnil] CNIL, France
    [apd] APD, Belgium
    [cnpd-lu] CNPD, Luxembourg
    [ap] AP, Netherlands
    [hessen] Hesse
    [niedersachsen] Lower Saxony
    [sachsen] Saxony
    [mecklenburg-vorpommern] Mecklenburg-Vorpommern
    [thueringen] Thuringia
    [sachsen-anhalt] Saxony-Anhalt
    [hamburg] Hamburg
    [bfdi] Federal authority (BfDI)
    [garante] Garante, Italy
    [dpc] DPC, Ireland
    [dss] Datenschutzstelle, Liechtenstein
    [aepd] AEPD, Spain
    [uodo] UODO, Poland
    [cnpd-pt] CNPD, Portugal
    [ico] ICO, United Kingdom
    [edoeb] FDPIC, Switzerland
    [opc] OPC, Canada
    [pcpd] PCPD, Hong Kong
   *[other] { $authority }
}: { $known ->
    [yes] <a href="{ $url }">{ $site }</a>
   *[no] I do not know its address
}

## The text of an objection

letter-open = ✍️ Text of an objection
letter-how =
    ✍️ <b>Text of an objection</b>

    Touch the text to copy it. Then put your own details in the place of the brackets. The buttons below change the text.
# What the person chose, and the day; the words are sent to LinkedIn.
# Variables:
#   $past (String) - leave out what was already published too: yes or no
#   $reason (String) - room for reasons: yes or no
#   $confirm (String) - ask for a confirmation: yes or no
#   $today (Date) - the day of the letter
letter =
    { "[" }Your first and last name]
    { "[" }E-mail address of your LinkedIn account]
    { "[" }Address of your LinkedIn profile]

    To: LinkedIn Ireland Unlimited Company, Data Protection Officer, Wilton Plaza, Dublin 2, Ireland

    { DATETIME($today, dateStyle: "long") }

    Subject: Objection to AI training (GDPR, Article 21)

    I object, under Article 21 of the GDPR, to the use of my personal data to train, fine-tune, evaluate or improve your AI models that create content. You rely on legitimate interest (Article 6(1)(f)) for this use.{ $past ->
        [yes] {""}

        My objection also covers what I have already published or provided. Please leave it out of all further training.
       *[no] {""}
    }{ $reason ->
        [yes] {""}

        My reasons: { "[" }your reasons]
       *[no] {""}
    }{ $confirm ->
        [yes] {""}

        Please confirm to me in writing that you respect this objection.
       *[no] {""}
    }

    Kind regards,
    { "[" }Your first and last name]
letter-copy = <pre>{ letter }</pre>
letter-send = Send it to LinkedIn with the objection form, or to its data protection officer. LinkedIn considers each objection and may refuse it in some cases. <i>This is not legal advice.</i>
letter-past =
    .yes = ✅ Leave out older content too
    .no = ⬜ Leave out older content too
letter-confirm =
    .yes = ✅ Ask for a confirmation
    .no = ⬜ Ask for a confirmation
letter-reason =
    .yes = ✅ Room for my reasons
    .no = ⬜ Room for my reasons
letter-file = 📄 As a text file
letter-name = linkedin-objection
letter-caption = 📄 Your letter as a file. Put your own details in the place of the brackets, then send it to LinkedIn.
