"""Le reti: progetti, reti e tavoli, chi vi partecipa da quando, e come lavorano.

Chi partecipa, con quale ruolo, per conto di chi, con un atto o per prassi, e di quando è
l'ultima notizia: sempre con le parole della fonte accanto. La struttura operativa dice chi
fa che cosa, dove e come vi si arriva. «Il 1° gennaio 2018 chi era partner?» ha tre
risposte: certi, possibili, senza data.
"""
