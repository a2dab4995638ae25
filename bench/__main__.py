"""``python -m bench [NAME]``: all the benchmarks, or one."""

import sys

from bench import dates, documents, lists, pages

BENCHMARKS = {
    "pages": pages.main,
    "lists": lists.main,
    "documents": documents.main,
    "dates": dates.main,
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        sys.stderr.write(f"Non conosco {unknown[0]}. Ci sono: {', '.join(BENCHMARKS)}.\n")
        return 2
    for name in names or BENCHMARKS:
        sys.stdout.write(f"\n== {name} ==\n")
        BENCHMARKS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
