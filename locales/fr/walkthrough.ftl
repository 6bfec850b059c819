# Le chemin vers l’interrupteur. À chaque étape :
#   $label-<id> (String) - les libellés exacts de l’interface de LinkedIn dans cette langue

walkthrough-choose =
    <b>Désactivons ce réglage ensemble.</b> Vous le faites vous-même, dans votre compte : je ne demande jamais vos identifiants.

    Par quel chemin voulez-vous y aller ? Le lien direct est le plus rapide.
# Variables:
#   $refused (Date) - le jour où la personne a vu l’interrupteur désactivé
walkthrough-choose-again =
    Le { DATETIME($refused, dateStyle: "long") }, vous avez vu l’interrupteur désactivé. Vous pouvez le vérifier à tout moment.

    Par quel chemin voulez-vous y aller ?
walkthrough-way =
    .link = 🔗 Par le lien direct
    .phone = 📱 Dans l’application, sur mobile
    .computer = 💻 Sur linkedin.com, par les menus

# Variables:
#   $step (Number) - le numéro de l’étape, à partir de 1
#   $steps (Number) - le nombre d’étapes
walkthrough-progress = <i>Étape { $step } sur { $steps }</i>
walkthrough-go-on = ▶️ Reprendre à l’étape { $step } sur { $steps }
walkthrough-or-similar = <i>Le nom peut varier un peu selon votre version.</i>

walkthrough-lost = 🔍 Je ne le vois pas
walkthrough-return = ⬅️ Revenir à l’étape
walkthrough-again = 🔁 Revérifier depuis le début
walkthrough-finish = 🧾 Mon reçu tout de suite

## Quand quelque chose manque

walkthrough-hint =
    .sign-in = • Vous n’êtes pas connecté(e) : connectez-vous d’abord à LinkedIn, puis réessayez.
    .wrong-page = • Le lien ouvre autre chose : ouvrez-le dans un navigateur, ou prenez un autre chemin.
    .old-app = • L’application est ancienne : mettez-la à jour, ou prenez un autre chemin.
    .account = • Compte de travail : chaque compte a son réglage. Je n’en sais pas plus sur ces comptes.
    .no-account = • Sans compte LinkedIn : le formulaire d’opposition est ouvert à tous.
walkthrough-words =
    <b>LinkedIn est dans une autre langue ?</b> Voici le nom à chercher :
    .button = 🌐 LinkedIn est dans une autre langue
# Variables:
#   $language (String) - une langue de LinkedIn
#   $name (String) - le libellé dans cette langue
walkthrough-words-line = • { $language ->
    [de] allemand
    [en] anglais
    [es] espagnol
    [fr] français
    [it] italien
    [nl] néerlandais
    [pl] polonais
    [pt] portugais
   *[other] { $language }
} : « { $name } »

## Les étapes

walkthrough-open-link =
    <b>Ouvrez le lien direct</b> avec le bouton ci-dessous. Si LinkedIn vous le demande, connectez-vous là-bas.

    Vous devez voir « { $label-entry } », avec un interrupteur.
    .next = ✅ Je vois la page
walkthrough-open-link-lost = <b>Le lien ouvre autre chose ?</b>

walkthrough-phone-open-menu =
    <b>Ouvrez l’application LinkedIn et touchez votre photo</b>, en haut à gauche.

    Un panneau s’ouvre.
    .next = ✅ Le panneau est ouvert
walkthrough-phone-open-menu-lost = <b>Pas de photo en haut à gauche ?</b>
walkthrough-computer-open-menu =
    <b>Ouvrez linkedin.com et cliquez sur « { $label-me } »</b>, ou sur votre photo, en haut à droite.

    Un menu s’ouvre.
    .next = ✅ Le menu est ouvert
walkthrough-computer-open-menu-lost = <b>Pas de « { $label-me } » en haut à droite ?</b>
    .tip = • Cherchez plutôt votre photo de profil.

walkthrough-phone-open-settings =
    <b>Touchez « { $label-settings-app } »</b>, en bas du panneau, avec une roue dentée.

    Les réglages s’ouvrent.
    .next = ✅ Je vois les réglages
walkthrough-phone-open-settings-lost = <b>Pas de « { $label-settings-app } » dans le panneau ?</b>
    .tip =
        • Faites défiler jusque tout en bas du panneau.
        • Dans certaines versions, la roue dentée est en haut à droite de votre propre profil.
walkthrough-computer-open-settings =
    <b>Choisissez « { $label-settings-web } »</b> dans ce menu.

    Les réglages s’ouvrent.
    .next = ✅ Je vois les réglages
