"""Gli atti: protocolli d'intesa, accordi, convenzioni, adesioni, da come nascono a come finiscono.

Un atto ha parti, ciascuna con il suo ruolo, la sua approvazione e la sua firma; un testo che
si blocca quando si apre la firma; una durata; e legami con altri atti («rinnova», «attua»).
Si scrive qui, oppure si registra già firmato, con quel che se ne sa.
"""
