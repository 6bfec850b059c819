### The answers of the FAQ. The words of a claim belong to the table of the same id in bot/knowledge/claims.toml, which says who states it, when, and on which days it may be said.
###
### Variables given to every claim:
###   $phase (String) - "before" (up to 1 November 2025), "eve" (2 November), "day" (3 November) or "after"
###   $days (Number) - whole days until 3 November 2025; from then on, whole days since; 0 on the day itself
###   $start (Date) - 3 November 2025
###   $today (Date) - the day of the answer
###   $label-... (String) - the words of LinkedIn's interface, from bot/knowledge/labels.toml
###
### The attribute .dispute of a claim says, in one sentence, who states something else. HTML: only <b> and <i>.

## Topics: the question as a member asks it, and the short words of its button

topic-what-changes = Qu’est-ce qui change sur LinkedIn avec l’IA ?
    .button = Ce qui change
topic-when = À partir de quelle date, et jusqu’à quand refuser ?
    .button = La date
topic-data-used = Quelles données servent à l’IA de LinkedIn ?
    .button = Données utilisées
topic-data-excluded = Quelles données ne sont pas utilisées ?
    .button = Données non utilisées
topic-private-messages = Mes messages privés sont-ils utilisés ?
    .button = Messages privés
topic-salary-data = Mon salaire est-il utilisé ?
    .button = Salaire
topic-profile-data = Quelles parties de mon profil sont concernées ?
    .button = Mon profil
topic-public-activity = Mes publications et commentaires sont-ils utilisés ?
    .button = Publications et commentaires
topic-recruiter-exchanges = Mes échanges avec des recruteurs sont-ils utilisés ?
    .button = Échanges avec des recruteurs
topic-ai-questions = Mes questions à l’IA de LinkedIn sont-elles utilisées ?
    .button = Mes questions à l’IA
topic-job-applications = Mon CV et mes candidatures sont-ils utilisés ?
    .button = CV et candidatures
topic-minors = Les moins de 18 ans sont-ils concernés ?
    .button = Moins de 18 ans
topic-how-to-opt-out = Comment refuser ?
    .button = Comment refuser
topic-opt-out-link = Où est le lien direct vers le réglage ?
    .button = Lien du réglage
topic-verify = Comment vérifier que c’est bien désactivé ?
    .button = Vérifier mon refus
topic-opt-out-effect = Que change un refus pour moi ?
    .button = Effets d’un refus
topic-past-data = Que deviennent mes contenus anciens ?
    .button = Contenus anciens
topic-after-deadline = Puis-je encore refuser ?
    .button = Encore possible ?
topic-default-on = Pourquoi est-ce activé sans mon accord ?
    .button = Pourquoi activé d’office ?
topic-legal-basis = Est-ce légal, et comment se plaindre ?
    .button = Légalité et plainte
topic-regions = Quels pays et quels membres sont concernés ?
    .button = Pays concernés
topic-purpose = Pourquoi LinkedIn veut-il ces données ?
    .button = Pourquoi ces données ?
topic-who-trains = Qui reçoit mes données : LinkedIn, Microsoft, OpenAI ?
    .button = Qui reçoit les données ?
topic-ads-sharing = Mes données servent-elles aussi à la publicité ?
    .button = Publicité
topic-privacy-risks = Quels sont les risques pour ma vie privée ?
    .button = Risques
topic-hiring-impact = Qu’est-ce que cela change pour le recrutement ?
    .button = Recrutement
topic-other-platforms = Et Meta, Indeed, Glassdoor, Viadeo ou Monster ?
    .button = Autres sites
topic-protect-more = Que faire de plus pour protéger mes données ?
    .button = Se protéger davantage
topic-private-browsing = Comment visiter des profils en mode privé ?
    .button = Visites en mode privé
topic-fake-recruiters = Comment reconnaître un faux recruteur ?
    .button = Faux recruteurs
topic-stay-informed = Comment être au courant des changements ?
    .button = Rester au courant
topic-objection-erasure = Comment s’opposer, obtenir ou effacer mes données ?
    .button = Opposition et effacement
topic-bot-reminders = Comment régler les rappels de ce bot ?
    .button = Rappels
topic-bot-privacy = Que garde ce bot sur moi ?
    .button = Ce que garde ce bot
topic-bot-identity = Qui est derrière ce bot ?
    .button = Qui est ce bot ?
topic-greeting = Bonjour !
    .button = Bonjour !
topic-out-of-scope = Une autre question
    .button = Autre question

## What changes, and when

