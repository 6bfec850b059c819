# Le chemin vers l’interrupteur. À chaque étape :
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
walkthrough-or-similar = <i>Le nom peut varier un peu selon votre version.</i>

walkthrough-lost = 🔍 Je ne le vois pas
walkthrough-return = ⬅️ Revenir à l’étape
walkthrough-again = 🔁 Revérifier depuis le début

walkthrough-open-link =
    <b>Ouvrez le lien direct</b> avec le bouton ci-dessous. Si LinkedIn vous le demande, connectez-vous là-bas.

    Vous devez voir « { $label-entry } », avec un interrupteur.
    .next = ✅ Je vois la page
walkthrough-open-link-lost =
    <b>Le lien ouvre autre chose ?</b>

    • Vous n’êtes pas connecté(e) : connectez-vous d’abord à LinkedIn, puis appuyez de nouveau sur le lien.
    • Sur téléphone, le lien peut ouvrir l’application sur une autre page : passez par les menus de l’application, ou ouvrez le lien dans un navigateur.
    • Vous n’avez pas de compte LinkedIn : l’interrupteur est réservé aux membres, mais le formulaire d’opposition est ouvert à tous.

walkthrough-phone-open-menu =
    <b>Ouvrez l’application LinkedIn et touchez votre photo</b>, en haut à gauche.

    Un panneau s’ouvre.
    .next = ✅ Le panneau est ouvert
walkthrough-phone-open-menu-lost =
    <b>Pas de photo en haut à gauche ?</b>

    • Vous n’êtes pas connecté(e) : connectez-vous d’abord dans l’application.
    • Mettez l’application à jour, ou prenez un autre chemin.
walkthrough-computer-open-menu =
    <b>Ouvrez linkedin.com et cliquez sur « { $label-me } »</b>, ou sur votre photo, en haut à droite.

    Un menu s’ouvre.
    .next = ✅ Le menu est ouvert
walkthrough-computer-open-menu-lost =
    <b>Pas de « { $label-me } » en haut à droite ?</b>

    • Vous n’êtes pas connecté(e) : connectez-vous d’abord sur linkedin.com.
    • Cherchez plutôt votre photo de profil, ou prenez un autre chemin.

walkthrough-phone-open-settings =
    <b>Touchez « { $label-settings-app } »</b>, en bas du panneau, avec une roue dentée.

    Les réglages s’ouvrent.
    .next = ✅ Je vois les réglages
walkthrough-phone-open-settings-lost =
    <b>Pas de « { $label-settings-app } » dans le panneau ?</b>

    • Faites défiler jusque tout en bas du panneau.
    • Dans certaines versions, la roue dentée est en haut à droite de votre propre profil.
    • L’application est dans une autre langue : cherchez la roue dentée.
walkthrough-computer-open-settings =
    <b>Choisissez « { $label-settings-web } »</b> dans ce menu.

    Les réglages s’ouvrent.
    .next = ✅ Je vois les réglages
walkthrough-computer-open-settings-lost =
    <b>Pas de « { $label-settings-web } » dans le menu ?</b>

    • Fermez le menu et rouvrez-le, ou prenez un autre chemin.
    • LinkedIn est dans une autre langue : l’entrée parle de réglages et de confidentialité.

walkthrough-phone-open-privacy =
    <b>Touchez « { $label-data-privacy } »</b> dans la liste des réglages.
    .next = ✅ C’est ouvert
walkthrough-phone-open-privacy-lost =
    <b>Pas de « { $label-data-privacy } » dans la liste ?</b>

    • Parcourez toute la liste.
    • LinkedIn est dans une autre langue : cherchez l’entrée qui parle de données et de confidentialité.
walkthrough-computer-open-privacy =
    <b>Cliquez sur « { $label-data-privacy } »</b>, dans la colonne de gauche.
    .next = ✅ C’est ouvert
walkthrough-computer-open-privacy-lost =
    <b>Pas de « { $label-data-privacy } » à gauche ?</b>

    • Élargissez la fenêtre, ou prenez un autre chemin.
    • LinkedIn est dans une autre langue : cherchez l’entrée qui parle de données et de confidentialité.

