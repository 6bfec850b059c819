# Le bot parle de lui-même : accueil, aide, réglages, vie privée ; et le cadre des réponses.

welcome =
    👋 <b>Vos données LinkedIn et l’entraînement de l’IA : je réponds, et je vous aide à refuser.</b>

    Posez votre question avec vos mots, ou choisissez ci-dessous.
disclosure = <i>Je suis un bot : mes réponses sont automatiques. Je suis indépendant de LinkedIn et je ne demande jamais vos identifiants ni votre mot de passe. /privacy dit ce que je conserve.</i>
help =
    <b>Écrivez simplement votre question</b>, par exemple « Mes messages privés sont-ils utilisés ? »

    /optout – désactiver le réglage, pas à pas
    /remind – recevoir des rappels
    /stop – les arrêter
    /settings – langue, fuseau horaire, rappels
    /sources – tout ce sur quoi reposent mes réponses
    /privacy – ce que je conserve sur vous
    /delete – tout effacer
unknown-command = Je ne connais pas cette commande. Voici ce que je sais faire ; vous pouvez aussi écrire votre question.
words-please = Je ne sais lire que des mots. Écrivez votre question sur LinkedIn et l’IA, ou choisissez ci-dessous.
old-button = Ce bouton ne fonctionne plus. Voici où continuer.

act-optout = 🛡 Désactiver, pas à pas
act-remind = ⏰ Me le rappeler
act-privacy = 🔒 Ce que ce bot conserve
act-delete = 🗑 Effacer mes données ici
act-settings = ⚙️ Réglages

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
#   $title, $publisher, $url (String) - ce que c’est, qui l’a publié, où
#   $published (String) - année, mois ou jour, comme 2025-11-03 ; absent si non daté
source-dated = • <a href="{ $url }">{ $title }</a> – { $publisher }, { $published }
source-undated = • <a href="{ $url }">{ $title }</a> – { $publisher }, non daté
source-here = • { $title } – { $publisher }
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
settings-language = 🌐 Langue
settings-zone = 🌍 Fuseau horaire
settings-reminders = ⏰ Rappels
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
   *[other] { $zone }
}
zone-set = C’est noté : votre heure est celle de { zone }.

privacy =
    🔒 <b>Ce que ce bot conserve sur vous</b>

    Seulement ce qu’il faut pour répondre, reprendre et rappeler. Ni nom, ni pseudonyme, ni texte que vous écrivez.
privacy-stored = <b>Sur cette conversation :</b>
privacy-apart = <b>Lié à personne, et gardé le temps indiqué :</b>
privacy-rights = Ce qui porte sur cette conversation est conservé jusqu’à ce que vous l’effaciez avec /delete, bloquiez le bot, ou n’y veniez plus pendant 13 mois. Aucun tiers sauf Telegram, aucune publicité, aucun entraînement de modèles.
# Variables:
#   $operator, $contact (String) - qui fait fonctionner cette installation, comment les joindre
privacy-operator = Mis en service par { $operator }. Contact : { $contact }
privacy-operator-unnamed = La personne qui fait fonctionner cette copie du bot n’a donné ni nom ni contact.
# Une ligne pour chaque chose que la base de données contient sur une conversation.
stored-chat-number = • le numéro de cette conversation, chiffré, pour pouvoir vous écrire
stored-language = • votre langue
stored-zone = • votre fuseau horaire
stored-walkthrough = • l’étape où vous êtes, et le chemin choisi vers l’interrupteur
stored-refusal = • le jour où vous avez vu l’interrupteur désactivé
stored-last-seen = • le dernier jour où vous avez écrit ou appuyé sur un bouton
stored-subscription = • les rappels demandés : rythme, heure et jour de la demande
stored-reminders = • les dates de ces rappels et s’ils ont été envoyés (effacés 30 jours après)
stored-misses = • combien de questions par jour je n’ai pas su traiter, par sujet le plus proche (13 mois)
stored-updates = • les numéros des messages traités, sans leur contenu, pendant 48 heures

delete-confirm = 🗑 <b>Effacer tout ce que ce bot conserve sur cette conversation ?</b> Les rappels s’arrêtent aussi. C’est définitif.
delete-yes = Oui, tout effacer
delete-no = Non, garder
delete-done = 🗑 C’est fait : tout ce qui concerne cette conversation est effacé. Si vous m’écrivez de nouveau, nous repartons de zéro.
delete-cancelled = Rien n’a été effacé.

# Le menu des commandes, 256 caractères au plus pour chacune.
command-start = Commencer
command-optout = Désactiver le réglage, pas à pas
command-remind = Recevoir des rappels
command-stop = Arrêter les rappels
command-settings = Langue, fuseau horaire, rappels
command-language = Changer de langue
command-sources = Sur quoi reposent mes réponses
command-privacy = Ce que ce bot conserve
command-delete = Effacer mes données ici
command-help = Ce que je sais faire

# Ce que Telegram montre du bot : 64, 120 et 512 caractères au plus.
profile-name = Aide au refus de l’IA
profile-short = Quelles données LinkedIn nourrissent l’IA, et comment refuser. Indépendant de LinkedIn.
profile-description =
    À partir du 3 novembre 2025, en Europe, au Canada et à Hong Kong, LinkedIn entraîne son IA sur les données de ses membres, sauf s’ils refusent. Je réponds à vos questions, je vous guide jusqu’à l’interrupteur et je vous le rappelle si vous le voulez.

    Je suis un bot, indépendant de LinkedIn. Je ne demande jamais vos identifiants.
