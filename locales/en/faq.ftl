### The answers of the FAQ. The words of a claim belong to the table of the same id in bot/knowledge/claims.toml, which says who states it, when, and on which days it may be said.
###
### Variables given to every claim:
###   $phase (String) - "before" (up to 1 November 2025), "eve" (2 November), "day" (3 November) or "after"
###   $days (Number) - whole days until 3 November 2025; from then on, whole days since; 0 on the day itself
###   $start (Date) - 3 November 2025
###   $today (Date) - the day of the answer
###   $label-... (String) - the words of LinkedIn's interface, from bot/knowledge/labels.toml
###
### The attribute .dispute of a claim says, in one sentence, who states something else. HTML: only <b> and <i>.

## Topics: the question as a member asks it, and the short words of its button

topic-what-changes = What is changing on LinkedIn with AI?
    .button = What is changing
topic-when = From which date, and until when can I refuse?
    .button = The date
topic-data-used = Which data does LinkedIn’s AI use?
    .button = Data used
topic-data-excluded = Which data is not used?
    .button = Data not used
topic-private-messages = Are my private messages used?
    .button = Private messages
topic-salary-data = Is my salary used?
    .button = Salary
topic-profile-data = Which parts of my profile are concerned?
    .button = My profile
topic-public-activity = Are my posts and comments used?
    .button = Posts and comments
topic-recruiter-exchanges = Are my exchanges with recruiters used?
    .button = Exchanges with recruiters
topic-ai-questions = Are my questions to LinkedIn’s AI used?
    .button = My questions to the AI
topic-job-applications = Are my CV and my job applications used?
    .button = CV and applications
topic-minors = Are people under 18 concerned?
    .button = Under 18
topic-how-to-opt-out = How do I refuse?
    .button = How to refuse
topic-opt-out-link = Where is the direct link to the setting?
    .button = Link to the setting
topic-verify = How do I check that it is really off?
    .button = Check my refusal
topic-opt-out-effect = What does refusing change for me?
    .button = Effects of refusing
topic-past-data = What happens to my older content?
    .button = Older content
topic-after-deadline = Can I still refuse?
    .button = Still possible?
topic-default-on = Why is it on without my consent?
    .button = Why on by default?
topic-legal-basis = Is it legal, and how do I complain?
    .button = Legality and complaints
topic-regions = Which countries and which members are concerned?
    .button = Countries concerned
topic-purpose = Why does LinkedIn want this data?
    .button = Why this data?
topic-who-trains = Who gets my data: LinkedIn, Microsoft, OpenAI?
    .button = Who gets the data?
topic-ads-sharing = Is my data also used for advertising?
    .button = Advertising
topic-privacy-risks = What are the risks for my privacy?
    .button = Risks
topic-hiring-impact = What does this change for recruitment?
    .button = Recruitment
topic-other-platforms = What about Meta, Indeed, Glassdoor, Viadeo or Monster?
    .button = Other sites
topic-protect-more = What else can I do to protect my data?
    .button = More protection
topic-private-browsing = How do I visit profiles in private mode?
    .button = Visits in private mode
topic-fake-recruiters = How do I recognise a fake recruiter?
    .button = Fake recruiters
topic-stay-informed = How do I hear about changes?
    .button = Stay informed
topic-objection-erasure = How do I object, or get or erase my data?
    .button = Objection and erasure
topic-bot-reminders = How do I set the reminders of this bot?
    .button = Reminders
topic-bot-privacy = What does this bot keep about me?
    .button = What this bot keeps
topic-bot-identity = Who is behind this bot?
    .button = Who is this bot?
topic-greeting = Hello!
    .button = Hello!
topic-out-of-scope = Another question
    .button = Another question

## What changes, and when

