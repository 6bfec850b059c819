# Ce qui sort de la conversation : réponses insérées ailleurs, partages, groupes.

# Sous une réponse insérée dans une autre conversation.
inline-ask = 💬 Demander au bot
# Le titre de la première proposition, quand la question n’est pas comprise.
inline-unknown = Je ne sais pas répondre à cette question
share-answer = 📤 Partager cette réponse
add-to-group = 👥 M’ajouter à un groupe
