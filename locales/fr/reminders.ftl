# Les rappels : proposer, confirmer, envoyer.
#   $phase (String) - before, eve, day, after : où se situe aujourd’hui
#   $days (Number) - jours entiers avant le début, ou depuis
#   $start (Date) - le jour où l’entraînement commence ou a commencé

# Variables:
#   $refused (String) - yes si la personne a vu l’interrupteur désactivé, sinon no
reminders-offer = { $refused ->
    [yes] Vous avez vu votre interrupteur désactivé : aucun compte à rebours n’est nécessaire. Je peux vous rappeler de vérifier qu’il l’est toujours. Dans combien de mois ?
   *[no] { $phase ->
        [before] L’entraînement sur les données des membres commence le { DATETIME($start, dateStyle: "long") }, dans { $days } jours. À quel rythme voulez-vous des rappels ? Je m’arrête dès que vous avez refusé.
        [eve] L’entraînement sur les données des membres commence demain, le { DATETIME($start, dateStyle: "long") } : aujourd’hui est le dernier jour entier avant. Quels rappels voulez-vous ? Je m’arrête dès que vous avez refusé.
        [day] L’entraînement sur les données des membres commence aujourd’hui, le { DATETIME($start, dateStyle: "long") }. Vous pouvez encore refuser : l’interrupteur fonctionne à tout moment. Voulez-vous des relances jusqu’à ce que ce soit fait, ou un rappel pour vérifier l’interrupteur plus tard ?
       *[after] L’entraînement sur les données des membres a commencé le { DATETIME($start, dateStyle: "long") }. Vous pouvez encore refuser : l’interrupteur fonctionne à tout moment. Voulez-vous des relances jusqu’à ce que ce soit fait, ou un rappel pour vérifier l’interrupteur plus tard ?
    }
}
# Variables:
#   $cadence (String) - le rythme demandé
reminders-current = { $cadence ->
    [light] Vous avez déjà des rappels : le rythme léger.
    [standard] Vous avez déjà des rappels : le rythme normal.
    [daily] Vous avez déjà des rappels : tous les jours.
    [nudge] Vous avez déjà des rappels : jusqu’à ce que ce soit fait.
    [recheck-3] Vous avez déjà un rappel : une vérification dans 3 mois.
    [recheck-6] Vous avez déjà un rappel : une vérification dans 6 mois.
   *[recheck-12] Vous avez déjà un rappel : une vérification dans 12 mois.
}
reminders-cadence =
    .light = Léger : 7 jours et 1 jour avant
    .standard = Normal : 30, 14, 7, 3, 1 jours, jour J
    .daily = Chaque jour des deux dernières semaines
    .nudge = Me relancer (3 fois au plus)
    .recheck-3 = Vérifier dans 3 mois
    .recheck-6 = Vérifier dans 6 mois
    .recheck-12 = Vérifier dans 12 mois
# Variables:
#   $cadence (String) - le rythme demandé
#   $zone (String) - la ville du fuseau horaire
#   $count (Number) - le nombre de rappels
reminders-plan = <b>{ $count ->
    [one] Voici le rappel que j’enverrais
   *[other] Voici les { $count } rappels que j’enverrais
}</b> (fuseau : { zone }). Rien n’est conservé avant votre accord.
# Variables:
#   $at (Date) - date et heure locales d’un rappel
reminders-plan-line = • { DATETIME($at, dateStyle: "full") } à { DATETIME($at, timeStyle: "short") }
reminders-keep = ✅ Oui, rappelez-le-moi
reminders-other-hour = 🕘 Une autre heure
reminders-other-zone = 🌍 Un autre fuseau
reminders-other-cadence = ⬅️ Un autre rythme
reminders-ask-hour = À quelle heure, chez vous ?
# Variables:
#   $hour (Number) - de 0 à 23
reminders-hour = { $hour } h
reminders-ask-zone = Dans quel fuseau horaire êtes-vous ? Choisissez la ville la plus proche.
# Variables:
#   $count (Number) - le nombre de rappels
#   $first (Date) - date et heure locales du premier
reminders-kept = ✅ { $count ->
    [one] C’est noté : un rappel, le { DATETIME($first, dateStyle: "full") } à { DATETIME($first, timeStyle: "short") }.
   *[other] C’est noté : { $count } rappels, le premier le { DATETIME($first, dateStyle: "full") } à { DATETIME($first, timeStyle: "short") }.
} /stop les arrête à tout moment.
reminders-none-left = Il ne reste aucun moment dans ce rythme. Le plus sûr est de le faire maintenant : vous le pouvez à tout moment.
reminders-stop = 🔕 Arrêter les rappels
reminders-stopped = 🔕 Vos rappels sont arrêtés : je ne vous en enverrai plus. /remind en propose d’autres.
reminders-nothing-to-stop = Vous n’avez aucun rappel : il n’y a rien à arrêter.
# Variables:
#   $bot (String) - le nom du bot, sans @
reminders-in-private = Les rappels sont personnels : ouvrez une conversation privée avec moi, @{ $bot }, et envoyez-y /remind.

reminder-countdown = { $phase ->
    [before] ⏳ <b>Plus que { $days } jours</b> avant que LinkedIn n’entraîne son IA sur les données de ses membres, le { DATETIME($start, dateStyle: "long") }. Refuser avant ce jour protège le mieux.
    [eve] ⏳ <b>Plus qu’un jour :</b> LinkedIn commence demain, le { DATETIME($start, dateStyle: "long") }, à entraîner son IA sur les données de ses membres. Aujourd’hui est le dernier jour entier pour refuser avant.
    [day] ⏳ <b>Cela commence aujourd’hui,</b> le { DATETIME($start, dateStyle: "long") } : LinkedIn entraîne désormais son IA sur les données de ses membres. Vous pouvez encore refuser : l’interrupteur fonctionne à tout moment.
   *[after] LinkedIn a commencé le { DATETIME($start, dateStyle: "long") } à entraîner son IA sur les données de ses membres. Vous pouvez encore refuser : l’interrupteur fonctionne à tout moment.
}
reminder-nudge = 🔔 Vous m’avez demandé une relance : l’interrupteur de LinkedIn pour l’entraînement de l’IA. Il n’est pas trop tard pour refuser ce qui concerne vos publications à venir. On le fait maintenant ?
reminder-recheck = 🔎 Vous m’avez demandé un rappel : l’interrupteur de LinkedIn pour l’entraînement de l’IA est-il toujours désactivé ? Regarder à nouveau est le moyen sûr de le savoir.
reminder-already = ✅ C’est déjà désactivé
reminder-check = 🔎 Vérifier maintenant
