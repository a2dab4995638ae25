"""What the program counts of itself, in Prometheus's words: ``/metrics`` tells it.

Labels are few and known before: the template of an address, never an address; a kind of job,
never an office or a person.
"""

from prometheus_client import Counter, Gauge, Histogram

REQUESTS = Counter(
    "intese_requests_total",
    "Answers given, by method, template of the address and status",
    ["method", "route", "status"],
)
SECONDS = Histogram(
    "intese_request_seconds",
    "How long an answer takes, by method and template of the address",
    ["method", "route"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
UNDER_WAY = Gauge("intese_requests_under_way", "Requests not answered yet")
FAULTS = Counter("intese_faults_total", "Faults of ours, by what was raised", ["kind"])
VERDICTS = Counter(
    "intese_gate_verdicts_total",
    "Files looked at by the upload gate, by verdict and first reason",
    ["verdict", "reason"],
)
JOBS = Gauge("intese_jobs", "Jobs, by state", ["state"])
JOBS_LATE = Gauge("intese_jobs_late_seconds", "How long the oldest job has been due and not begun")
POOL = Gauge("intese_database_connections", "Connections of the pool, by use", ["use"])
POOL_LIMIT = Gauge("intese_database_connections_limit", "The most connections that the pool opens")
DATABASE_UP = Gauge("intese_database_up", "1 when the database answers")
