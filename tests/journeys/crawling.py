"""Every page that links lead to, one or a few of each shape, as a person of that role gets it."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urljoin, urlsplit

import httpx
from lxml import html

EACH = 3
"""Pages of one shape that are read: acts, schede and networks look different by their status."""

SHAPES = (
    (re.compile(r"/\d+(?=/|$)"), "/{n}"),
    (re.compile(r"^/offices/[^/]+"), "/offices/{code}"),
    (re.compile(r"/files/[^/]+$"), "/files/{name}"),
)
NOT_A_FILTER = "non è un filtro di questa pagina"
EXAMPLES = "/settings/parts"
"""The page that shows every part: its links are examples too."""
LEFT_BEHIND = re.compile(r"(?<!\w)(None|undefined|Undefined|nan)(?!\w)|\{\{|\}\}|\{%|&lt;|&amp;")


@dataclass(frozen=True)
class Found:
    """A page that answered, with its shape and the words of its body."""

    path: str
    shape: str
    page: html.HtmlElement | None
    """None for a file."""


def shape_of(path: str) -> str:
    """``/protocols/{n}?sort``: what pages that differ only by their things share."""
    parts = urlsplit(path)
    shape = parts.path
    for pattern, words in SHAPES:
        shape = pattern.sub(words, shape)
    names = sorted({name for name, _value in parse_qsl(parts.query)})
    return "?".join([shape, *(["&".join(names)] if names else [])])


def crawl(client: httpx.Client, start: str = "/", *, each: int = EACH) -> Iterator[Found]:
    """Follows links from ``start``; fails at once where one leads to a refusal or a fault."""
    read: Counter[str] = Counter()
    queue, queued = deque([(start, "")]), {start}
    while queue:
        path, whence = queue.popleft()
        shape = shape_of(path)
        if read[shape] >= each or "&" in shape or shape.startswith(f"{EXAMPLES}?"):
            continue
        read[shape] += 1
        found = _look(client, path, shape, whence)
        yield found
        for link in _links(found):
            if link not in queued:
                queued.add(link)
                queue.append((link, path))


def _look(client: httpx.Client, path: str, shape: str, whence: str) -> Found:
    answer = client.get(path)
    assert answer.status_code == 200, f"{path}: {answer.status_code}, linked by {whence}"
    assert answer.content, f"{path} is empty"
    if "html" not in answer.headers["content-type"]:
        return Found(path, shape, None)
    return Found(path, shape, html.fromstring(answer.text))


def _links(found: Found) -> list[str]:
    """Where the page leads within the registry, without the places inside of it."""
    if found.page is None:
        return []
    links = []
    for href in found.page.xpath("//a/@href"):
        parts = urlsplit(urljoin(found.path, str(href)))
        if not parts.scheme and not parts.netloc and not parts.path.startswith("/assets/"):
            links.append(parts._replace(fragment="").geturl())
    return links


def faults_of(found: Found) -> list[str]:
    """What a page says that no page should, and the places it names that are not in it."""
    if found.page is None:
        return []
    faults = []
    titles = found.page.xpath("//h1")
    if len(titles) != 1 or not titles[0].text_content().strip():
        faults.append(f"{len(titles)} headings of the first level")
    body = found.page.xpath("//body")[0]
    words = " ".join(_words(body))
    faults += [_around(words, left) for left in LEFT_BEHIND.finditer(words)]
    if NOT_A_FILTER in words:
        faults.append("a link of ours asks for a filter that is not there")
    faults += [f"a link leads to #{name}, which is not there" for name in _lost(found)]
    return [f"{found.path}: {fault}" for fault in faults]


def _words(body: html.HtmlElement) -> Iterator[str]:
    """What is read, without what stands in a field: there people write their own references."""
    for text in body.xpath(
        ".//text()[not(ancestor::textarea or ancestor::script or ancestor::code)]"
    ):
        yield from str(text).split()


def kinds_of(found: Found) -> frozenset[str]:
    """The kinds of elements of a page: what a page of the same shape may have and another not."""
    assert found.page is not None
    return frozenset(
        f"{element.tag}.{element.get('class', '')}.{element.get('type', '')}"
        for element in found.page.iter(html.etree.Element)
    )


def _lost(found: Found) -> list[str]:
    """Places in the page that its links name and that are not in it."""
    if found.page is None or found.shape.startswith(EXAMPLES):
        return []
    names = set(found.page.xpath("//@id"))
    inside = {str(href)[1:] for href in found.page.xpath("//a/@href") if str(href)[0:1] == "#"}
    return sorted(inside - names)


def _around(words: str, left: re.Match[str]) -> str:
    return f"«{words[max(0, left.start() - 60) : left.end() + 40]}»"