walkthrough-phone-find-entry =
    <b>Touchez « { $label-entry } »</b> dans la liste.

    Vous devez voir un interrupteur.
    .next = ✅ Je vois l’interrupteur
walkthrough-phone-find-entry-lost =
    <b>Pas de « { $label-entry } » ?</b>

    • Parcourez toute la liste.
    • Ne prenez ni l’entrée sur la recherche ni celles sur la publicité : ce sont d’autres réglages.
    • Mettez l’application à jour, ou prenez un autre chemin.
walkthrough-computer-find-entry =
    <b>Cliquez sur « { $label-entry } »</b>, dans le premier groupe, « { $label-usage-group } ».

    Vous devez voir un interrupteur.
    .next = ✅ Je vois l’interrupteur
walkthrough-computer-find-entry-lost =
    <b>Pas de « { $label-entry } » ?</b>

    • C’est dans le premier groupe, « { $label-usage-group } » : remontez en haut de la page.
    • Ne prenez ni l’entrée sur la recherche ni celles sur la publicité : ce sont d’autres réglages.

walkthrough-turn-off =
    <b>Désactivez « { $label-switch } ».</b> S’il est déjà désactivé, laissez-le ainsi.

    Fiez-vous au mot affiché à côté de l’interrupteur plutôt qu’à sa couleur.
    .next = ✅ Il est désactivé
walkthrough-turn-off-lost =
    <b>Pas d’interrupteur, ou il ne bouge pas ?</b>

    • Cherchez « { $label-switch } », dans « { $label-entry } ».
    • Rechargez la page, ou fermez puis rouvrez l’application.
    • Toujours bloqué : prenez un autre chemin, ou envoyez le formulaire d’opposition.

walkthrough-check-page =
    Trois vérifications rapides pour confirmer.

    <b>La page où vous êtes s’appelle-t-elle « { $label-entry } » ?</b>
    .next = ✅ Oui
    .no = ❌ Non, une autre page
walkthrough-check-switch =
    <b>L’interrupteur « { $label-switch } » est-il désactivé ?</b>
    .next = ✅ Oui, désactivé
    .no = ❌ Non, activé
walkthrough-check-again =
    <b>Quittez la page, rouvrez-la : l’interrupteur est-il toujours désactivé ?</b> Le bouton ci-dessous l’ouvre.
    .next = ✅ Oui, toujours désactivé
    .no = ❌ Non, de nouveau activé

# Variables:
#   $phase (String) - before, eve, day, after : où se situe aujourd’hui
#   $start (Date) - le jour où l’entraînement commence ou a commencé
#   $today (Date) - aujourd’hui
walkthrough-done =
    ✅ <b>C’est fait : le { DATETIME($today, dateStyle: "long") }, vous avez vu votre interrupteur désactivé.</b> Gardez ce message, il en est la trace.

    { $phase ->
        [before] Vous avez refusé avant le { DATETIME($start, dateStyle: "long") }, jour où l’entraînement commence. Tant qu’il est désactivé, vos données et vos contenus n’y servent pas, selon LinkedIn.
        [eve] Vous avez refusé avant le { DATETIME($start, dateStyle: "long") }, jour où l’entraînement commence. Tant qu’il est désactivé, vos données et vos contenus n’y servent pas, selon LinkedIn.
        [day] L’entraînement commence aujourd’hui. Selon LinkedIn, ce que vous publiez désormais n’y servira pas. Si vous n’aviez pas refusé avant, les sources se contredisent pour vos contenus plus anciens : le formulaire d’opposition permet de demander qu’ils soient exclus, sans promesse.
       *[after] Selon LinkedIn, ce que vous publiez désormais ne servira pas à l’entraînement. Si vous n’aviez pas refusé avant le { DATETIME($start, dateStyle: "long") }, les sources se contredisent pour vos contenus plus anciens : le formulaire d’opposition permet de demander qu’ils soient exclus, sans promesse.
    }

    Ce réglage est lié à un compte : si vous en avez un autre, faites-y la même chose.