claim-training-in-short = { $phase ->
    [before] À partir du { DATETIME($start, dateStyle: "long") }, LinkedIn entraînera son IA avec les données de ses membres, sauf refus.
    [eve] À partir de demain, { DATETIME($start, dateStyle: "long") }, LinkedIn entraînera son IA avec les données de ses membres, sauf refus.
    [day] À partir d’aujourd’hui, { DATETIME($start, dateStyle: "long") }, LinkedIn entraîne son IA avec les données de ses membres, sauf refus.
   *[after] Depuis le { DATETIME($start, dateStyle: "long") }, LinkedIn entraîne son IA avec les données de ses membres, sauf refus.
} Il s’agit de ses IA qui créent du contenu. Régions : Union européenne, Espace économique européen, Royaume-Uni, Suisse, Canada et Hong Kong.
claim-on-by-default = Le réglage est activé d’office. Vous pouvez refuser à tout moment, dans vos réglages LinkedIn.
claim-content-models = Ces IA créent du contenu : textes, images, sons et autres médias.
claim-paused-in-2024 = En 2024, LinkedIn avait laissé de côté l’Union européenne, l’Espace économique européen et la Suisse. Il avait suspendu l’entraînement pour le Royaume-Uni, Hong Kong et le Canada.
claim-start-date = { $phase ->
    [before] { $days ->
        [one] L’entraînement doit commencer le { DATETIME($start, dateStyle: "long") }. Il reste { $days } jour avant cette date.
       *[other] L’entraînement doit commencer le { DATETIME($start, dateStyle: "long") }. Il reste { $days } jours avant cette date.
    }
    [eve] L’entraînement doit commencer demain, { DATETIME($start, dateStyle: "long") }. Aujourd’hui est le dernier jour entier avant le début.
    [day] L’entraînement commence aujourd’hui, { DATETIME($start, dateStyle: "long") }.
   *[after] L’entraînement a commencé le { DATETIME($start, dateStyle: "long") }.
}
claim-no-closing-date = LinkedIn n’a pas fixé de date limite : vous pouvez refuser à tout moment.
claim-refuse-early = Mieux vaut refuser avant le début : un refus n’efface pas l’entraînement déjà fait.
claim-authorities-advise-early = Les autorités de protection des données néerlandaise et belge conseillent de refuser avant le { DATETIME($start, dateStyle: "long") }.

## Which data

claim-data-list =
    { $phase ->
        [before] Sauf refus, ces données serviront à l’entraînement, selon la notice européenne de LinkedIn :
        [eve] Sauf refus, ces données serviront à l’entraînement, selon la notice européenne de LinkedIn :
       *[after] Sauf refus, ces données servent à l’entraînement, selon la notice européenne de LinkedIn :
    }
    • votre profil (nom, photo, parcours, compétences…) ;
    • vos publications, articles, commentaires et réponses aux sondages ;
    • votre activité et vos messages dans les groupes ;
    • ce que vous écrivez à l’IA de LinkedIn, et ses réponses ;
    • le CV et les réponses de candidature gardés dans votre compte.
claim-feedback-in = La page de questions-réponses de LinkedIn ajoute les avis que vous donnez sur ses outils d’IA.
claim-technical-data-not-listed = Cette liste ne cite ni l’adresse internet (IP), ni la navigation, ni les clics sur les publicités. La notice les cite pour d’autres usages.
claim-scope-reduced = Le 7 novembre 2025, l’autorité irlandaise de protection des données a dit avoir obtenu des changements. LinkedIn a accepté d’utiliser moins de données, sur une période plus courte. Aucune source trouvée n’en donne le détail.
claim-excluded-list = LinkedIn dit ne pas utiliser :
    • vos messages privés ;
    • vos identifiants de connexion et vos moyens de paiement ;
    • les données de salaire et de candidature liées à vous ;
    • les données des membres qui, selon lui, ont peut-être moins de 18 ans.
claim-bot-cannot-check = C’est LinkedIn qui le dit ; ce bot ne peut pas le vérifier.
claim-private-messages-out = Vos messages privés ne servent pas à cet entraînement d’IA, selon LinkedIn.
    .dispute = Test Achats (Belgique) écrit que des messages sont utilisés ; aucun texte de LinkedIn que nous avons trouvé ne le dit.
claim-private-messages-not-listed = La liste des données dans la notice européenne ne cite pas non plus les messages privés.
claim-group-messages-in = Attention : les messages écrits dans un groupe sont, eux, dans la liste des données utilisées.
    .dispute = L’aide de LinkedIn dit que les messages privés ne servent pas ; sa notice européenne cite, elle, les messages de groupe.
claim-drafts-are-prompts = Si l’IA de LinkedIn vous aide à écrire un message, le texte que vous lui donnez est une demande à l’IA. Il est donc dans la liste.
claim-safety-scan = L’analyse des messages pour la sécurité est un autre traitement.
claim-us-lawsuit-dropped = Aux États-Unis, une plainte du 21 janvier 2025 disait que des messages privés (InMail) avaient servi à une IA. Elle a été retirée le 30 janvier 2025. L’avocat du plaignant a dit que LinkedIn avait montré des preuves du contraire.
claim-salary-out = Vos données de salaire ne sont pas utilisées, selon LinkedIn. Il s’agit de celles que vous lui donnez et qui sont liées à vous.
claim-salary-caution = Par prudence, n’écrivez pas votre salaire dans une publication, votre profil ou un CV enregistré. Ces contenus sont dans la liste des données utilisées.
claim-profile-list =
    { $phase ->
        [before] Sauf refus, LinkedIn utilisera ces parties de votre profil, selon sa notice :
        [eve] Sauf refus, LinkedIn utilisera ces parties de votre profil, selon sa notice :
       *[after] Sauf refus, LinkedIn utilise ces parties de votre profil, selon sa notice :
    }
    • qui vous êtes : nom, photo et lieu ;
    • votre travail : poste actuel et parcours ;
    • ce que vous savez : formation et compétences ;
    • ce que d’autres disent de vous : validations et recommandations.
