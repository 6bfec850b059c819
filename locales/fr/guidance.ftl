# L’aide au-delà de l’interrupteur : ce qui a changé, où réclamer, et le texte d’une opposition.

## Ce qui a changé

changes = 📰 <b>Ce qui a changé, du plus récent au plus ancien</b>
changes-none = 📰 Je ne connais encore aucun changement.
# Variables:
#   $on (Date) - le jour du changement
change-date = <b>{ DATETIME($on, dateStyle: "long") }</b>
# Variables:
#   $title, $publisher, $url (String) - ce que c’est, qui l’a publié, où
change-source = • <a href="{ $url }">{ $title }</a> – { $publisher }
change-announced = LinkedIn a annoncé qu’il entraînerait ses IA qui créent du contenu avec les données de ses membres, à partir du 3 novembre 2025. Cela concerne l’Union européenne, le reste de l’Espace économique européen, le Royaume-Uni, la Suisse, le Canada et Hong Kong. Le réglage est activé d’office, et vous pouvez le désactiver à tout moment.
change-started = L’entraînement a commencé. La nouvelle notice européenne et les nouvelles conditions de LinkedIn sont entrées en vigueur.
change-regulator = L’autorité irlandaise de protection des données (DPC) a dit que LinkedIn avait accepté des changements. Parmi eux : une information plus claire, moins de données, une période plus courte et une meilleure protection des moins de 18 ans. L’autorité n’a ni approuvé l’entraînement, ni jugé qu’il respecte la loi.
change-notice-2026 = LinkedIn a révisé sa notice européenne, au sujet du contrôle de l’âge et de l’identité. Les parties sur cet entraînement n’ont pas changé, le lien pour refuser non plus.
# Variables:
#   $follows (String) - si la personne veut être prévenue des changements : yes ou no
changes-follow = { $follows ->
    [yes] 🔔 Je vous écrirai quand cette liste aura une nouvelle entrée, ou quand la personne qui fait fonctionner ce bot annonce un changement.
   *[no] Je peux vous écrire quand cette liste aura une nouvelle entrée, ou quand la personne qui fait fonctionner ce bot annonce un changement. Je le fais seulement si vous le demandez.
}
    .yes = 🔔 M’écrire en cas de changement
    .no = 🔕 Ne plus m’écrire à ce sujet

## Où réclamer : les lieux

complaint-ask-region =
    📮 <b>Opposition et réclamation</b>

    Où vivez-vous ? Je ne conserve pas votre réponse.
complaint-ask-country = Dans quel pays vivez-vous ?
place-eu = 🇪🇺 UE, Islande, Liechtenstein, Norvège
place-uk = 🇬🇧 Royaume-Uni
place-ch = 🇨🇭 Suisse
place-ca = 🇨🇦 Canada
place-hk = 🇭🇰 Hong Kong
place-other = 🌍 Ailleurs
place-fr = 🇫🇷 France
place-be = 🇧🇪 Belgique
place-lu = 🇱🇺 Luxembourg
place-nl = 🇳🇱 Pays-Bas
place-de = 🇩🇪 Allemagne
place-it = 🇮🇹 Italie
place-ie = 🇮🇪 Irlande
place-li = 🇱🇮 Liechtenstein
place-es = 🇪🇸 Espagne
place-pl = 🇵🇱 Pologne
place-pt = 🇵🇹 Portugal
place-eu-other = 🇪🇺 Un autre pays

## Où réclamer : les étapes