claim-training-in-short = { $phase ->
    [before] From { DATETIME($start, dateStyle: "long") }, LinkedIn will train its AI on its members’ data, unless they refuse.
    [eve] From tomorrow, { DATETIME($start, dateStyle: "long") }, LinkedIn will train its AI on its members’ data, unless they refuse.
    [day] From today, { DATETIME($start, dateStyle: "long") }, LinkedIn trains its AI on its members’ data, unless they refuse.
   *[after] Since { DATETIME($start, dateStyle: "long") }, LinkedIn has trained its AI on its members’ data, unless they refuse.
} This is AI that creates content. Regions: European Union, European Economic Area, United Kingdom, Switzerland, Canada and Hong Kong.
claim-on-by-default = The setting is on by default. You can refuse at any time, in your LinkedIn settings.
claim-content-models = This AI creates content: text, images, sound and other media.
claim-paused-in-2024 = In 2024, LinkedIn left out the European Union, the European Economic Area and Switzerland. It suspended the training for the United Kingdom, Hong Kong and Canada.
claim-start-date = { $phase ->
    [before] { $days ->
        [one] Training is due to start on { DATETIME($start, dateStyle: "long") }. { $days } day is left before that date.
       *[other] Training is due to start on { DATETIME($start, dateStyle: "long") }. { $days } days are left before that date.
    }
    [eve] Training is due to start tomorrow, { DATETIME($start, dateStyle: "long") }. Today is the last full day before the start.
    [day] Training starts today, { DATETIME($start, dateStyle: "long") }.
   *[after] Training started on { DATETIME($start, dateStyle: "long") }.
}
claim-no-closing-date = LinkedIn has set no closing date: you can refuse at any time.
claim-refuse-early = It is better to refuse before the start: refusing does not undo training already done.
claim-authorities-advise-early = The Dutch and Belgian data protection authorities advise refusing before { DATETIME($start, dateStyle: "long") }.

## Which data

claim-data-list =
    { $phase ->
        [before] Unless you refuse, this data will be used for the training, says LinkedIn’s European notice:
        [eve] Unless you refuse, this data will be used for the training, says LinkedIn’s European notice:
       *[after] Unless you refuse, this data is used for the training, says LinkedIn’s European notice:
    }
    • your profile (name, photo, career, skills…);
    • your posts, articles, comments and poll answers;
    • your activity and your messages in groups;
    • what you type into LinkedIn’s AI, and its answers;
    • the CV and application answers saved in your account.
claim-feedback-in = LinkedIn’s question-and-answer page adds the feedback that you give on its AI tools.
claim-technical-data-not-listed = This list names neither your internet (IP) address, nor your browsing, nor your clicks on ads. The notice names them for other uses.
claim-scope-reduced = On 7 November 2025, the Irish data protection authority said it had obtained changes. LinkedIn agreed to use less data, over a shorter period. No source that we found gives the details.
claim-excluded-list = LinkedIn says it does not use:
    • your private messages;
    • your login details and means of payment;
    • salary and application data linked to you;
    • data of members who, it believes, may be under 18.
claim-bot-cannot-check = This is what LinkedIn says; this bot cannot check it.
claim-private-messages-out = Your private messages are not used for this AI training, says LinkedIn.
    .dispute = Test Achats (Belgium) writes that messages are used; no LinkedIn text that we found says so.
claim-private-messages-not-listed = The list of data in the European notice does not name private messages either.
claim-group-messages-in = Be careful: messages written in a group are on the list of data used.
    .dispute = LinkedIn’s help pages say that private messages are not used; its European notice does name group messages.
claim-drafts-are-prompts = If LinkedIn’s AI helps you write a message, the text that you give it is a request to the AI. So it is on the list.
claim-safety-scan = Scanning messages for safety is a different kind of processing.
claim-us-lawsuit-dropped = In the United States, a lawsuit of 21 January 2025 said that private messages (InMail) had trained AI. It was dropped on 30 January 2025. The plaintiff’s lawyer said LinkedIn had shown evidence to the contrary.
claim-salary-out = Your salary data is not used, says LinkedIn. This means the data that you give it and that is linked to you.
claim-salary-caution = To be careful, do not write your salary in a post, your profile or a saved CV. That content is on the list of data used.
claim-profile-list =
    { $phase ->
        [before] Unless you refuse, LinkedIn will use these parts of your profile, says its notice:
        [eve] Unless you refuse, LinkedIn will use these parts of your profile, says its notice:
       *[after] Unless you refuse, LinkedIn uses these parts of your profile, says its notice:
    }
    • who you are: name, photo and place;
    • your work: current job and career;
    • what you know: education and skills;
    • what others say of you: endorsements and recommendations.
