"""What people say around their question: openings and endings, by language.

Only the judgement of the matcher uses them; training never reads them.
"""

from collections.abc import Mapping
from typing import Final

# By language: openings, endings. None of them asks anything.
TALK: Final[Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "fr": (
        (
            "Bonjour, j'espère que vous allez bien.",
            "Salut, désolé de vous déranger un dimanche.",
            "Bonsoir, je suis sur LinkedIn depuis une dizaine d'années sans y aller souvent.",
            "Alors voilà, je travaille dans une petite boîte de transport près de Nantes.",
            "Ma collègue m'a montré un article là-dessus pendant la pause café.",
            "J'ai vu passer un post d'un ancien camarade de promo hier soir.",
            "Je ne suis pas très doué avec tout ce qui est informatique.",
            "Pas sûr d'être au bon endroit, mais je tente ma chance.",
            "Je prépare une réunion d'équipe pour lundi et on va forcément m'en parler.",
            "Je suis enseignante, et mes élèves m'ont posé la question ce matin.",
            "ok merci pour la réponse de tout à l'heure, j'ai encore un truc.",
            "Excusez-moi si c'est une question bête.",
            "Je viens de lire vos explications deux fois et il me manque un détail.",
            "Mon frère dit une chose, mon patron dit le contraire, et moi je suis au milieu.",
            "Je cherche du travail depuis juin et je passe beaucoup de temps sur ce site.",
            "Hello, je suis dans le train donc je fais court.",
            "On en a discuté au syndicat la semaine dernière sans se mettre d'accord.",
            "Franchement je n'y comprends plus rien à leurs histoires.",
            "J'ai reçu un mail hier mais il était long et je l'ai supprimé.",
            "Je vous écris aussi pour ma mère, qui n'a pas Telegram.",
        ),
        (
            "Merci d'avance pour votre aide.",
            "Merci !",
            "Voilà, c'est tout ce que je voulais savoir.",
            "Bonne journée à vous.",
            "Désolé si on vous l'a déjà demandé cent fois.",
            "J'attends votre réponse, rien ne presse.",
            "Cordialement, Sophie",
            "merci bcp, bonne soirée",
            "Une réponse courte me suffit.",
            "C'est pour être sûr.",
        ),
    ),
    "en": (
        (
            "Hi there, hope you're having a good week.",
            "Hello, sorry to bother you on a Sunday.",
            "I've been on LinkedIn for about ten years but hardly ever log in.",
            "So I work for a small haulage firm near Leeds.",
            "A colleague showed me an article about it over lunch.",
            "Someone from my old course posted about this last night.",
            "I'm really not good with computers, bear with me.",
            "Not sure this is the right place, but here goes.",
            "I've got a team meeting on Monday and somebody is bound to bring it up.",
            "I teach at a college and my students brought this up this morning.",
            "ok thanks for the answer earlier, one more thing.",
            "Forgive me if this is a silly one.",
            "I have read your explanation twice and there's one detail missing for me.",
            "My brother says one thing, my boss says the opposite, and I'm stuck in the middle.",
            "I've been job hunting since June so I spend a lot of time on the site.",
            "Hey, I'm on a train so I'll keep it short.",
            "We talked about it at the union last week and couldn't agree.",
            "Honestly I can't follow any of this any more.",
            "I got an email yesterday but it was long and I deleted it.",
            "I'm also writing on behalf of my mum, who doesn't have Telegram.",
        ),
        (
            "Thanks in advance for your help.",
            "Thanks!",
            "That's all I wanted to know.",
            "Have a nice day.",
            "Sorry if you've been asked this a hundred times.",
            "No rush, whenever you can.",
            "Kind regards, Sophie",
            "cheers, have a good evening",
            "A short answer is fine.",
            "Just want to be sure.",
        ),
    ),
}
