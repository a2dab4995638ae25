"""La storia di un partner: le sue collaborazioni e i suoi atti, in ordine di tempo.

È su questa che si apre la pagina del partner.

Una riga per ogni cosa che il partner fa o ha fatto: nelle reti, con altri, per conto di
altri, attraverso i gruppi di cui fa parte, negli atti. Con le parole di chi l'ha scritta,
il giorno che se ne capisce, e quello che dopo l'ultima notizia nessuno sa.
"""