claim-profile-list-rest = The list also names:
    • summary, certificates and licences;
    • voluntary work, publications and patents.
claim-not-only-public = The notice does not limit this list to the public profile.
claim-contact-details-not-listed = Your contact details are not on this list. The notice names them for running AI tools.
claim-activity-in = { $phase ->
    [before] Unless you refuse, your posts, articles, comments and poll answers will be used, says LinkedIn.
    [eve] Unless you refuse, your posts, articles, comments and poll answers will be used, says LinkedIn.
   *[after] Unless you refuse, your posts, articles, comments and poll answers are used, says LinkedIn.
} The same goes for your activity and your messages in groups.
claim-likes-not-listed = The list does not name likes or other reactions.
claim-likes-not-listed-disputed = { claim-likes-not-listed }
    .dispute = An article of 23 September 2025 (Pierre Crochart) counts reactions too; LinkedIn’s list does not name them.
claim-outsiders-can-object = A person without an account, mentioned or shown by a member, can object with the form.
claim-recruiter-private-out = Your private conversations with a recruiter are not used, says LinkedIn. They are private messages.
claim-recruiter-private-out-disputed = { claim-recruiter-private-out }
    .dispute = Some articles, one of them in Journal du Net, say that exchanges with recruiters may be used; LinkedIn’s list does not say so.
claim-recruiter-saved-in = { $phase ->
    [before] Unless you refuse, LinkedIn will use your CV and your answers to recruiters’ questions, says its notice.
    [eve] Unless you refuse, LinkedIn will use your CV and your answers to recruiters’ questions, says its notice.
   *[after] Unless you refuse, LinkedIn uses your CV and your answers to recruiters’ questions, says its notice.
} This means those that you save in your account.
claim-inmail-private = An InMail message counts as a private message, according to the Penheel blog.
claim-recruiter-drafts-purpose = Writing recruiters’ messages is one of the purposes of this AI. It is not a source of data.
claim-prompts-in = { $phase ->
    [before] Unless you refuse, what you type into LinkedIn’s AI will be used to train it, says its notice.
    [eve] Unless you refuse, what you type into LinkedIn’s AI will be used to train it, says its notice.
   *[after] Unless you refuse, what you type into LinkedIn’s AI is used to train it, says its notice.
} This means your requests, searches and chats, and also the answers of the AI.
claim-prompts-still-processed = Even after a refusal, the tool processes your text to answer you. That text can appear in the result.
claim-prompts-bing = Some of LinkedIn’s AI tools pass a request on to Bing, Microsoft’s search engine.
claim-job-saved-in = { $phase ->
    [before] LinkedIn says that the CV and the application answers saved in your account will be used, unless you refuse.
    [eve] LinkedIn says that the CV and the application answers saved in your account will be used, unless you refuse.
   *[after] LinkedIn says that the CV and the application answers saved in your account are used, unless you refuse.
}
claim-job-saved-in-disputed = { claim-job-saved-in }
    .dispute = Some Dutch media write that application information is not used.
claim-job-attributable-out = The data of an application to an employer, linked to you, is not used, says LinkedIn.
claim-job-clean-up = Delete from your account the CVs and answers that you no longer need.
claim-minors-out = LinkedIn says it does not use data of members who, it believes, may be under 18. This holds even if the setting is on, it says.
claim-minors-clue = Being in secondary school is a clue named by LinkedIn; the limit is 18 years.
claim-minors-sure-way = LinkedIn relies on what it believes about age. So the surest way is still to turn the setting off.
claim-minors-minimum-age = The minimum age for LinkedIn is 16.
claim-minors-dpc = The Irish data protection authority obtained better protection for people under 18. It said so on 7 November 2025.
claim-minors-declaration = Since August 2026, the notice mentions a declaration of age, and a date of birth for minors.

