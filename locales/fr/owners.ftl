# Pour les seuls responsables d’une installation : /stats, /broadcast.

# Variables:
#   $count (Number) - so many days are told
stats-head =
    📊 <b>Les { $count } derniers jours</b>
    De simples décomptes, qui ne concernent personne en particulier. Les jours sont ceux d’UTC.
stats-none = Rien n’a été compté ces { $count } derniers jours.
# Headings; below each, a table.
stats-days = <b>Questions par jour</b> : traitées, à préciser, sans réponse
stats-answered = <b>Traitées, par sujet</b> : aujourd’hui, 7 jours, en tout
stats-missed = <b>Sans réponse, par sujet le plus proche</b> : aujourd’hui, 7 jours, en tout
stats-asked-back = <b>À préciser, par sujet le plus probable</b> : aujourd’hui, 7 jours, en tout
stats-reached = <b>Étapes atteintes</b> : aujourd’hui, 7 jours, en tout. Là où un nombre chute, on reste bloqué.
stats-links = <b>Liens suivis</b> : aujourd’hui, 7 jours, en tout
stats-sent = <b>Rappels envoyés</b>, sans ceux effacés depuis : aujourd’hui, 7 jours, en tout
# Variables:
#   $values (String) - rows of ids and numbers
stats-table = <pre>{ $values }</pre>
stats-line = { $values }
stats-picture = Les questions par jour, sur la dernière semaine
stats-file = décomptes par jour
stats-file-caption = Chaque jour à part : jour, quoi, lequel, langue, combien de fois.
# The picture says what it counts; the value, in one sentence, what it shows.
picture-stats = Des barres : combien de questions ont été posées chacun des sept derniers jours.
    .title = Questions par jour

## /broadcast : écrire à qui suit les changements

broadcast-usage =
    📣 <b>Écrire à qui suit les changements</b>
    /broadcast, puis votre texte dans le même message. Vous le verrez d’abord tel qu’il partira. Il ne va qu’aux conversations où l’on a demandé d’être prévenu des changements : n’écrivez qu’à ce sujet.
# Variables:
#   $count (Number) - le nombre de signes du texte
#   $most (Number) - le nombre permis
broadcast-too-long = Votre texte a { $count } signes. Avec les mots autour, { $most } au plus tiennent dans un message : il n’a pas été conservé.
broadcast-gone = 🗑 Ce message n’est pas conservé, ou ne l’est plus : rien de plus n’en sera envoyé. /broadcast, suivi d’un texte, en commence un autre.
broadcast-question = 📣 Voilà le message tel qu’il partira. Votre texte reste comme il est ; les mots autour sont dans la langue de chaque conversation. À qui l’envoyer ?
# Les attributs : chaque langue, et toutes ensemble.
# Variables:
#   $count (Number) - le nombre de conversations
broadcast-readers =
    .fr = • { $count ->
        [one] { $count } conversation en français
       *[other] { $count } conversations en français
    }
    .en = • { $count ->
        [one] { $count } conversation en anglais
       *[other] { $count } conversations en anglais
    }
    .all = • { $count } en tout
broadcast-send =
    .fr = 📣 Envoyer à qui lit le français ({ $count })
    .en = 📣 Envoyer à qui lit l’anglais ({ $count })
    .all = 📣 Envoyer à tout le monde ({ $count })
broadcast-nobody = 📣 Voilà le message tel qu’il partirait. Mais aucune conversation ne suit les changements : il n’y a personne à qui l’envoyer.
broadcast-discard = 🗑 Ne pas envoyer
broadcast-state =
    .under-way = 📣 <b>Envoi en cours.</b> La nuit, il attend le matin de chaque conversation ; au bout de trois jours, ce qui reste est abandonné.
    .over = ✅ <b>Envoi terminé</b>
    .cancelled = ✋ <b>Envoi annulé.</b> Ce qui était déjà en route peut encore arriver.
broadcast-to =
    .fr = Pour qui lit le français
    .en = Pour qui lit l’anglais
    .all = Pour tout le monde
# Variables:
#   $text (String) - le début du texte
broadcast-glimpse = <i>{ $text }</i>
# Variables:
#   $count (Number) - pour combien de conversations il a été prévu
#   $sent, $waiting, $dropped (Number) - combien d’entre elles l’ont, l’attendent, ne l’auront pas
broadcast-progress =
    Prévus : { $count }
    Envoyés : { $sent }
    En attente : { $waiting }
    Abandonnés : { $dropped }
    Abandonné veut dire : annulé, en retard, refusé par Telegram, ou la conversation n’en veut plus ou est effacée.
broadcast-see = 🔄 Actualiser
broadcast-cancel = ✋ Annuler ce qui attend
