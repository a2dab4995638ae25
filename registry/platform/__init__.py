"""What every room stands on and that knows no room: accounts, audit, documents,
languages, jobs, search, storage, the web, the database, the clock, refusals, settings."""