## Refusing

claim-optout-steps = Sign in to LinkedIn, then open the link to the setting. Turn off “{ $label-switch }” (or a similar name).
claim-optout-path = Without the link, open “{ $label-settings-web }”, then “{ $label-data-privacy }”. Then open “{ $label-entry }”.
claim-optout-path-app = In the app, tap your photo at the top left, then “{ $label-settings-app }” (the gear). Then open “{ $label-data-privacy }” and “{ $label-entry }”.
claim-optout-path-web = On a computer, click your photo or “{ $label-me }”, at the top right, to find “{ $label-settings-web }”. The setting is in the group “{ $label-usage-group }”.
claim-optout-no-save = Most guides mention no button to save.
claim-optout-form-outsiders = Without a LinkedIn account, use the objection form.
claim-link-direct = The link to the setting is below. You need to sign in to LinkedIn.
claim-link-name = The setting is called “{ $label-entry }” (or a similar name).
claim-link-browser = If the link does not open the right page in the app, try a browser.
claim-link-origin = This address is written in LinkedIn’s European notice.
claim-verify-off = Open the link to the setting again: the switch must be off. Read the word shown, rather than the colour.
claim-verify-each-account = The refusal belongs to one account, on all your devices. If you have several accounts, refuse in each one.
claim-verify-list-state = In the list “{ $label-data-privacy }”, the state of the setting should be written next to its name.
claim-verify-colour = Green means on. Depending on the source, the switch that is off is white, grey or black.
claim-verify-no-email = No source that we found mentions an e-mail after using the switch. The form does lead to a confirmation by e-mail, according to one article.
claim-effect-stops = { $phase ->
    [before] After a refusal, your data and content will not train the AI that creates content, says LinkedIn.
    [eve] After a refusal, your data and content will not train the AI that creates content, says LinkedIn.
   *[after] After a refusal, your data and content no longer train the AI that creates content, says LinkedIn.
}
claim-effect-no-loss = You lose no feature: the AI tools stay available, says LinkedIn.
claim-effect-not-covered = The setting does not cover AI for personalisation, security and moderation. It does not seem to cover the recruiting tool “Hiring Assistant”. For those uses, there is the objection form.
claim-effect-visibility = Some articles suggest that refusing makes you less visible to recruiters. No LinkedIn text that we found says so.
claim-effect-kept = If you had already turned this setting off, it stays off, according to the press.
claim-past-safe-before = Training has not started yet. If you refuse before { DATETIME($start, dateStyle: "long") }, your content, even old content, will not be used for it, says LinkedIn.
claim-past-no-undo = Refusing does not undo training already done, says LinkedIn.
claim-new-content-out = After a refusal, your new content is not used, says LinkedIn.
claim-old-content-unsure = The sources contradict each other on a refusal made from { DATETIME($start, dateStyle: "long") } on. Your older content may still be used.
    .dispute = LinkedIn’s help page does not limit the refusal to new content; the Italian authority and the site Security.NL do, for a refusal after the start.
claim-past-early-refusal = A refusal made before { DATETIME($start, dateStyle: "long") } also protects your older content, according to the Italian authority.
claim-past-form = Turn the setting off, then use the objection form to ask that your older content be left out. LinkedIn considers the request, without any promise.
claim-past-italy = According to the Italian authority, a refusal before { DATETIME($start, dateStyle: "long") } protects all your content. Later, it will only count for new content.
claim-past-unlearn = Authorities explain that data cannot simply be taken out of an AI that has already been trained.
claim-past-2003-plan = According to the Dutch authority, LinkedIn’s plan goes back to 2003.
claim-past-period-reduced = The first plan went back to 2003, according to the Dutch authority. On 7 November 2025, the Irish authority announced a shorter period. The exact limit is not public.
    .dispute = The Dutch authority and Panorama (Italy) name the year 2003; the Irish authority said on 7 November 2025 that the period is shorter.
