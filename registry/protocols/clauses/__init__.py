"""La biblioteca delle clausole: i testi A1-A22 con le loro varianti, le norme, le frasi pronte."""