claim-profile-list-rest = La liste cite aussi :
    • résumé, certifications et licences ;
    • bénévolat, publications et brevets.
claim-not-only-public = La notice ne limite pas cette liste au profil public.
claim-contact-details-not-listed = Vos coordonnées ne sont pas dans cette liste. La notice les cite pour faire fonctionner des outils d’IA.
claim-activity-in = { $phase ->
    [before] Sauf refus, vos publications, articles, commentaires et réponses aux sondages seront utilisés, selon LinkedIn.
    [eve] Sauf refus, vos publications, articles, commentaires et réponses aux sondages seront utilisés, selon LinkedIn.
   *[after] Sauf refus, vos publications, articles, commentaires et réponses aux sondages sont utilisés, selon LinkedIn.
} Votre activité et vos messages dans les groupes aussi.
claim-likes-not-listed = La liste ne cite pas les « J’aime » ni les autres réactions.
claim-likes-not-listed-disputed = { claim-likes-not-listed }
    .dispute = Un article du 23 septembre 2025 (Pierre Crochart) compte aussi les réactions ; la liste de LinkedIn ne les cite pas.
claim-outsiders-can-object = Une personne sans compte, citée ou montrée par un membre, peut s’opposer avec le formulaire.
claim-recruiter-private-out = Vos conversations privées avec un recruteur ne sont pas utilisées, selon LinkedIn. Ce sont des messages privés.
claim-recruiter-private-out-disputed = { claim-recruiter-private-out }
    .dispute = Des articles, dont un du Journal du Net, disent que des échanges avec des recruteurs peuvent servir ; la liste de LinkedIn ne le dit pas.
claim-recruiter-saved-in = { $phase ->
    [before] Sauf refus, LinkedIn utilisera votre CV et vos réponses aux questions des recruteurs, selon sa notice.
    [eve] Sauf refus, LinkedIn utilisera votre CV et vos réponses aux questions des recruteurs, selon sa notice.
   *[after] Sauf refus, LinkedIn utilise votre CV et vos réponses aux questions des recruteurs, selon sa notice.
} Il s’agit de ceux que vous gardez dans votre compte.
claim-inmail-private = Un message InMail compte comme un message privé, selon le blog Penheel.
claim-recruiter-drafts-purpose = Écrire des messages de recruteurs est l’un des buts de ces IA. Ce n’est pas une source de données.
claim-prompts-in = { $phase ->
    [before] Sauf refus, ce que vous écrivez à l’IA de LinkedIn servira à l’entraîner, selon sa notice.
    [eve] Sauf refus, ce que vous écrivez à l’IA de LinkedIn servira à l’entraîner, selon sa notice.
   *[after] Sauf refus, ce que vous écrivez à l’IA de LinkedIn sert à l’entraîner, selon sa notice.
} Ce sont vos demandes, recherches et discussions, et aussi les réponses de l’IA.
claim-prompts-still-processed = Même après un refus, l’outil traite votre texte pour répondre. Ce texte peut apparaître dans le résultat.
claim-prompts-bing = Certains outils d’IA de LinkedIn transmettent une demande à Bing, le moteur de recherche de Microsoft.
claim-job-saved-in = { $phase ->
    [before] Selon LinkedIn, le CV et les réponses de candidature gardés dans votre compte seront utilisés, sauf refus.
    [eve] Selon LinkedIn, le CV et les réponses de candidature gardés dans votre compte seront utilisés, sauf refus.
   *[after] Selon LinkedIn, le CV et les réponses de candidature gardés dans votre compte sont utilisés, sauf refus.
}
claim-job-saved-in-disputed = { claim-job-saved-in }
    .dispute = Des médias néerlandais écrivent que les informations de candidature ne sont pas utilisées.
claim-job-attributable-out = Les données d’une candidature à un employeur, liées à vous, ne sont pas utilisées, selon LinkedIn.
claim-job-clean-up = Supprimez de votre compte les CV et les réponses dont vous n’avez plus besoin.
claim-minors-out = LinkedIn dit ne pas utiliser les données des membres qui, selon lui, ont peut-être moins de 18 ans. C’est vrai même si le réglage est activé, dit-il.
claim-minors-clue = Être au collège ou au lycée est un indice cité par LinkedIn ; la limite est 18 ans.
claim-minors-sure-way = LinkedIn se fie à ce qu’il croit de l’âge. Le plus sûr reste donc de désactiver le réglage.
claim-minors-minimum-age = L’âge minimum pour LinkedIn est de 16 ans.
claim-minors-dpc = L’autorité irlandaise de protection des données a obtenu une meilleure protection des moins de 18 ans. Elle l’a dit le 7 novembre 2025.
claim-minors-declaration = Depuis août 2026, la notice parle d’une déclaration d’âge, et d’une date de naissance pour les mineurs.

## Refusing