claim-past-delete = Deleting old content may prevent later use. It takes nothing out of an AI that has already been trained.
claim-still-time = { $phase ->
    [before] { $days ->
        [one] There is still time: training is due to start in { $days } day, on { DATETIME($start, dateStyle: "long") }.
       *[other] There is still time: training is due to start in { $days } days, on { DATETIME($start, dateStyle: "long") }.
    }
    [eve] There is still time: training is due to start tomorrow, { DATETIME($start, dateStyle: "long") }.
    [day] You can still refuse, at any time. Training starts today, { DATETIME($start, dateStyle: "long") }.
   *[after] You can still refuse, at any time. Training started on { DATETIME($start, dateStyle: "long") }.
}
claim-notice-in-2026 = You can still refuse. On 21 August 2026, LinkedIn’s notice still allowed it, at any time.
claim-notice-may-change = The link in it was the same. This may have changed since: check on the page of the setting.

## Law, countries, purpose, who gets the data

claim-default-interest = The setting is on by default. In Europe, LinkedIn relies on its “legitimate interest”, a ground in law that does not ask for your consent.
claim-default-right = In return, the European data protection law (GDPR, article 21) gives you the right to object.
claim-default-critics = Authorities and associations call this choice problematic.
claim-legal-open = This is not settled. As far as we know, no court has ruled on this case and no authority has banned it.
claim-legal-open-2026 = In September 2026, this was not settled: we had found neither a ruling nor a ban.
claim-legal-ground = In Europe, LinkedIn relies on its “legitimate interest” (GDPR, the European data protection law).
claim-legal-dpc = On 7 November 2025, the Irish authority said it had obtained changes. It neither approved this processing nor found that it complies with the law.
claim-legal-not-advice = This is not legal advice.
claim-legal-edpb = According to a joint opinion of the European authorities, legitimate interest can be enough to train an AI. This holds under conditions and case by case.
claim-legal-dutch = The Dutch authority said on 24 September 2025 that it was very concerned. In its view, it is not settled that LinkedIn may do this.
claim-legal-ico = On 23 September 2025, the British authority (ICO) said that it monitors the project. LinkedIn remains responsible, it said.
claim-legal-cnil = The CNIL, the French authority, explains how to object, without judging whether it is legal.
claim-legal-silent = We found nothing from the Swiss, Spanish, Polish and Portuguese authorities about LinkedIn.
claim-legal-dpc-report-due = The Irish authority is following the case. A report is due within five months after the start of the training.
claim-legal-dpc-report-missing = The Irish authority expected a report around 3 April 2026. In September 2026, we had found no publication of it.
claim-legal-complaint = To complain, write to LinkedIn first, then to the authority of your country. /complaint helps you.
claim-legal-complaint-where = The authority of your country works with the Irish authority. In the United Kingdom, it is the ICO.
claim-regions-list = The change of { DATETIME($start, dateStyle: "long") } concerns:
    • the European Union;
    • the rest of the European Economic Area (Iceland, Liechtenstein, Norway);
    • the United Kingdom, Switzerland, Canada and Hong Kong.
claim-regions-others = In the United States and most other countries, this use has been on since 2024, according to the press.
claim-regions-members = In the regions concerned, the setting is on by default for all members.
claim-regions-uk = The United Kingdom is missing from some lists because it has its own part in the notice. On 23 September 2025, the British authority confirmed that the project was resuming.
    .dispute = The list that LinkedIn announced and the press repeated leaves out the United Kingdom; its notice and the British authority (ICO) do not.
