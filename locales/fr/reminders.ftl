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
# Dite le dernier jour avant le début, quand plus aucune heure n’est à venir, et le jour du début.
reminders-not-in-time = Aucun rappel ne peut plus arriver avant le début. Le plus sûr est de refuser maintenant.
# Variables:
#   $cadence (String) - le rythme demandé
#   $on (Date) - le jour choisi, pour own seulement
reminders-current = { $cadence ->
    [light] Vous avez déjà des rappels : le rythme léger.
    [standard] Vous avez déjà des rappels : le rythme normal.
    [daily] Vous avez déjà des rappels : tous les jours.
    [own] Vous avez déjà un rappel : le { DATETIME($on, dateStyle: "full") }.
    [nudge] Vous avez déjà des rappels : jusqu’à ce que ce soit fait.
    [recheck-3] Vous avez déjà un rappel : une vérification dans 3 mois.
    [recheck-6] Vous avez déjà un rappel : une vérification dans 6 mois.
   *[recheck-12] Vous avez déjà un rappel : une vérification dans 12 mois.
}
# Ne nomme que ce qui est encore à venir.
# Variables:
#   $next (Number) - combien de jours avant le début le premier rappel arriverait
reminders-cadence =
    .light = { $next ->
        [7] Léger : 7 jours et 1 jour avant
       *[1] Léger : 1 jour avant
    }
    .standard = { $next ->
        [30] Normal : 30, 14, 7, 3, 1 jours, jour J
        [14] Normal : 14, 7, 3, 1 jours, jour J
        [7] Normal : 7, 3, 1 jours, jour J
        [3] Normal : 3 jours, 1 jour, jour J
        [1] Normal : 1 jour avant, puis le jour J
       *[0] Un rappel le jour J
    }
    .daily = { $next ->
        [14] Chaque jour des deux dernières semaines
       *[13] Chaque jour jusqu’au jour J
    }
    .own = Un jour de mon choix
    .nudge = Me relancer (3 fois au plus)
    .recheck-3 = Vérifier dans 3 mois
    .recheck-6 = Vérifier dans 6 mois
    .recheck-12 = Vérifier dans 12 mois
# Variables:
#   $zone (String) - la ville du fuseau horaire
#   $count (Number) - le nombre de rappels
reminders-plan = <b>{ $count ->
    [one] Voici le rappel que j’enverrais
   *[other] Voici les { $count } rappels que j’enverrais
}</b> (fuseau réglé sur { zone }). Rien n’est conservé avant votre accord.
# Variables:
#   $at (Date) - date et heure locales d’un rappel
reminders-plan-line = • { moment }
reminders-plan-on-the-day = Ce rappel n’arrive que le jour où l’entraînement commence. Le plus sûr est de refuser maintenant.
reminders-keep = ✅ Oui, rappelez-le-moi
reminders-other-hour = 🕘 Une autre heure
reminders-other-zone = 🌍 Un autre fuseau
reminders-other-cadence = ⬅️ Un autre rythme
reminders-calendar =
    .instead = 📅 Plutôt un fichier de calendrier
    .also = 📅 Aussi dans mon calendrier
reminders-ask-day = Quel jour ? L’heure vient ensuite.
# Variables:
#   $on (Date) - un jour
reminders-day = { DATETIME($on, dateStyle: "full") }
reminders-ask-hour = À quelle heure, chez vous ?
# Variables:
#   $hour (Number) - de 0 à 23
reminders-hour = { $hour } h
reminders-ask-zone = Dans quel fuseau horaire êtes-vous ? Choisissez la ville la plus proche.
# Variables:
#   $count (Number) - le nombre de rappels
#   $at (Date) - date et heure locales du premier
reminders-kept = ✅ { $count ->
    [one] C’est noté : un rappel, le { moment }.
   *[other] C’est noté : { $count } rappels, le premier le { moment }.
} /stop les arrête à tout moment.
reminders-none-left = Il ne reste aucun moment dans ce rythme. Le plus sûr est de le faire maintenant : vous le pouvez à tout moment.
reminders-stop = 🔕 Arrêter les rappels
reminders-stopped = 🔕 Vos rappels sont arrêtés : je ne vous en enverrai plus. /remind en propose d’autres.
reminders-nothing-to-stop = Vous n’avez aucun rappel : il n’y a rien à arrêter.
reminders-undo = ↩️ Les remettre
reminders-follows-again = 🔔 C’est noté : je vous écrirai de nouveau quand /changes aura une nouvelle entrée.
# Variables:
#   $at (Date) - date et heure locales
reminders-snoozed = ⏰ C’est noté : le rappel revient le { moment }.
# Variables:
#   $choices (String) - some s’il reste d’autres délais, sinon none
reminders-not-snoozed = { $choices ->
    [some] Ce délai n’est plus possible. Voici ceux qui restent :
   *[none] Je ne répète plus ce rappel : il n’aurait plus de sens.
}