walkthrough-computer-open-settings-lost = <b>Pas de « { $label-settings-web } » dans le menu ?</b>
    .tip = • Fermez le menu, rouvrez-le et lisez-le jusqu’en bas, ou prenez un autre chemin.

walkthrough-phone-open-privacy =
    <b>Touchez « { $label-data-privacy } »</b> dans la liste des réglages.

    Une autre liste s’ouvre : vous devez y voir « { $label-entry } ».
    .next = ✅ C’est ouvert
walkthrough-phone-open-privacy-lost = <b>Pas de « { $label-data-privacy } » dans la liste ?</b>
    .tip = • Parcourez toute la liste.
walkthrough-computer-open-privacy =
    <b>Cliquez sur « { $label-data-privacy } »</b>, dans la colonne de gauche.

    La page qui s’ouvre commence par « { $label-usage-group } ».
    .next = ✅ C’est ouvert
walkthrough-computer-open-privacy-lost = <b>Pas de « { $label-data-privacy } » à gauche ?</b>
    .tip = • Élargissez la fenêtre, ou prenez un autre chemin.

walkthrough-phone-find-entry =
    <b>Touchez « { $label-entry } »</b> dans la liste.

    Vous devez voir un interrupteur.
    .next = ✅ Je vois l’interrupteur
walkthrough-phone-find-entry-lost = <b>Pas de « { $label-entry } » ?</b>
    .tip =
        • Parcourez toute la liste.
        • Les entrées sur la recherche et sur la publicité sont d’autres réglages.
walkthrough-computer-find-entry =
    <b>Cliquez sur « { $label-entry } »</b>, dans le premier groupe, « { $label-usage-group } ».

    Vous devez voir un interrupteur.
    .next = ✅ Je vois l’interrupteur
walkthrough-computer-find-entry-lost = <b>Pas de « { $label-entry } » ?</b>
    .tip =
        • Remontez en haut de la page, au premier groupe : « { $label-usage-group } ».
        • Les entrées sur la recherche et sur la publicité sont d’autres réglages.

walkthrough-turn-off =
    <b>Désactivez « { $label-switch } »</b>, sur cette page. S’il est déjà désactivé, laissez-le ainsi.

    Vous devez alors le lire désactivé : fiez-vous au mot affiché plutôt qu’à la couleur.
    .next = ✅ Il est désactivé
walkthrough-turn-off-lost = <b>Pas d’interrupteur, ou il ne bouge pas ?</b>
    .tip =
        • Cherchez « { $label-switch } », dans « { $label-entry } ».
        • Rechargez la page, ou fermez puis rouvrez l’application.
        • Toujours bloqué : prenez un autre chemin ou le formulaire.

walkthrough-check-page =
    Trois vérifications rapides pour confirmer.

    <b>La page où vous êtes s’appelle-t-elle « { $label-entry } » ?</b>
    .next = ✅ Oui
    .no = ❌ Non, une autre page
walkthrough-check-switch =
    <b>L’interrupteur « { $label-switch } » est-il désactivé ?</b> Lisez le mot affiché, pas la couleur.
    .next = ✅ Oui, désactivé
    .no = ❌ Non, activé
walkthrough-check-again =
    <b>Quittez la page, rouvrez-la : l’interrupteur est-il toujours désactivé ?</b> Le bouton ci-dessous l’ouvre.
    .next = ✅ Oui, toujours désactivé
    .no = ❌ Non, de nouveau activé

## Après les vérifications

# Variables:
#   $phase (String) - before, eve, day, after : où se situe aujourd’hui
#   $start (Date) - le jour où l’entraînement commence ou a commencé
#   $today (Date) - le jour où l’interrupteur a été vu désactivé
walkthrough-done =
    ✅ <b>C’est fait : le { DATETIME($today, dateStyle: "long") }, vous avez vu votre interrupteur désactivé.</b> Gardez ce message comme trace.

    { $phase ->
        [before] Vous avez refusé avant le { DATETIME($start, dateStyle: "long") } : tant qu’il est désactivé, vos contenus ne servent pas à l’entraînement, selon LinkedIn.
        [eve] Vous avez refusé avant le { DATETIME($start, dateStyle: "long") } : tant qu’il est désactivé, vos contenus ne servent pas à l’entraînement, selon LinkedIn.
        [day] L’entraînement commence aujourd’hui. Selon LinkedIn, ce que vous publiez désormais n’y servira pas. Si vous n’aviez pas refusé avant, les sources se contredisent pour vos anciens contenus : voyez la suite.
       *[after] Selon LinkedIn, ce que vous publiez désormais ne servira pas à l’entraînement. Si vous n’aviez pas refusé avant le { DATETIME($start, dateStyle: "long") }, les sources se contredisent pour vos anciens contenus : voyez la suite.
    }

    Chaque compte a son réglage : si vous en avez un autre, faites-y la même chose.
    .next = ➡️ La suite, facultative