claim-optout-steps = Connectez-vous à LinkedIn, puis ouvrez le lien du réglage. Désactivez « { $label-switch } » (ou un nom proche).
claim-optout-path = Sans le lien, ouvrez « { $label-settings-web } », puis « { $label-data-privacy } ». Ouvrez ensuite « { $label-entry } ».
claim-optout-path-app = Dans l’application, touchez votre photo en haut à gauche, puis « { $label-settings-app } » (la roue dentée). Ouvrez ensuite « { $label-data-privacy } », puis « { $label-entry } ».
claim-optout-path-web = Sur ordinateur, cliquez sur votre photo ou sur « { $label-me } », en haut à droite, pour trouver « { $label-settings-web } ». Le réglage est dans le groupe « { $label-usage-group } ».
claim-optout-no-save = La plupart des guides ne parlent d’aucun bouton pour enregistrer.
claim-optout-form-outsiders = Sans compte LinkedIn, utilisez le formulaire d’opposition.
claim-link-direct = Le lien du réglage est ci-dessous. Il faut vous connecter à LinkedIn.
claim-link-name = Le réglage s’appelle « { $label-entry } » (ou un nom proche).
claim-link-browser = Si le lien n’ouvre pas la bonne page dans l’application, essayez dans un navigateur.
claim-link-origin = Cette adresse est écrite dans la notice européenne de LinkedIn.
claim-verify-off = Ouvrez de nouveau le lien du réglage : l’interrupteur doit être désactivé. Lisez le mot affiché, plutôt que la couleur.
claim-verify-each-account = Le refus vaut pour un compte, sur tous vos appareils. Si vous avez plusieurs comptes, refusez dans chacun.
claim-verify-list-state = Dans la liste « { $label-data-privacy } », l’état du réglage devrait être écrit à côté de son nom.
claim-verify-colour = Vert veut dire activé. Selon les sources, l’interrupteur désactivé est blanc, gris ou noir.
claim-verify-no-email = Aucune source trouvée ne parle d’un e-mail après l’usage de l’interrupteur. Le formulaire, lui, mène à un e-mail de confirmation, selon un article.
claim-effect-stops = { $phase ->
    [before] Après un refus, vos données et contenus n’entraîneront pas les IA qui créent du contenu, selon LinkedIn.
    [eve] Après un refus, vos données et contenus n’entraîneront pas les IA qui créent du contenu, selon LinkedIn.
   *[after] Après un refus, vos données et contenus n’entraînent plus les IA qui créent du contenu, selon LinkedIn.
}
claim-effect-no-loss = Vous ne perdez aucune fonction : les outils d’IA restent disponibles, selon LinkedIn.
claim-effect-not-covered = Le réglage ne couvre pas les IA de personnalisation, de sécurité et de modération. Il ne semble pas couvrir l’outil de recrutement « Hiring Assistant ». Pour ces usages, il y a le formulaire d’opposition.
claim-effect-visibility = Des articles laissent penser qu’un refus rend moins visible pour les recruteurs. Nous n’avons trouvé aucun texte de LinkedIn qui le dise.
claim-effect-kept = Si vous aviez déjà désactivé ce réglage, il reste désactivé, selon la presse.
claim-past-safe-before = L’entraînement n’a pas encore commencé. Si vous refusez avant le { DATETIME($start, dateStyle: "long") }, vos contenus, même anciens, n’y serviront pas, selon LinkedIn.
claim-past-no-undo = Un refus n’efface pas l’entraînement déjà fait, dit LinkedIn.
claim-new-content-out = Après un refus, vos nouveaux contenus ne servent pas, selon LinkedIn.
claim-old-content-unsure = Les sources se contredisent sur un refus fait à partir du { DATETIME($start, dateStyle: "long") }. Vos anciens contenus pourraient encore servir.
    .dispute = L’aide de LinkedIn ne limite pas le refus aux nouveaux contenus ; l’autorité italienne et le site Security.NL, si, pour un refus fait après le début.
claim-past-early-refusal = Un refus fait avant le { DATETIME($start, dateStyle: "long") } protège aussi vos anciens contenus, selon l’autorité italienne.
claim-past-form = Désactivez le réglage, puis demandez par le formulaire d’opposition d’exclure vos anciens contenus. LinkedIn étudie la demande, sans promesse.
claim-past-italy = Selon l’autorité italienne, un refus avant le { DATETIME($start, dateStyle: "long") } protège tous vos contenus. Plus tard, il ne vaudra que pour les nouveaux.
claim-past-unlearn = Des autorités expliquent que des données ne peuvent pas être simplement retirées d’une IA déjà entraînée.
claim-past-2003-plan = Selon l’autorité néerlandaise, le projet de LinkedIn remonte jusqu’à 2003.
claim-past-period-reduced = Le projet de départ remontait à 2003, selon l’autorité néerlandaise. Le 7 novembre 2025, l’autorité irlandaise a annoncé une période plus courte. La limite exacte n’est pas publique.
    .dispute = L’autorité néerlandaise et Panorama (Italie) citent l’année 2003 ; l’autorité irlandaise a dit, le 7 novembre 2025, que la période est plus courte.
