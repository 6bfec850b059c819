# What leaves the chat: answers inserted elsewhere, shares, groups.

# Below an answer that was inserted into another chat.
inline-ask = 💬 Ask the bot
# The title of the first suggestion, when the question is not understood.
inline-unknown = I don’t know the answer to this question
share-answer = 📤 Share this answer
add-to-group = 👥 Add me to a group