walkthrough-objection = { $phase ->
        [before] <b>Facultatif : le formulaire d’opposition.</b>
        [eve] <b>Facultatif : le formulaire d’opposition.</b>
        [day] <b>Facultatif : le formulaire d’opposition, pour vos anciens contenus.</b>
       *[after] <b>Facultatif : le formulaire d’opposition, pour vos anciens contenus.</b>
    }

    { $phase ->
        [before] Vous avez refusé avant le début : vos contenus, même anciens, ne servent pas à l’entraînement, selon LinkedIn. Ce formulaire sert aussi pour les IA que l’interrupteur ne couvre pas.
        [eve] Vous avez refusé avant le début : vos contenus, même anciens, ne servent pas à l’entraînement, selon LinkedIn. Ce formulaire sert aussi pour les IA que l’interrupteur ne couvre pas.
        [day] Un refus d’avant le début les protège, un plus tardif non, selon l’autorité italienne. L’aide de LinkedIn ne pose pas cette limite. Demandez leur exclusion : LinkedIn l’étudie, sans promesse.
       *[after] Un refus d’avant le début les protège, un plus tardif non, selon l’autorité italienne. L’aide de LinkedIn ne pose pas cette limite. Demandez leur exclusion : LinkedIn l’étudie, sans promesse.
    }

    Ouvrez-le ci-dessous. Choisissez l’option sur l’entraînement des IA qui créent du contenu. Un e-mail confirme l’envoi, selon un article.
    .next = ✅ Envoyé
    .no = ⏭ Pas maintenant
walkthrough-objection-lost = <b>Pas de formulaire, ou pas cette option ?</b>
    .tip =
        • Je ne connais pas le nom exact de l’option en français : elle parle d’entraîner des IA qui créent du contenu.
        • Aucune raison n’est à donner, selon un cabinet d’avocats italien.
        • Toujours bloqué : écrivez au délégué aux données de LinkedIn.

# Variables:
#   $count (Number) - combien des deux réglages sont cochés
walkthrough-siblings =
    <b>Deux autres réglages, facultatifs.</b> Cochés : { $count } sur 2.

    • Recherche sociale, économique et sur le travail : ouvrez « { $label-data-privacy } », cherchez l’entrée dans la liste et désactivez-la.
    • Publicité : ouvrez ces réglages et désactivez ce que vous refusez.

    Je ne connais pas leurs noms exacts en français. Ils ne changent rien à l’interrupteur de l’IA.
    .next = 🧾 Mon reçu
walkthrough-research =
    .open = ☐ Recherche : à cocher si c’est fait
    .done = ☑ Recherche : c’est fait
walkthrough-ads =
    .open = ☐ Publicité : à cocher si c’est fait
    .done = ☑ Publicité : c’est fait

# Variables:
#   $today (Date) - le jour où l’interrupteur a été vu désactivé
walkthrough-receipt = 🧾 <b>Reçu : interrupteur désactivé le { DATETIME($today, dateStyle: "long") }</b>
walkthrough-receipt-checks =
    Vous avez vu :
    ☑ la page « { $label-entry } »
    ☑ l’interrupteur désactivé
    ☑ encore désactivé, la page rouverte
walkthrough-receipt-note =
    .form-done = ☑ Formulaire d’opposition : envoyé
    .form-open = ☐ Formulaire d’opposition : pas coché
    .research-done = ☑ Réglage sur la recherche : fait
    .research-open = ☐ Réglage sur la recherche : pas coché
    .ads-done = ☑ Réglages de publicité : faits
    .ads-open = ☐ Réglages de publicité : pas cochés
walkthrough-receipt-again = Gardez ce message. Revérifiez si LinkedIn change ses conditions. Fichier d’agenda, dans :
# Variables:
#   $count (Number) - dans combien de mois
walkthrough-look-again = 📅 { $count } mois

look-again-file = Revoir l’interrupteur LinkedIn
look-again-title = Revoir l’interrupteur de LinkedIn sur l’IA
look-again-body = Ouvrez le lien et connectez-vous à LinkedIn : l’interrupteur doit être désactivé. S’il ne l’est plus, désactivez-le de nouveau.
# Variables:
#   $at (Date) - date et heure locales de l’entrée
look-again-caption = 📅 Ouvrez ce fichier pour l’ajouter à votre agenda : le { moment }. Je ne garde rien de cette date.