claim-past-delete = Supprimer d’anciens contenus peut éviter qu’ils servent plus tard. Cela ne retire rien d’une IA déjà entraînée.
claim-still-time = { $phase ->
    [before] { $days ->
        [one] Il est encore temps : l’entraînement doit commencer dans { $days } jour, le { DATETIME($start, dateStyle: "long") }.
       *[other] Il est encore temps : l’entraînement doit commencer dans { $days } jours, le { DATETIME($start, dateStyle: "long") }.
    }
    [eve] Il est encore temps : l’entraînement doit commencer demain, { DATETIME($start, dateStyle: "long") }.
    [day] Vous pouvez encore refuser, à tout moment. L’entraînement commence aujourd’hui, { DATETIME($start, dateStyle: "long") }.
   *[after] Vous pouvez encore refuser, à tout moment. L’entraînement a commencé le { DATETIME($start, dateStyle: "long") }.
}
claim-notice-in-2026 = Vous pouvez encore refuser. Le 21 août 2026, la notice de LinkedIn le permettait toujours, à tout moment.
claim-notice-may-change = Le lien y était le même. Cela a pu changer depuis : vérifiez sur la page du réglage.

## Law, countries, purpose, who gets the data

claim-default-interest = Le réglage est activé d’office. En Europe, LinkedIn s’appuie sur son « intérêt légitime », une base de la loi qui ne demande pas votre accord.
claim-default-right = En échange, la loi européenne sur les données (RGPD, article 21) vous donne le droit de vous opposer.
claim-default-critics = Des autorités et des associations jugent ce choix problématique.
claim-legal-open = Ce n’est pas tranché. À notre connaissance, aucun tribunal n’a jugé ce cas et aucune autorité ne l’a interdit.
claim-legal-open-2026 = En septembre 2026, ce n’était pas tranché : nous n’avions trouvé ni jugement, ni interdiction.
claim-legal-ground = En Europe, LinkedIn invoque son « intérêt légitime » (RGPD, la loi européenne sur les données).
claim-legal-dpc = Le 7 novembre 2025, l’autorité irlandaise a dit avoir obtenu des changements. Elle n’a ni approuvé ce traitement, ni jugé qu’il respecte la loi.
claim-legal-not-advice = Ceci n’est pas un conseil juridique.
claim-legal-edpb = Selon un avis commun des autorités européennes, l’intérêt légitime peut suffire pour entraîner une IA. C’est sous conditions et au cas par cas.
claim-legal-dutch = L’autorité néerlandaise s’est dite très inquiète, le 24 septembre 2025. Pour elle, il n’est pas établi que LinkedIn en ait le droit.
claim-legal-ico = Le 23 septembre 2025, l’autorité britannique (ICO) a dit qu’elle surveille le projet. LinkedIn en reste responsable, selon elle.
claim-legal-cnil = La CNIL, l’autorité française, explique comment s’opposer, sans juger si c’est légal.
claim-legal-silent = Nous n’avons rien trouvé des autorités suisse, espagnole, polonaise et portugaise sur LinkedIn.
claim-legal-dpc-report-due = L’autorité irlandaise suit le dossier. Un rapport est attendu dans les cinq mois après le début de l’entraînement.
claim-legal-dpc-report-missing = L’autorité irlandaise attendait un rapport vers le 3 avril 2026. En septembre 2026, nous n’en avions trouvé aucune publication.
claim-legal-complaint = Pour vous plaindre, écrivez d’abord à LinkedIn, puis à l’autorité de votre pays. /complaint vous aide.
claim-legal-complaint-where = L’autorité de votre pays travaille avec l’autorité irlandaise. Au Royaume-Uni, c’est l’ICO.
claim-regions-list = Le changement du { DATETIME($start, dateStyle: "long") } concerne :
    • l’Union européenne ;
    • le reste de l’Espace économique européen (Islande, Liechtenstein, Norvège) ;
    • le Royaume-Uni, la Suisse, le Canada et Hong Kong.
claim-regions-others = Aux États-Unis et dans la plupart des autres pays, cet usage est activé depuis 2024, selon la presse.
claim-regions-members = Dans les régions concernées, le réglage est activé d’office pour tous les membres.
claim-regions-uk = Le Royaume-Uni manque dans certaines listes, car il a une partie à part dans la notice. Le 23 septembre 2025, l’autorité britannique a confirmé la reprise du projet.
    .dispute = La liste annoncée par LinkedIn et reprise dans la presse ne cite pas le Royaume-Uni ; sa notice et l’autorité britannique (ICO), si.
