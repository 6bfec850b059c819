# Ce que ce bot conserve, ce que l’on peut en voir et emporter, et son effacement.

act-mydata = 🗂 Mes données
privacy = 🔒 <b>Ce que ce bot conserve</b>
privacy-nothing = <b>Rien sur vous</b>, tant que vous posez des questions ou suivez les étapes. Pendant ce temps, je connais en mémoire seulement, jusqu’à un jour après votre dernier message : cette conversation, sa langue, son fuseau horaire, où vous en êtes ; et un quart d’heure, une question restée sans réponse.
privacy-lasting = Dès que vous demandez quelque chose qui doit durer, comme un rappel ou un réglage, je conserve ce qu’il faut pour cela ; dès lors, aussi l’étape où vous en êtes. Ni nom, ni pseudonyme. Aucun texte de vous, sauf une question que vous me confiez par le bouton « { question-keep } ».
privacy-nobody-else = Je n’envoie rien à personne d’autre que Telegram, qui achemine nos messages. Aucune publicité, aucun pistage, aucun entraînement de modèles sur ce que vous écrivez.
privacy-to-stored = 📋 Quoi, et pourquoi
privacy-to-rights = ⚖️ Vos droits
privacy-stored = <b>Sur cette conversation, dès que vous demandez quelque chose qui doit durer :</b>
privacy-duration = Je le conserve jusqu’à ce que vous l’effaciez avec /delete, bloquiez le bot, ou n’y veniez plus pendant 13 mois.
privacy-apart = <b>Lié à personne :</b>
privacy-rights =
    ⚖️ <b>Vos droits</b>

    • Voir et emporter : /mydata montre tout ce qui est conservé sur cette conversation, et l’envoie en fichier.
    • Corriger : /settings le change.
    • Effacer : /delete, ou bloquez le bot. C’est immédiat.
    • Vous opposer : /stop met fin aux rappels et aux nouvelles.
    • Vous plaindre : auprès de l’autorité de protection des données de l’endroit où vous vivez. /complaint en nomme.
privacy-copies = /delete n’atteint pas les messages de cette conversation : ils se trouvent chez Telegram. Ni une sauvegarde faite avant, ni le journal de la base elle-même, réécrit au fil du temps. Le numéro de cette conversation y reste chiffré, et la clé n’est pas dans la sauvegarde de la base ; qui possède les deux peut le lire, jusqu’à ce que la sauvegarde ou cette clé soit détruite.
# Variables:
#   $operator, $contact (String) - qui fait fonctionner cette installation, comment les joindre
privacy-operator = Mis en service par { $operator }. Contact : { $contact }
privacy-operator-unnamed = La personne qui fait fonctionner cette copie du bot n’a donné ni nom ni contact.

# Une ligne pour chaque chose que la base de données contient, et pourquoi elle est conservée.
stored-chat-number = • le numéro de cette conversation, chiffré avec une clé à elle seule
    .why = <i>pour vous reconnaître et pouvoir vous écrire</i>
stored-language = • la langue
    .why = <i>pour la parler avec vous</i>
stored-zone = • le fuseau horaire
    .why = <i>pour que les jours et les heures soient les vôtres</i>
stored-walkthrough = • l’étape où vous êtes, et le chemin choisi vers l’interrupteur
    .why = <i>pour que vous puissiez reprendre là</i>
stored-refusal = • le jour où vous avez vu l’interrupteur désactivé
    .why = <i>pour votre reçu, et pour arrêter les rappels devenus inutiles</i>
stored-choices = • vos choix : avec ou sans images, depuis quel jour vous suivez /changes ; et un compteur de modifications
    .why = <i>pour respecter vos choix ; le compteur évite que deux modifications simultanées se mélangent</i>
stored-thread = • dans un groupe, le sujet où je peux écrire
    .why = <i>pour que les rappels y arrivent</i>
stored-last-seen = • le dernier jour où vous avez écrit ou appuyé sur un bouton
    .why = <i>pour tout effacer après 13 mois de silence</i>
stored-subscription = • les rappels demandés : rythme, heure et jours
    .why = <i>pour les prévoir</i>
stored-reminders = • les dates de ces rappels et des nouvelles, et s’ils ont été envoyés
    .why = <i>pour envoyer chacun une seule fois ; effacés 30 jours après leur fin</i>
stored-questions = • les questions sans réponse que vous m’avez confiées, chiffrées
    .why = <i>la personne qui fait fonctionner ce bot les lit pour m’apprendre la réponse ; effacées après 30 jours, ou quand vous les reprenez</i>
stored-counts = • combien de fois par jour une question a été posée, une étape atteinte ou un lien suivi, par langue
    .why = <i>pour voir ce qui me manque ; effacé après 13 mois</i>
stored-updates = • les numéros que Telegram donne à ce qui arrive, sans le contenu
    .why = <i>pour ne rien traiter deux fois ; effacés après 48 heures</i>
stored-broadcasts = • les messages que la personne qui fait fonctionner ce bot écrit à qui suit /changes, chiffrés ; et à combien de conversations, jamais auxquelles
    .why = <i>pour les envoyer ; effacés après 30 jours</i>
stored-workers = • quels exemplaires de ce bot tournent, et quand chacun a été vu pour la dernière fois
    .why = <i>ils se partagent le rythme permis par Telegram ; effacés quand un exemplaire a disparu</i>

mydata = 🗂 <b>Tout ce qui est conservé sur cette conversation</b>
# Variables:
#   $values (String) - des colonnes et ce qu’elles contiennent
mydata-row = <code>{ $values }</code>
# Variables:
#   $count (Number) - combien d’entrées ne sont pas montrées
mydata-more = et { $count ->
    [one] { $count } autre
   *[other] { $count } autres
} dans le fichier
mydata-caption = Le tout, complet, lisible aussi par une machine (JSON).
mydata-file = conservé sur cette conversation
mydata-nothing =
    🗂 <b>Rien n’est conservé sur cette conversation.</b>

    En mémoire seulement, jusqu’à un jour après votre dernier message, je connais sa langue, son fuseau horaire et où vous en êtes ; et un quart d’heure, une question restée sans réponse.

question-keep = 💾 Vous pouvez garder cette question
# Variables:
#   $text (String) - ce que la personne a écrit
question-kept =
    Merci. Je garde cette question 30 jours, chiffrée, pour que la personne qui fait fonctionner ce bot puisse m’apprendre la réponse :

    <i>{ $text }</i>
question-gone = Je n’ai plus cette question sous la main : cet appui ne garde rien. /mydata montre ce qui est conservé.
question-drop = ↩️ Reprendre mes questions
question-dropped = C’est fait : aucune de vos questions n’est plus gardée.

delete-confirm = 🗑 <b>Effacer tout ce que ce bot conserve sur cette conversation ?</b> Les rappels s’arrêtent aussi. C’est définitif.
delete-yes = Oui, tout effacer
delete-no = Non, garder
delete-done =
    🗑 C’est fait : tout ce qui concerne cette conversation est effacé. Si vous m’écrivez de nouveau, nous repartons de zéro.

    Les messages ci-dessus se trouvent chez Telegram : vous pouvez y supprimer la conversation.
delete-cancelled = Rien n’a été effacé.