claim-uk-microsoft = In the United Kingdom only, the notice provides for Microsoft also training its own AI. For that, LinkedIn shares, among others, posts, comments, articles, videos, company pages and job postings. The same link lets you refuse.
claim-regions-unchecked = This bot could not check the case of mainland China.
claim-purpose-stated = LinkedIn wants to improve AI that creates content. This AI helps to write posts, profiles, advertisements and messages (recruiters’ too). It also runs chat assistants. This is what the notice says.
claim-purpose-rest = The notice also names content that LinkedIn publishes itself. It speaks of safe, fair and accurate AI for the world of work.
claim-purpose-benefit = LinkedIn announces easier contact with recruiters and help with creating content.
claim-who-linkedin = { $phase ->
    [before] This data will be used to train LinkedIn’s AI.
    [eve] This data will be used to train LinkedIn’s AI.
   *[after] This data is used to train LinkedIn’s AI.
} The setting covers LinkedIn and its affiliated companies, Microsoft among them.
claim-who-microsoft = In the United Kingdom, the notice provides for Microsoft also training its own AI on your content. It does not for the European Union, the European Economic Area and Switzerland.
    .dispute = According to LinkedIn’s help page, the setting covers Microsoft too; its notice provides for training by Microsoft in the United Kingdom only.
claim-who-openai = Some tools may run on another provider’s AI, such as Microsoft’s Azure OpenAI service. No source that we found shows that OpenAI receives your data to train its AI.
claim-who-permitted = The notice adds that sharing with Microsoft for AI happens where it is permitted.
claim-who-outside-europe = Outside Europe, public content may go to LinkedIn’s affiliated companies, Microsoft among them. This is for their services, says its general privacy policy.
claim-ads-different = Advertising is another matter, with another setting: turning one off does not change the other.
claim-ads-regions = Sharing with Microsoft for advertising does not apply everywhere, says LinkedIn. It leaves out the European Union, the European Economic Area and Switzerland. A newer text adds the United Kingdom.
claim-ads-settings-europe = In Europe, there are other settings for advertising.
claim-ads-extended = { $phase ->
    [before] Sharing for ads is due to extend to the United States and many other regions on { DATETIME($start, dateStyle: "long") }.
    [eve] Sharing for ads is due to extend to the United States and many other regions tomorrow, { DATETIME($start, dateStyle: "long") }.
    [day] Sharing for ads is due to extend to the United States and many other regions today, { DATETIME($start, dateStyle: "long") }.
   *[after] Sharing for ads was due to extend to the United States and many other regions on { DATETIME($start, dateStyle: "long") }.
}
claim-ads-canada-hong-kong = For Canada and Hong Kong, the sources do not let us be sure.
    .dispute = NordVPN says that Canada and Hong Kong are concerned; Gulf News only speaks of most regions.

## Risks and protection

claim-risk-control = One risk is losing control of your data: refusing does not erase what an AI has already learnt.
claim-risk-advice = Avoid writing about sensitive matters, such as health, religion or politics. Your posts, your group messages and your questions to the AI are on LinkedIn’s list.
claim-risk-dutch = The Dutch authority fears a loss of control. It points out that sensitive data needs care.
claim-risk-repeat = An AI may repeat data from its training, the Swiss broadcaster SRF points out.
claim-risk-job = German authorities (Hesse and Saxony) see possible drawbacks in not refusing. For example, employers could assess candidates with AI.
claim-risk-filters = The Irish authority also obtained filters against sensitive content. They cover some pages and some groups.
claim-risk-reduce = In 2024, LinkedIn said that it tries to reduce personal data in the training of its own AI.
claim-hiring-content = This training is for AI that creates content, for example recruiters’ messages.
claim-hiring-assistant = To compare candidates with the criteria of a job, LinkedIn has another tool, “Hiring Assistant”. It uses profiles, CVs and answers, and writes summaries for recruiters. The setting does not seem to cover it.
claim-hiring-no-proof = This bot knows no proof that refusing changes your chances of being hired.
claim-hiring-bias = On unfair decisions (bias), this bot found no measurement for LinkedIn. The notice says it aims at fair AI.
claim-hiring-eu-law = The European law on AI classes recruitment as “high-risk”. In June 2026, Parliament and Council voted to move the duties to 2 December 2027. Specialist blogs report this.
claim-other-know = We found no reliable comparison of these sites.
claim-other-meta = Meta (Facebook, Instagram) has trained its AI in Europe since 27 May 2025. Meta uses adults’ public posts and requests to its AI. There, you refuse with a form.
claim-other-unknown = On Welcome to the Jungle, JobTeaser and Talentsoft, we found nothing about this: this bot does not know.
claim-other-indeed = Indeed and Glassdoor have the same owner. They share data: name, e-mail, CV or profile, searches, clicks. You can ask for the deletion of your data or for an end to this sharing.
claim-other-glassdoor = Glassdoor says that it cannot guarantee anonymity.
claim-other-viadeo = Viadeo was taken over by the Figaro group around the start of 2017. This bot has not checked whether this network still works.
claim-other-monster = Monster’s European business closed in summer 2025. The French site came back only as an aid for writing a CV.
claim-protect-list = Here is a short list:
    • turn off the AI setting;
    • for your old content, send the objection form;
    • set advertising and the visibility of your profile;
    • delete CVs and content that you no longer need;
    • turn on two-step verification;
    • write nothing sensitive in your posts, your groups and your requests to the AI.