claim-uk-microsoft = Au Royaume-Uni seulement, la notice prévoit que Microsoft entraîne aussi ses propres IA. Sont partagés, entre autres : publications, commentaires, articles, vidéos et offres d’emploi. Le même lien permet de refuser.
claim-regions-unchecked = Ce bot n’a pas pu vérifier le cas de la Chine continentale.
claim-purpose-stated = LinkedIn veut améliorer les IA qui créent du contenu. Elles aident à écrire des publications, des profils, des publicités et des messages (aussi de recruteurs). Elles font aussi marcher des assistants de discussion. C’est ce que dit sa notice.
claim-purpose-rest = La notice cite aussi les contenus que LinkedIn publie lui-même. Elle parle d’IA sûres, justes et exactes pour le monde du travail.
claim-purpose-benefit = LinkedIn annonce un contact plus facile avec les recruteurs et une aide pour créer du contenu.
claim-who-linkedin = { $phase ->
    [before] Ces données serviront à entraîner les IA de LinkedIn.
    [eve] Ces données serviront à entraîner les IA de LinkedIn.
   *[after] Ces données servent à entraîner les IA de LinkedIn.
} Le réglage vaut pour LinkedIn et ses sociétés liées, dont Microsoft.
claim-who-microsoft = Au Royaume-Uni, la notice prévoit que Microsoft entraîne aussi ses propres IA avec vos contenus. Elle ne le prévoit pas dans l’Union européenne, l’Espace économique européen et la Suisse.
    .dispute = Selon l’aide de LinkedIn, le réglage vaut aussi pour Microsoft ; sa notice ne prévoit un entraînement par Microsoft qu’au Royaume-Uni.
claim-who-openai = Certains outils peuvent utiliser l’IA d’un autre fournisseur, comme le service Azure OpenAI de Microsoft. Aucune source trouvée ne montre qu’OpenAI reçoit vos données pour entraîner ses IA.
claim-who-permitted = La notice ajoute que le partage avec Microsoft pour l’IA se fait là où c’est permis.
claim-who-outside-europe = Hors d’Europe, les contenus publics peuvent aller aux sociétés liées à LinkedIn, dont Microsoft. C’est pour leurs services, selon ses règles générales de confidentialité.
claim-ads-different = La publicité est un autre sujet, avec un autre réglage : désactiver l’un ne change pas l’autre.
claim-ads-regions = Le partage avec Microsoft pour la publicité ne vaut pas partout, selon LinkedIn. Il exclut l’Union européenne, l’Espace économique européen et la Suisse. Un texte plus récent ajoute le Royaume-Uni.
claim-ads-settings-europe = En Europe, d’autres réglages de publicité existent.
claim-ads-extended = { $phase ->
    [before] Le partage publicitaire doit s’étendre le { DATETIME($start, dateStyle: "long") } aux États-Unis et à d’autres régions.
    [eve] Le partage publicitaire doit s’étendre demain, { DATETIME($start, dateStyle: "long") }, aux États-Unis et à d’autres régions.
    [day] Le partage publicitaire doit s’étendre aujourd’hui, { DATETIME($start, dateStyle: "long") }, aux États-Unis et à d’autres régions.
   *[after] Le partage publicitaire devait s’étendre le { DATETIME($start, dateStyle: "long") } aux États-Unis et à d’autres régions.
}
claim-ads-canada-hong-kong = Pour le Canada et Hong Kong, les sources ne permettent pas d’être sûr.
    .dispute = NordVPN dit que le Canada et Hong Kong sont concernés ; Gulf News parle seulement de la plupart des régions.

## Risks and protection

claim-risk-control = Un risque est de perdre le contrôle de vos données : un refus n’efface pas ce qu’une IA a déjà appris.
claim-risk-advice = Évitez d’écrire sur des sujets sensibles, comme la santé, la religion ou la politique. Vos publications, vos messages de groupe et vos questions à l’IA sont dans la liste de LinkedIn.
claim-risk-dutch = L’autorité néerlandaise craint une perte de contrôle. Elle rappelle que les données sensibles demandent de la prudence.
claim-risk-repeat = Une IA peut répéter des données de son entraînement, signale la radiotélévision suisse SRF.
claim-risk-job = Des autorités allemandes (Hesse et Saxe) voient des inconvénients possibles à ne pas refuser. Par exemple, des employeurs pourraient évaluer des candidats avec une IA.
claim-risk-filters = L’autorité irlandaise a aussi obtenu des filtres contre les contenus sensibles. Ils visent certaines pages et certains groupes.
claim-risk-reduce = En 2024, LinkedIn disait chercher à réduire les données personnelles dans l’entraînement de ses propres IA.
claim-hiring-content = Cet entraînement sert à des IA qui créent du contenu, par exemple des messages de recruteurs.
claim-hiring-assistant = Pour comparer les candidats aux critères d’un poste, LinkedIn a un autre outil, « Hiring Assistant ». Il utilise profils, CV et réponses, et écrit des résumés pour les recruteurs. Le réglage ne semble pas le couvrir.
claim-hiring-no-proof = Ce bot ne connaît aucune preuve qu’un refus change vos chances d’être recruté.
claim-hiring-bias = Sur les décisions injustes (biais), ce bot n’a trouvé aucune mesure pour LinkedIn. La notice dit viser des IA justes.
claim-hiring-eu-law = La loi européenne sur l’IA classe le recrutement « à haut risque ». En juin 2026, le Parlement et le Conseil ont voté un report des obligations au 2 décembre 2027. C’est ce que rapportent des blogs spécialisés.
claim-other-know = Nous n’avons trouvé aucune comparaison fiable de ces sites.
claim-other-meta = Meta (Facebook, Instagram) entraîne son IA en Europe depuis le 27 mai 2025. Meta utilise les publications publiques des adultes et les demandes faites à son IA. On y refuse avec un formulaire.
claim-other-unknown = Sur Welcome to the Jungle, JobTeaser et Talentsoft, nous n’avons rien trouvé à ce sujet : ce bot ne sait pas.
claim-other-indeed = Indeed et Glassdoor ont le même propriétaire. Ils partagent des données : nom, e-mail, CV ou profil, recherches, clics. Vous pouvez demander la suppression de vos données ou la fin de ce partage.
claim-other-glassdoor = Glassdoor dit ne pas pouvoir garantir l’anonymat.
claim-other-viadeo = Viadeo a été repris par le groupe Figaro vers le début de 2017. Ce bot n’a pas vérifié si ce réseau fonctionne encore.
claim-other-monster = L’activité européenne de Monster a fermé à l’été 2025. Le site français est revenu seulement comme aide pour écrire un CV.
claim-protect-list = Voici une courte liste :
    • désactivez le réglage de l’IA ;
    • pour vos anciens contenus, envoyez le formulaire d’opposition ;
    • réglez la publicité et la visibilité de votre profil ;
    • supprimez les CV et contenus inutiles ;
    • activez la vérification en deux étapes ;
    • n’écrivez rien de sensible dans vos publications, vos groupes et vos demandes à l’IA.