# Suivi de reminder-countdown.
reminder-own = 🔔 Vous m’avez demandé ce rappel.
reminder-countdown = { $phase ->
    [before] ⏳ <b>Plus que { $days } jours</b> avant que LinkedIn n’entraîne son IA sur les données de ses membres, le { DATETIME($start, dateStyle: "long") }. Refuser avant ce jour protège le mieux.
    [eve] ⏳ <b>Plus qu’un jour :</b> LinkedIn commence demain, le { DATETIME($start, dateStyle: "long") }, à entraîner son IA sur les données de ses membres. Aujourd’hui est le dernier jour entier pour refuser avant.
    [day] ⏳ <b>Cela commence aujourd’hui,</b> le { DATETIME($start, dateStyle: "long") } : LinkedIn entraîne désormais son IA sur les données de ses membres. Vous pouvez encore refuser : l’interrupteur fonctionne à tout moment.
   *[after] LinkedIn a commencé le { DATETIME($start, dateStyle: "long") } à entraîner son IA sur les données de ses membres. Vous pouvez encore refuser : l’interrupteur fonctionne à tout moment.
}
reminder-nudge = 🔔 Vous m’avez demandé une relance : l’interrupteur de LinkedIn pour l’entraînement de l’IA. Il n’est pas trop tard pour refuser ce qui concerne vos publications à venir. On le fait maintenant ?
reminder-recheck = 🔎 Vous m’avez demandé un rappel : l’interrupteur de LinkedIn pour l’entraînement de l’IA est-il toujours désactivé ? Regarder à nouveau est le moyen sûr de le savoir.
reminder-change = 📰 Vous m’avez demandé de vous prévenir : /changes a une nouvelle entrée sur LinkedIn et l’entraînement de l’IA. Et regarder l’interrupteur est le moyen sûr de savoir s’il est désactivé.
reminder-resume = 🧭 Vous aviez commencé le chemin vers l’interrupteur. Voulez-vous reprendre à l’étape où vous en étiez ?
reminder-already = ✅ C’est déjà désactivé
reminder-check = 🔎 Vérifier maintenant
reminder-changes = 📰 Voir ce qui a changé
reminder-go-on = ▶️ Reprendre à cette étape
reminder-snooze =
    .hour = ⏰ 1 heure
    .evening = 🌙 Ce soir
    .tomorrow = 🌅 Demain

# Ce qu’un responsable écrit à qui suit les changements ; ses propres mots sont entre les nôtres.
# Variables:
#   $operator (String) - qui fait fonctionner cette installation
broadcast-from = 📣 <b>Un mot de { $operator }</b>, qui fait fonctionner ce bot :
    .unnamed = 📣 <b>Un mot de la personne qui fait fonctionner ce bot :</b>
# Variables:
#   $text (String) - ce qui a été écrit
broadcast-text = { $text }
broadcast-why = <i>Vous le recevez parce que vous m’avez demandé de vous prévenir des changements. Pour y mettre fin : /settings.</i>

# Le fichier de calendrier : sans balises ; chaque rendez-vous dit ce qui est vrai ce jour-là.
agenda-name = rappels LinkedIn IA
# Variables:
#   $reminders (String) - yes si le bot enverra aussi ces rappels, sinon no
#   $count (Number) - le nombre de rendez-vous
agenda-caption = { $reminders ->
    [yes] 📅 Ouvrez ce fichier pour mettre { $count ->
        [one] le rendez-vous
       *[other] les { $count } rendez-vous
    } dans votre calendrier, en plus de mes messages. Votre calendrier ne saura pas que c’est fait : supprimez alors ce qui reste.
   *[no] 📅 Ouvrez ce fichier pour mettre { $count ->
        [one] le rendez-vous
       *[other] les { $count } rendez-vous
    } dans votre calendrier. Rien de ce plan n’est conservé ici. Votre calendrier ne saura pas que c’est fait : supprimez alors ce qui reste.
}
agenda-countdown = { $phase ->
    [before] Plus que { $days } jours pour refuser avant que LinkedIn n’entraîne son IA sur les données de ses membres
    [eve] LinkedIn commence demain à entraîner son IA sur les données de ses membres : dernier jour entier pour refuser avant
    [day] LinkedIn commence aujourd’hui à entraîner son IA sur les données de ses membres : vous pouvez encore refuser
   *[after] LinkedIn a commencé à entraîner son IA sur les données de ses membres : vous pouvez encore refuser
}
    .body = { $phase ->
        [before] LinkedIn commence le { DATETIME($start, dateStyle: "long") } à entraîner son IA sur les données de ses membres. Refuser avant ce jour protège le mieux. Le bot vous guide pas à pas :
        [eve] LinkedIn commence demain, le { DATETIME($start, dateStyle: "long") }, à entraîner son IA sur les données de ses membres. Refuser avant ce jour protège le mieux. Le bot vous guide pas à pas :
        [day] LinkedIn commence aujourd’hui, le { DATETIME($start, dateStyle: "long") }, à entraîner son IA sur les données de ses membres. L’interrupteur fonctionne à tout moment. Le bot vous guide pas à pas :
       *[after] LinkedIn a commencé le { DATETIME($start, dateStyle: "long") } à entraîner son IA sur les données de ses membres. L’interrupteur fonctionne à tout moment. Le bot vous guide pas à pas :
    }
agenda-nudge = Désactiver l’interrupteur de LinkedIn pour l’entraînement de l’IA
    .body = Il n’est pas trop tard pour refuser ce qui concerne vos publications à venir. Le bot vous guide pas à pas :
agenda-recheck = L’interrupteur de LinkedIn pour l’entraînement de l’IA est-il toujours désactivé ?
    .body = Regarder à nouveau est le moyen sûr de le savoir. Le bot vous montre où :