complaint = 📮 <b>Opposition et réclamation</b>
# Variables:
#   $place (String) - le pays, comme dans authorities.toml
complaint-steps-eu = { $place ->
    [de]
        <b>1. Agissez d’abord.</b> Désactivez le réglage, puis envoyez le formulaire d’opposition de LinkedIn.
        <b>2. Si vous le souhaitez, écrivez aussi à son délégué à la protection des données.</b>
        <b>3. Adressez ensuite une réclamation à une autorité de protection des données en Allemagne.</b> Il y en a plusieurs. Mes sources ne disent pas laquelle est la vôtre. L’autorité irlandaise (DPC) dirige le dossier LinkedIn.
    [ie]
        <b>1. Agissez d’abord.</b> Désactivez le réglage, puis envoyez le formulaire d’opposition de LinkedIn.
        <b>2. Si vous le souhaitez, écrivez aussi à son délégué à la protection des données.</b>
        <b>3. Adressez ensuite une réclamation à l’autorité de votre pays.</b> Elle dirige le dossier LinkedIn pour toute l’Union européenne.
   *[other]
        <b>1. Agissez d’abord.</b> Désactivez le réglage, puis envoyez le formulaire d’opposition de LinkedIn.
        <b>2. Si vous le souhaitez, écrivez aussi à son délégué à la protection des données.</b>
        <b>3. Adressez ensuite une réclamation à l’autorité de protection des données de votre pays.</b> Elle travaille avec l’autorité irlandaise (DPC), qui dirige le dossier LinkedIn.
}
complaint-steps-uk =
    <b>1. Agissez d’abord.</b> Désactivez le réglage, puis envoyez le formulaire d’opposition de LinkedIn.
    <b>2. Si vous le souhaitez, écrivez aussi à son délégué à la protection des données.</b>
    <b>3. Adressez ensuite une réclamation à l’autorité britannique</b>, l’ICO.
complaint-steps-ch =
    <b>1. Agissez d’abord.</b> Désactivez le réglage, puis envoyez le formulaire d’opposition de LinkedIn. La notice européenne de LinkedIn couvre aussi la Suisse.
    <b>2. Si vous le souhaitez, écrivez aussi à son délégué à la protection des données.</b>
    <b>3. Une réclamation en Suisse :</b> je ne sais pas comment elle s’y fait.
complaint-steps-ca =
    <b>1. Agissez d’abord.</b> Désactivez le réglage.
    <b>2. Vous pouvez envoyer le formulaire d’opposition de LinkedIn.</b> Je ne sais pas comment LinkedIn le traite pour le Canada.
    <b>3. Une réclamation au Canada :</b> je ne sais pas comment elle s’y fait.
complaint-steps-hk =
    <b>1. Agissez d’abord.</b> Désactivez le réglage.
    <b>2. Vous pouvez envoyer le formulaire d’opposition de LinkedIn.</b> Je ne sais pas comment LinkedIn le traite pour Hong Kong.
    <b>3. Une réclamation à Hong Kong :</b> je ne sais pas comment elle s’y fait.
complaint-steps-other =
    <b>1. Agissez d’abord.</b> Désactivez le réglage, s’il figure dans votre compte.
    <b>2. Vous pouvez envoyer le formulaire d’opposition de LinkedIn.</b> Je ne sais pas comment LinkedIn le traite dans votre pays.
    <b>3. Une réclamation dans votre pays :</b> je ne sais pas comment elle s’y fait.
complaint-no-authority = Mes sources ne citent aucune autorité pour votre pays.
# Variables:
#   $count (Number) - combien d’autorités ce pays a ici
complaint-authorities = { $count ->
    [one] <b>L’autorité</b>
   *[other] <b>Les autorités que citent mes sources</b>
}
complaint-form-unknown = { $count ->
    [one] Je ne connais pas l’adresse de son formulaire de réclamation. Cherchez-la sur son site.
   *[other] Je ne connais pas les adresses de leurs formulaires de réclamation. Cherchez-les sur leurs sites.
}
complaint-nothing-found = { $count ->
    [one] Je n’ai rien trouvé de sa part sur l’IA de LinkedIn.
   *[other] Je n’ai rien trouvé de leur part sur l’IA de LinkedIn.
}
complaint-sources = <b>Mes sources</b>
complaint-no-letter = Je n’ai pas de lettre prête pour vous : la mienne vaut pour l’Union européenne, l’Islande, le Liechtenstein et la Norvège. Elle s’appuie sur leur loi de protection des données (RGPD).
complaint-no-advice = <i>Ceci est une information générale, pas un conseil juridique.</i>

## Les autorités