claim-protect-research = Another setting, in “{ $label-data-privacy }”, is about social, economic and workplace research. The authorities of Thuringia and Saxony advise turning it off too.
claim-protect-copy = You can ask for a copy of your data in “{ $label-data-privacy }”.
claim-protect-devices = Also check the devices signed in to your account, and choose a strong password.
claim-protect-not-vpn = Private mode and a VPN (which hides your connection’s address) do not hide you from LinkedIn. It sees the signed-in account. No source that we found links them to AI training.
claim-browsing-scope = Private mode hides your visits from other members. It does not hide them from LinkedIn, and no source that we found links it to AI training.
claim-browsing-path = In “{ $label-settings-web }”, open “{ $label-visibility }”, then “{ $label-profile-viewing }”. Choose “{ $label-private-mode }” (or a similar name).
claim-browsing-price = With a free account, you then no longer see who visits your profile. With Premium, the list stays.
claim-browsing-limits = This mode is not perfect: according to a blog, going back to visible mode later can reveal visits.
claim-browsing-noyb = On 5 May 2026, the association noyb complained in Austria about LinkedIn. The reason: the visitors of a profile are shown only to those who pay. This is not about AI.
claim-scam-money = First sign: you are asked for money. Or for an identity card or bank details, before any meeting.
claim-scam-signs = Other signs: a lot of money for little work, software to install, a premium-rate phone number. Or a cheque to cash, then to pay back.
claim-scam-act = Check the company on its own website. Report and block the profile on LinkedIn. Never pay.
claim-scam-good-signs = Good signs, says LinkedIn:
    • a verification badge and a detailed work history;
    • a company page with active staff;
    • an e-mail from the company;
    • a conversation that stays on LinkedIn, without pressure.
claim-scam-badge = A badge confirms only some details.
claim-scam-linkedin-never = LinkedIn does not ask for your password and does not charge for its support.
claim-informed-linkedin = LinkedIn announces changes by e-mail and by a banner on its site. Its terms allow for cases without notice.
claim-informed-advice = Read its European notice again, and check your setting after each change of the terms.
claim-informed-authorities = Also follow the authority of your country, for example the CNIL in France. The Irish authority (DPC) supervises LinkedIn for the European Union.
claim-informed-no-reset = No source that we found shows that LinkedIn turns the setting on again by itself.
claim-rights-form = LinkedIn’s objection form is open to everyone, even without an account. You can also use it for the AI that the switch does not cover.
claim-rights-considered = LinkedIn considers each objection and may refuse it in some cases. It does not promise to take out what an AI has already learnt.
claim-rights-close = To close your account, there is a direct link.
claim-rights-option = In the form, choose “{ $label-form-option }” (or a similar name).
claim-rights-no-reason = According to an Italian law firm, no reason has to be given.
claim-rights-others = LinkedIn has other forms: to correct, to delete, and to write to its data protection officer. You can ask for a copy of your data in the settings.
claim-rights-delays = After closing, the public profile may stay visible for up to 72 hours. In search engines, it may take longer. Data is normally erased within 30 days.

