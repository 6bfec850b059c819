# The pictures: schematic drawings of our own.
# In each message: the value says in one sentence what the drawing shows, for who cannot see it;
#   .pointer  what the arrow at the highlighted thing says: three or four short words
#   $label-<id> (String) - the exact labels of LinkedIn's interface in this language

drawing-note = Schematic drawing, not a screenshot
drawing-independent = Independent of LinkedIn
drawing-phone = On your phone, in the app
drawing-computer = On a computer
drawing-link = By the direct link
drawing-setting = The page of the setting
drawing-form = The objection form
drawing-address = linkedin.com
# How a switch stands, written beside it.
drawing-on = On
drawing-off = Off
# Below a label that no source shows in the member's language.
drawing-english-label = English name; yours may differ

picture-walkthrough-open-link = Drawing of the page that the link opens, headed “{ $label-entry }”, with a switch below.
    .pointer = You should see this
picture-walkthrough-phone-open-menu = Drawing of the app’s start page: an arrow shows the photo at the top left.
    .pointer = Tap your photo
picture-walkthrough-phone-open-settings = Drawing of the panel that opened in the app: an arrow shows “{ $label-settings-app }”, with a gear, at the bottom.
    .pointer = Tap here
picture-walkthrough-phone-open-privacy = Drawing of the list of settings in the app: an arrow shows “{ $label-data-privacy }”.
    .pointer = Tap here
picture-walkthrough-phone-find-entry = Drawing of a list in the app: an arrow shows “{ $label-entry }”.
    .pointer = Tap here
picture-walkthrough-computer-open-menu = Drawing of the website’s start page: an arrow shows “{ $label-me }”, below the photo at the top right.
    .pointer = Click here
picture-walkthrough-computer-open-settings = Drawing of the menu that opened at the top right: an arrow shows “{ $label-settings-web }”.
    .pointer = Click here
picture-walkthrough-computer-open-privacy = Drawing of the website’s settings: an arrow shows “{ $label-data-privacy }” in the left column.
    .pointer = Click here
picture-walkthrough-computer-find-entry = Drawing of the website’s settings: an arrow shows “{ $label-entry }”, in the group “{ $label-usage-group }”.
    .pointer = Click here
# .result stands above the switch as it shall be.
picture-walkthrough-turn-off = Drawing of the switch “{ $label-switch }”: first On, with an arrow; below, as it must be, Off.
    .pointer = If it is On, press it
    .result = It must then read:
picture-walkthrough-check-page = Drawing of the page of the setting: an arrow shows its name, “{ $label-entry }”.
    .pointer = Is it the same name?
picture-walkthrough-check-switch = Drawing of the switch “{ $label-switch }”, which reads Off.
    .pointer = Does it read Off?
# .close and .open are the first and the second thing to do.
picture-walkthrough-check-again = Drawing in three parts: leave the page, open it again, and the switch still reads Off.
    .pointer = Still Off?
    .close = Leave the page
    .open = Open it again
picture-walkthrough-objection = Drawing of a web form: below fields to fill in, an arrow shows the option “{ $label-form-option }”.
    .pointer = Choose this option

# Variables of all of them:
#   $phase (String) - before, eve, day, after: where today lies
#   $days (Number) - whole days until the start; 0 on the day itself
#   $start (Date) - the day on which training starts or started
# .number is drawn large, .unit below it, .date below both.
picture-countdown =
    { $phase ->
        [before] Leaf of a calendar: { $days } days left until { DATETIME($start, dateStyle: "long") }, when AI training on members’ data begins.
        [eve] Leaf of a calendar: last full day before { DATETIME($start, dateStyle: "long") }, when AI training on members’ data begins.
        [day] Leaf of a calendar: AI training on members’ data begins today, { DATETIME($start, dateStyle: "long") }.
       *[after] Leaf of a calendar: AI training on members’ data began on { DATETIME($start, dateStyle: "long") }.
    }
    .title = LinkedIn’s AI training on members’ data
    .number =
        { $phase ->
            [before] { $days }
            [eve] { $days }
            [day] Today
           *[after] Begun
        }
    .unit =
        { $phase ->
            [before] days left
            [eve] last full day
            [day] training begins
           *[after] on { DATETIME($start, dateStyle: "long") }
        }
    .date =
        { $phase ->
            [before] Begins { DATETIME($start, dateStyle: "long") }
            [eve] Begins { DATETIME($start, dateStyle: "long") }
            [day] { DATETIME($start, dateStyle: "long") }
           *[after] You can still refuse
        }