claim-protect-research = Un autre réglage, dans « { $label-data-privacy } », concerne la recherche sociale, économique et sur le travail. Les autorités de Thuringe et de Saxe conseillent de le désactiver aussi.
claim-protect-copy = Vous pouvez demander une copie de vos données dans « { $label-data-privacy } ».
claim-protect-devices = Vérifiez aussi les appareils connectés à votre compte, et choisissez un mot de passe solide.
claim-protect-not-vpn = Le mode privé et un VPN (qui cache l’adresse de votre connexion) ne vous cachent pas aux yeux de LinkedIn. Il voit le compte connecté. Aucune source trouvée ne les lie à l’entraînement de l’IA.
claim-browsing-scope = Le mode privé cache vos visites aux autres membres. Il ne les cache pas à LinkedIn, et aucune source trouvée ne le lie à l’entraînement de l’IA.
claim-browsing-path = Dans « { $label-settings-web } », ouvrez « { $label-visibility } », puis les options de consultation des profils. Choisissez le « { $label-private-mode } » (ou un nom proche).
claim-browsing-price = Avec un compte gratuit, vous ne voyez alors plus qui visite votre profil. Avec Premium, la liste reste.
claim-browsing-limits = Ce mode n’est pas parfait : selon un blog, revenir plus tard au mode visible peut révéler des visites.
claim-browsing-noyb = Le 5 mai 2026, l’association noyb a porté plainte en Autriche contre LinkedIn. Le motif : les visiteurs d’un profil ne sont montrés que contre paiement. Cela ne concerne pas l’IA.
claim-scam-money = Premier signe : on vous demande de l’argent. Ou bien une pièce d’identité ou des données bancaires, avant toute rencontre.
claim-scam-signs = Autres signes : beaucoup d’argent pour peu de travail, un logiciel à installer, un numéro surtaxé. Ou encore un chèque à encaisser, puis à rembourser.
claim-scam-act = Vérifiez l’entreprise sur son propre site. Signalez et bloquez le profil sur LinkedIn. Ne payez jamais.
claim-scam-good-signs = De bons signes, selon LinkedIn :
    • un badge de vérification et un parcours détaillé ;
    • une page d’entreprise avec des employés actifs ;
    • un e-mail de l’entreprise ;
    • un échange qui reste sur LinkedIn, sans pression.
claim-scam-badge = Un badge ne confirme que certaines informations.
claim-scam-linkedin-never = LinkedIn ne demande pas votre mot de passe et ne fait pas payer son assistance.
claim-informed-linkedin = LinkedIn annonce ses changements par e-mail et par un bandeau sur son site. Ses conditions prévoient des cas sans annonce.
claim-informed-advice = Relisez sa notice européenne, et vérifiez votre réglage après chaque changement des conditions.
claim-informed-authorities = Suivez aussi l’autorité de votre pays, par exemple la CNIL en France. L’autorité irlandaise (DPC) surveille LinkedIn pour l’Union européenne.
claim-informed-no-reset = Aucune source trouvée ne montre que LinkedIn réactive le réglage de lui-même.
claim-rights-form = Le formulaire d’opposition de LinkedIn est ouvert à tous, même sans compte. Il sert aussi pour les IA que l’interrupteur ne couvre pas.
claim-rights-considered = LinkedIn étudie chaque opposition et peut la refuser dans certains cas. Il ne promet pas de retirer ce qu’une IA a déjà appris.
claim-rights-close = Pour fermer votre compte, il y a un lien direct.
claim-rights-option = Dans le formulaire, choisissez l’option sur l’entraînement des IA qui créent du contenu. Son nom exact en français n’est pas connu de ce bot.
claim-rights-no-reason = Selon un cabinet d’avocats italien, aucune raison n’est à donner.
claim-rights-others = LinkedIn a d’autres formulaires : pour corriger, pour effacer, et pour écrire à son délégué aux données. La copie de vos données se demande dans les réglages.
claim-rights-delays = Après la fermeture, le profil public peut rester visible jusqu’à 72 heures. Dans les moteurs de recherche, cela peut durer plus longtemps. Les données sont normalement effacées en 30 jours.

