# Dans les groupes.

groups-admins-only = Dans un groupe, ce choix revient à ses administrateurs. Pour vous, écrivez-moi en privé.
groups-alone = Cela ne concerne que vous : faisons-le en privé, pas devant le groupe.
groups-in-private = 💬 Ouvrir une conversation privée
# Variables: $way, $ask (String) - comme dans welcome ; jamais words
groups-how-to-ask = { $way ->
    [command] Une question pour moi commence par { $ask }.
   *[name] Je réponds à qui écrit { $ask } devant sa question, ou répond à l’un de mes messages.
}
