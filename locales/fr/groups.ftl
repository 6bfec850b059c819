# Dans les groupes.

groups-admins-only = Dans un groupe, ce choix revient à ses administrateurs. Pour vous, écrivez-moi en privé.
groups-alone = Cela ne concerne que vous : faisons-le en privé, pas devant le groupe.
groups-in-private = 💬 Ouvrir une conversation privée
