# Les images : des dessins schématiques, faits par nous.
# Dans chaque message : la valeur dit en une phrase ce que montre le dessin, pour qui ne peut pas le voir ;
#   .pointer  ce que dit la flèche vers l’élément mis en évidence : trois ou quatre mots courts
#   $label-<id> (String) - les libellés exacts de l’interface de LinkedIn dans cette langue

drawing-note = Schéma, pas une capture d’écran
drawing-independent = Indépendant de LinkedIn
drawing-phone = Sur mobile, dans l’application
drawing-computer = Sur un ordinateur
drawing-link = Par le lien direct
drawing-setting = La page du réglage
drawing-form = Le formulaire d’opposition
drawing-address = linkedin.com
# L’état d’un interrupteur, écrit à côté.
drawing-on = Activé
drawing-off = Désactivé
# Sous un libellé qu’aucune source ne montre dans la langue du membre.
drawing-english-label = Nom anglais, le vôtre peut différer

picture-walkthrough-open-link = Dessin de la page que le lien ouvre, intitulée « { $label-entry } », avec un interrupteur en dessous.
    .pointer = Vous devez voir ceci
picture-walkthrough-phone-open-menu = Dessin de l’accueil de l’application : une flèche montre la photo, en haut à gauche.
    .pointer = Touchez votre photo
picture-walkthrough-phone-open-settings = Dessin du panneau ouvert dans l’application : une flèche montre « { $label-settings-app } », avec une roue dentée, en bas.
    .pointer = Touchez ici
picture-walkthrough-phone-open-privacy = Dessin de la liste des réglages dans l’application : une flèche montre « { $label-data-privacy } ».
    .pointer = Touchez ici
picture-walkthrough-phone-find-entry = Dessin d’une liste dans l’application : une flèche montre « { $label-entry } ».
    .pointer = Touchez ici
picture-walkthrough-computer-open-menu = Dessin de l’accueil du site : une flèche montre « { $label-me } », sous la photo, en haut à droite.
    .pointer = Cliquez ici
picture-walkthrough-computer-open-settings = Dessin du menu ouvert en haut à droite : une flèche montre « { $label-settings-web } ».
    .pointer = Cliquez ici
picture-walkthrough-computer-open-privacy = Dessin des réglages du site : une flèche montre « { $label-data-privacy } », dans la colonne de gauche.
    .pointer = Cliquez ici
picture-walkthrough-computer-find-entry = Dessin des réglages du site : une flèche montre « { $label-entry } », dans le groupe « { $label-usage-group } ».
    .pointer = Cliquez ici
# .result se place au-dessus de l’interrupteur tel qu’il doit être.
picture-walkthrough-turn-off = Dessin de l’interrupteur « { $label-switch } » : d’abord activé, avec une flèche ; en dessous, tel qu’il doit être, désactivé.
    .pointer = S’il est activé, appuyez
    .result = Il doit ensuite indiquer :
picture-walkthrough-check-page = Dessin de la page du réglage : une flèche montre son nom, « { $label-entry } ».
    .pointer = Est-ce le même nom ?
picture-walkthrough-check-switch = Dessin de l’interrupteur « { $label-switch } », qui est désactivé.
    .pointer = Est-il désactivé ?
# .close et .open sont la première et la deuxième chose à faire.
picture-walkthrough-check-again = Dessin en trois parties : quittez la page, rouvrez-la, et l’interrupteur est toujours désactivé.
    .pointer = Toujours désactivé ?
    .close = Quittez la page
    .open = Rouvrez-la
picture-walkthrough-objection = Dessin d’un formulaire en ligne : sous des champs à remplir, une flèche montre l’option « { $label-form-option } ».
    .pointer = Choisissez cette option

# Variables de tous les textes :
#   $phase (String) - before, eve, day, after : où se situe aujourd’hui
#   $days (Number) - jours entiers jusqu’au début ; 0 le jour même
#   $start (Date) - le jour où l’entraînement commence ou a commencé
# .number s’écrit en grand, .unit en dessous, .date sous les deux.
picture-countdown =
    { $phase ->
        [before] Feuille de calendrier : { $days } jours restants avant le { DATETIME($start, dateStyle: "long") }, début de l’entraînement de l’IA sur les données des membres.
        [eve] Feuille de calendrier : dernier jour entier avant le { DATETIME($start, dateStyle: "long") }, début de l’entraînement de l’IA sur les données des membres.
        [day] Feuille de calendrier : l’entraînement de l’IA sur les données des membres commence aujourd’hui, le { DATETIME($start, dateStyle: "long") }.
       *[after] Feuille de calendrier : l’entraînement de l’IA sur les données des membres a commencé le { DATETIME($start, dateStyle: "long") }.
    }
    .title = Entraînement de l’IA de LinkedIn sur les données des membres
    .number =
        { $phase ->
            [before] { $days }
            [eve] { $days }
            [day] Aujourd’hui
           *[after] Commencé
        }
    .unit =
        { $phase ->
            [before] jours restants
            [eve] dernier jour entier
            [day] l’entraînement commence
           *[after] le { DATETIME($start, dateStyle: "long") }
        }
    .date =
        { $phase ->
            [before] Début : { DATETIME($start, dateStyle: "long") }
            [eve] Début : { DATETIME($start, dateStyle: "long") }
            [day] { DATETIME($start, dateStyle: "long") }
           *[after] Refuser reste possible
        }