## This bot

claim-reminders-choice = { $phase ->
    [before] With /remind, choose a countdown to { DATETIME($start, dateStyle: "long") }: light, standard or daily.
    [eve] With /remind, choose a countdown to { DATETIME($start, dateStyle: "long") }: light, standard or daily.
    [day] With /remind, choose three reminders at most, until you have refused. Or a new check in 3, 6 or 12 months.
   *[after] With /remind, choose three reminders at most, until you have refused. Or a new check in 3, 6 or 12 months.
}
claim-reminders-opt-in = This bot sends no reminder unless you ask for it. /stop ends them all.
claim-reminders-block = Blocking this bot also ends the reminders.
claim-recheck-offer = This bot can remind you in 3, 6 or 12 months, with /remind.
claim-stored = This bot stores nothing about you while you ask questions or follow the guide. Once something must last, such as a reminder, it keeps:
    • the number of the chat (encrypted), its language and time zone;
    • your choices, your step and the last day of use.
claim-not-stored = It keeps neither name nor texts, except a question that you hand it, for 30 days at most. /delete erases all of it, /privacy tells more.
claim-who-runs = This bot is run by the person or organisation that installed it. /privacy gives the name, if it was stated.
claim-identity = I am a free bot, independent of LinkedIn. My answers are automatic: neither a human nor an AI writes them during the chat.
claim-no-login = I never ask for your LinkedIn password and I do not act in your account.
claim-greeting = Thank you for your message! I answer questions about LinkedIn and the training of its artificial intelligence (AI).
claim-greeting-examples = For example, write: “Are my private messages used?” or “How do I refuse?”
claim-unknown = I do not know the answer to this question, and I prefer not to guess.
claim-unknown-scope = I answer about LinkedIn’s AI: the data used, the dates, refusing, your rights. /help shows what I can do.
claim-unknown-elsewhere = For the rest of your account, ask LinkedIn’s help.

## Who says so

# Shown instead of the day of the last check, on a day before the first one.
who-says-unconfirmed = On this date, some points were not confirmed yet.
# Above what somebody states otherwise, one sentence each.
who-says-disputed = <b>Not all sources say the same:</b>
# Shown where no source was out yet.
source-none-yet = • no source published by this date
# Variables:
#   $precision (String) - how far the date is known: day, month, year or none; page: it has no address; bot: this bot itself
#   $title, $publisher, $url (String) - what it is, who published it, where
#   $published (Date) - the day of a "day"
#   $month (Number) - the month of a "month", from 1
#   $year (String) - the year of a "month" or a "year"
source-line = { $precision ->
    [day] • <a href="{ $url }">{ $title }</a> – { $publisher }, { DATETIME($published, dateStyle: "long") }
    [month] • <a href="{ $url }">{ $title }</a> – { $publisher }, { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    } { $year }
    [year] • <a href="{ $url }">{ $title }</a> – { $publisher }, { $year }
    [none] • <a href="{ $url }">{ $title }</a> – { $publisher }, undated
    [page] • { $title } – { $publisher }
   *[bot] • this bot itself
}

## Links: the words of their buttons

link-setting = Open the LinkedIn setting
link-data-privacy-section = Data settings
link-objection-form = Objection form
link-help-control = Help: this setting
link-help-faq = Help: questions about AI
link-help-update = Help: the change of 2025
link-eu-notice = European notice
link-hiring-assistant = Help: Hiring Assistant
link-minors-help = Help: members aged 16-17
link-ads-settings = Advertising settings
link-ads-sharing-help = Help: ads, outside Europe
link-close-account = Close my LinkedIn account
link-deletion-form = Deletion form
link-correction-form = Correction form
link-dpo-form = Write to the data officer