# Variables:
#   $authority (String) - laquelle, comme dans authorities.toml
#   $known (String) - si son adresse est connue : yes ou no
#   $url, $site (String) - sa page, et le nom du site
authority = • { $authority ->
    [cnil] CNIL, France
    [apd] APD, Belgique
    [cnpd-lu] CNPD, Luxembourg
    [ap] AP, Pays-Bas
    [hessen] Hesse
    [niedersachsen] Basse-Saxe
    [sachsen] Saxe
    [mecklenburg-vorpommern] Mecklembourg-Poméranie-Occidentale
    [thueringen] Thuringe
    [sachsen-anhalt] Saxe-Anhalt
    [hamburg] Hambourg
    [bfdi] Autorité fédérale (BfDI)
    [garante] Garante, Italie
    [dpc] DPC, Irlande
    [dss] Datenschutzstelle, Liechtenstein
    [aepd] AEPD, Espagne
    [uodo] UODO, Pologne
    [cnpd-pt] CNPD, Portugal
    [ico] ICO, Royaume-Uni
    [edoeb] PFPDT, Suisse
    [opc] OPC, Canada
    [pcpd] PCPD, Hong Kong
   *[other] { $authority }
} : { $known ->
    [yes] <a href="{ $url }">{ $site }</a>
   *[no] je ne connais pas son adresse
}

## Le texte d’une opposition

letter-open = ✍️ Texte d’une opposition
letter-how =
    ✍️ <b>Texte d’une opposition</b>

    Touchez le texte pour le copier. Mettez ensuite vos informations à la place des crochets. Les boutons ci-dessous changent le texte.
# Ce que la personne a choisi, et le jour ; ces mots sont envoyés à LinkedIn.
# Variables:
#   $past (String) - exclure aussi ce qui est déjà publié : yes ou no
#   $reason (String) - une place pour des raisons : yes ou no
#   $confirm (String) - demander une confirmation : yes ou no
#   $today (Date) - le jour de la lettre
letter =
    { "[" }Vos nom et prénom]
    { "[" }Adresse e-mail de votre compte LinkedIn]
    { "[" }Adresse de votre profil LinkedIn]

    À : LinkedIn Ireland Unlimited Company, délégué à la protection des données, Wilton Plaza, Dublin 2, Irlande

    { DATETIME($today, dateStyle: "long") }

    Objet : opposition à l’entraînement d’IA (RGPD, article 21)

    Je m’oppose, en vertu de l’article 21 du RGPD, à l’utilisation de mes données personnelles pour entraîner, ajuster, évaluer ou améliorer vos modèles d’IA qui créent du contenu. Vous fondez cette utilisation sur l’intérêt légitime (article 6, paragraphe 1, point f).{ $past ->
        [yes] {""}

        Mon opposition porte aussi sur ce que j’ai déjà publié ou fourni. Je vous demande de l’exclure de tout nouvel entraînement.
       *[no] {""}
    }{ $reason ->
        [yes] {""}

        Mes raisons : { "[" }vos raisons]
       *[no] {""}
    }{ $confirm ->
        [yes] {""}

        Je vous demande de me confirmer par écrit que vous respectez cette opposition.
       *[no] {""}
    }

    Cordialement,
    { "[" }Vos nom et prénom]
letter-copy = <pre>{ letter }</pre>
letter-send = Envoyez-le à LinkedIn par le formulaire d’opposition, ou à son délégué à la protection des données. LinkedIn étudie chaque opposition et peut la refuser dans certains cas. <i>Ceci n’est pas un conseil juridique.</i>
letter-past =
    .yes = ✅ Exclure aussi mes anciens contenus
    .no = ⬜ Exclure aussi mes anciens contenus
letter-confirm =
    .yes = ✅ Demander une confirmation
    .no = ⬜ Demander une confirmation
letter-reason =
    .yes = ✅ Une place pour mes raisons
    .no = ⬜ Une place pour mes raisons
letter-file = 📄 En fichier texte
letter-name = opposition-linkedin
letter-caption = 📄 Votre lettre en fichier. Mettez vos informations à la place des crochets, puis envoyez-la à LinkedIn.
