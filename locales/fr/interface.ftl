# Le bot parle de lui-même : accueil, aide, réglages ; et le cadre des réponses.

# Variables:
#   $way (String) - comment une question parvient au bot : words, name ou command
#   $ask (String) - ce qui la précède alors : rien, le bot sous la forme @nom, ou une commande
welcome =
    👋 <b>Vos données LinkedIn et l’entraînement de l’IA : je réponds, et je vous aide à refuser.</b>

    { $way ->
        [name] Posez votre question avec vos mots : écrivez { $ask } devant elle, ou répondez-moi. Ou choisissez ci-dessous.
        [command] Posez votre question avec vos mots, après { $ask }. Ou choisissez ci-dessous.
       *[words] Posez votre question avec vos mots, ou choisissez ci-dessous.
    }
disclosure = <i>Je suis un bot : mes réponses sont automatiques. Je suis indépendant de LinkedIn et je ne demande jamais vos identifiants ni votre mot de passe. Je ne conserve rien sur vous tant que vous ne demandez rien qui doive durer : /privacy dit quoi.</i>
# Variables: $way, $ask (String) - comme dans welcome
help =
    { $way ->
        [name] <b>Écrivez { $ask } devant votre question, ou répondez-moi</b>, par exemple « { $ask } Mes messages privés sont-ils utilisés ? »
        [command] <b>Écrivez votre question après { $ask }</b>, par exemple « { $ask } Mes messages privés sont-ils utilisés ? »
       *[words] <b>Écrivez simplement votre question</b>, par exemple « Mes messages privés sont-ils utilisés ? »
    }

    /optout – désactiver le réglage, pas à pas
    /remind – recevoir des rappels
    /stop – les arrêter
    /settings – langue, fuseau horaire, rappels, images
    /sources – tout ce sur quoi reposent mes réponses
    /changes – ce qui a changé, et quand
    /complaint – s’opposer, faire une réclamation, copier une lettre
    /privacy – ce que je conserve, et pourquoi
    /mydata – voir ce qui est conservé sur vous
    /delete – tout effacer
# Variables: $way, $ask (String) - comme dans welcome
unknown-command = { $way ->
    [command] Je ne connais pas cette commande. Voici ce que je sais faire ; vous pouvez aussi écrire votre question après { $ask }.
   *[words] Je ne connais pas cette commande. Voici ce que je sais faire ; vous pouvez aussi écrire votre question.
}
# Variables: $way, $ask (String) - comme dans welcome
words-please = { $way ->
    [name] Je ne sais lire que des mots. Écrivez votre question sur LinkedIn et l’IA après { $ask }, ou répondez-moi. Ou choisissez ci-dessous.
    [command] Je ne sais lire que des mots. Écrivez votre question sur LinkedIn et l’IA après { $ask }, ou choisissez ci-dessous.
   *[words] Je ne sais lire que des mots. Écrivez votre question sur LinkedIn et l’IA, ou choisissez ci-dessous.
}
old-button = Ce bouton ne fonctionne plus. Voici où continuer.

act-optout = 🛡 Désactiver, pas à pas
act-remind = ⏰ Me le rappeler
act-privacy = 🔒 Ce que ce bot conserve
act-delete = 🗑 Effacer mes données ici
act-settings = ⚙️ Réglages
act-changes = 📰 Ce qui a changé
act-complaint = 📮 Opposition et réclamation

back = ⬅️ Retour
answer-more = En savoir plus
answer-who = Qui le dit ?
answer-again = ⬅️ Revenir à la réponse
did-you-mean = Je ne suis pas sûr d’avoir compris. Vouliez-vous dire :
did-you-mean-none = Rien de tout cela
# Variables:
#   $as-of (Date) - depuis quand aucun point n’a été revérifié : la plus ancienne vérification
#   $certainty (String) - les sortes de sources, jointes : official, regulator, press ; ou bot
who-says = { $certainty ->
    [official] La réponse repose sur les textes mêmes de LinkedIn. Chaque point a été vérifié le { DATETIME($as-of, dateStyle: "long") } ou après.
    [official-regulator] La réponse repose sur les textes mêmes de LinkedIn et sur des autorités de protection des données. Chaque point a été vérifié le { DATETIME($as-of, dateStyle: "long") } ou après.
    [official-press] La réponse repose sur les textes mêmes de LinkedIn et sur des articles de presse ou de blog. Chaque point a été vérifié le { DATETIME($as-of, dateStyle: "long") } ou après.
    [official-regulator-press] La réponse repose sur les textes mêmes de LinkedIn, sur des autorités de protection des données et sur des articles de presse ou de blog. Chaque point a été vérifié le { DATETIME($as-of, dateStyle: "long") } ou après.
    [regulator] La réponse repose sur des autorités de protection des données. Chaque point a été vérifié le { DATETIME($as-of, dateStyle: "long") } ou après.
    [regulator-press] La réponse repose sur des autorités de protection des données et sur des articles de presse ou de blog. Chaque point a été vérifié le { DATETIME($as-of, dateStyle: "long") } ou après.
    [bot] C’est moi, le bot, qui le dis, au { DATETIME($as-of, dateStyle: "long") }.
   *[press] La réponse repose sur des articles de presse ou de blog. Chaque point a été vérifié le { DATETIME($as-of, dateStyle: "long") } ou après.
}
# Variables:
#   $count (Number) - combien de sources ne sont pas montrées
who-says-more = • et { $count ->
    [one] { $count } autre
   *[other] { $count } autres
}, dans /sources
# Variables:
#   $page, $pages (Number) - quelle page, sur combien
#   $count (Number) - le nombre de sources
sources = <b>Mes { $count } sources</b> (page { $page } sur { $pages })
page-previous = ⬅️ Précédentes
page-next = Suivantes ➡️

