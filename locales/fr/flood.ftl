# Quand les messages arrivent plus vite qu’on ne peut y répondre.

# Envoyé une fois par minute au plus.
flood-slow-down = Cela fait beaucoup à la fois. Je réponds à vos premiers messages et laisse les autres de côté : renvoyez-moi dans un instant ce qui compte encore.