## This bot

claim-reminders-choice = { $phase ->
    [before] Avec /remind, choisissez un compte à rebours jusqu’au { DATETIME($start, dateStyle: "long") } : léger, normal ou quotidien.
    [eve] Avec /remind, choisissez un compte à rebours jusqu’au { DATETIME($start, dateStyle: "long") } : léger, normal ou quotidien.
    [day] Avec /remind, choisissez trois rappels au plus, tant que vous n’avez pas refusé. Ou bien une vérification dans 3, 6 ou 12 mois.
   *[after] Avec /remind, choisissez trois rappels au plus, tant que vous n’avez pas refusé. Ou bien une vérification dans 3, 6 ou 12 mois.
}
claim-reminders-opt-in = Ce bot n’envoie aucun rappel sans votre demande. /stop arrête tout.
claim-reminders-block = Bloquer ce bot met aussi fin aux rappels.
claim-recheck-offer = Ce bot peut vous le rappeler dans 3, 6 ou 12 mois, avec /remind.
claim-stored = Ce bot ne garde rien sur vous tant que vous posez des questions ou suivez le guide. Dès que quelque chose doit durer, comme un rappel, il garde :
    • le numéro de la conversation (chiffré), sa langue et son fuseau ;
    • vos choix, votre étape et le dernier jour d’usage.
claim-not-stored = Il ne garde ni nom ni texte, sauf une question que vous lui confiez, 30 jours au plus. /delete efface tout, /privacy dit le reste.
claim-who-runs = Ce bot est géré par la personne ou l’organisation qui l’a installé. /privacy donne son nom, si elle l’a indiqué.
claim-identity = Je suis un bot gratuit, indépendant de LinkedIn. Mes réponses sont automatiques : ni un humain ni une IA ne les rédige pendant la conversation.
claim-no-login = Je ne demande jamais votre mot de passe LinkedIn et je n’agis pas dans votre compte.
claim-greeting = Merci pour votre message ! Je réponds aux questions sur LinkedIn et l’entraînement de ses intelligences artificielles (IA).
claim-greeting-examples = Écrivez par exemple : « Mes messages privés sont-ils utilisés ? » ou « Comment refuser ? »
claim-unknown = Je ne sais pas répondre à cette question, et je préfère ne pas deviner.
claim-unknown-scope = Je réponds sur l’IA de LinkedIn : les données utilisées, les dates, le refus, vos droits. /help montre ce que je sais faire.
claim-unknown-elsewhere = Pour le reste de votre compte, demandez à l’aide de LinkedIn.

## Who says so

# Shown instead of the day of the last check, on a day before the first one.
who-says-unconfirmed = À cette date, certains points n’étaient pas encore confirmés.
# Above what somebody states otherwise, one sentence each.
who-says-disputed = <b>Les sources ne disent pas toutes la même chose :</b>
# Shown where no source was out yet.
source-none-yet = • aucune source publiée à cette date
# Variables:
#   $precision (String) - how far the date is known: day, month, year or none; page: it has no address; bot: this bot itself
#   $title, $publisher, $url (String) - what it is, who published it, where
#   $published (Date) - the day of a "day"
#   $month (Number) - the month of a "month", from 1
#   $year (String) - the year of a "month" or a "year"
source-line = { $precision ->
    [day] • <a href="{ $url }">{ $title }</a> – { $publisher }, { DATETIME($published, dateStyle: "long") }
    [month] • <a href="{ $url }">{ $title }</a> – { $publisher }, { $month ->
        [1] janvier
        [2] février
        [3] mars
        [4] avril
        [5] mai
        [6] juin
        [7] juillet
        [8] août
        [9] septembre
        [10] octobre
        [11] novembre
       *[12] décembre
    } { $year }
    [year] • <a href="{ $url }">{ $title }</a> – { $publisher }, { $year }
    [none] • <a href="{ $url }">{ $title }</a> – { $publisher }, non daté
    [page] • { $title } – { $publisher }
   *[bot] • ce bot lui-même
}

## Links: the words of their buttons

link-setting = Ouvrir le réglage LinkedIn
link-data-privacy-section = Réglages des données
link-objection-form = Formulaire d’opposition
link-help-control = Aide : ce réglage
link-help-faq = Aide : questions sur l’IA
link-help-update = Aide : changement de 2025
link-eu-notice = Notice européenne
link-hiring-assistant = Aide : Hiring Assistant
link-minors-help = Aide : membres de 16-17 ans
link-ads-settings = Réglages de publicité
link-ads-sharing-help = Aide : publicité, hors Europe
link-close-account = Fermer mon compte LinkedIn
link-deletion-form = Formulaire d’effacement
link-correction-form = Formulaire de correction
link-dpo-form = Écrire au délégué aux données
