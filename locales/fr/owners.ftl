# Pour les seuls responsables d’une installation : /stats.

# Variables:
#   $count (Number) - so many days are told
stats-head =
    📊 <b>Les { $count } derniers jours</b>
    De simples décomptes, qui ne concernent personne en particulier. Les jours sont ceux d’UTC.
stats-none = Rien n’a été compté ces { $count } derniers jours.
# Headings; below each, a table.
stats-days = <b>Questions par jour</b> : traitées, à préciser, sans réponse
stats-answered = <b>Traitées, par sujet</b> : aujourd’hui, 7 jours, en tout
stats-missed = <b>Sans réponse, par sujet le plus proche</b> : aujourd’hui, 7 jours, en tout
stats-asked-back = <b>À préciser, par sujet le plus probable</b> : aujourd’hui, 7 jours, en tout
stats-reached = <b>Étapes atteintes</b> : aujourd’hui, 7 jours, en tout. Là où un nombre chute, on reste bloqué.
stats-links = <b>Liens suivis</b> : aujourd’hui, 7 jours, en tout
stats-sent = <b>Rappels envoyés</b>, sans ceux effacés depuis : aujourd’hui, 7 jours, en tout
# Variables:
#   $values (String) - rows of ids and numbers
stats-table = <pre>{ $values }</pre>
stats-line = { $values }
stats-picture = Les questions par jour, sur la dernière semaine
stats-file = décomptes par jour
stats-file-caption = Chaque jour à part : jour, quoi, lequel, langue, combien de fois.
# The picture says what it counts; the value, in one sentence, what it shows.
picture-stats = Des barres : combien de questions ont été posées chacun des sept derniers jours.
    .title = Questions par jour