# Variables:
#   $language (String) - le nom de la langue
#   $zone (String) - la ville du fuseau horaire
#   $cadence (String) - le rythme des rappels, ou none
#   $pictures, $follows (String) - images voulues, changements suivis : yes ou no
settings =
    ⚙️ <b>Réglages</b>

    Langue : { $language }
    Fuseau horaire : { zone }
    Rappels : { $cadence ->
        [light] rythme léger
        [standard] rythme normal
        [daily] tous les jours
        [nudge] jusqu’à ce que ce soit fait
        [recheck-3] une vérification dans 3 mois
        [recheck-6] une vérification dans 6 mois
        [recheck-12] une vérification dans 12 mois
       *[none] aucun
    }
    Images : { $pictures ->
        [yes] oui
       *[no] non, du texte seulement
    }
    Changements : { $follows ->
        [yes] je vous écris quand /changes a une nouvelle entrée, ou quand la personne qui fait fonctionner ce bot annonce un changement
       *[no] je ne vous écris pas
    }
settings-language = 🌐 Langue
settings-zone = 🌍 Fuseau horaire
settings-reminders = ⏰ Rappels
settings-pictures =
    .on = 🖼 Avec des images
    .off = 🖼 Sans images, texte seul
ask-language = Choisissez votre langue.
# Variables:
#   $name (String) - une langue, sous son propre nom
language-name = { $name }
language-set = Je vous parle désormais en français.
# Variables:
#   $zone (String) - la ville d’un fuseau horaire
zone = { $zone ->
    [London] Londres
    [Lisbon] Lisbonne
    [Athens] Athènes
    [Azores] Açores
    [Reunion] La Réunion
   *[other] { $zone }
}
zone-set = C’est noté : votre fuseau horaire est réglé sur { zone }.
# Un moment et son heure : l’application le montre dans le fuseau de qui le lit (une entité date_time) ;
# celles qui ne le peuvent pas montrent les mots, à l’heure du fuseau réglé ici. Jamais autour d’un
# jour sans heure : dans un autre fuseau, ce serait un autre jour.
# Variables:
#   $at (Date) - date et heure locales
moment = <tg-time unix="{ UNIX($at) }" format="wDt">{ DATETIME($at, dateStyle: "full") } à { DATETIME($at, timeStyle: "short") }</tg-time>

# Le menu des commandes, 256 caractères au plus pour chacune.
command-start = Commencer
command-optout = Désactiver le réglage, pas à pas
command-remind = Recevoir des rappels
command-stop = Arrêter les rappels
command-settings = Langue, fuseau horaire, rappels, images
command-language = Changer de langue
command-sources = Sur quoi reposent mes réponses
command-changes = Ce qui a changé, et quand
command-complaint = S’opposer, faire une réclamation, copier une lettre
command-privacy = Ce que ce bot conserve
command-mydata = Voir ce qui est conservé sur cette conversation
command-delete = Effacer mes données ici
command-help = Ce que je sais faire

# Ce que Telegram montre du bot : 64, 120 et 512 caractères au plus.
profile-name = Aide au refus de l’IA
profile-short = Quelles données LinkedIn nourrissent l’IA, et comment refuser. Indépendant de LinkedIn.
profile-description =
    À partir du 3 novembre 2025, en Europe, au Canada et à Hong Kong, LinkedIn entraîne son IA sur les données de ses membres, sauf s’ils refusent. Je réponds à vos questions, je vous guide jusqu’à l’interrupteur et je vous le rappelle si vous le voulez.

    Je suis un bot, indépendant de LinkedIn. Je ne demande jamais vos identifiants.
