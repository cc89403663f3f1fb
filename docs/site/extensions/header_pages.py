"""A page of the reference for each public header, and the index of them.

A page begins with the comment at the top of its header; breathe adds what doxygen has read from the rest.
"""

import re
from pathlib import Path

from sphinx.errors import ExtensionError

# Folder of the reference, title, folder of the headers in the repository, what they are included as.
folders = [
    ("core", "The core", "core/include", "cadre"),
    ("testing", "The test kit", "core/include", "cadre/testing"),
    ("shim", "The shim", "shim/include", "cadre/shim"),
    ("shim-testing", "The shim's test kit", "shim/include", "cadre/shim/testing"),
    ("frozen", "The frozen header", "legacy/include", "threadpool"),
]
# Whoever reads from the top begins here; the others follow by name.
first = ["task", "worker", "exclusive_worker", "team", "pool", "handle", "async", "then", "get", "loop_worker",
         "context"]


def order(header):
    return (first.index(header.stem) if header.stem in first else len(first), header.name)


def opening(header):
    """Title and text of the comment that a header begins with."""
    lines = []
    for line in header.read_text().splitlines():
        if not line.startswith("//"):
            break
        lines.append(line[2:].removeprefix(" "))
    title = re.sub(r"^\S+ - ", "", lines[0]).rstrip(".")
    text = "\n".join(lines[1:]).strip()
    return title, re.sub(r"^Part of Cadre; terms in LICENSE at the top of the repository\.\s*", "", text)


def linked(text, known):
    """Names of headers lead to their pages."""
    def link(found):
        page = known.get(found[0])
        return f"[`{found[0]}`](/{page}.md)" if page else found[0]
    return re.sub(r"\b[\w/]+\.hpp\b", link, text)


class Library:
    def __init__(self, root, part, title, folder, name):
        self.root, self.part, self.title, self.folder, self.name = root, part, title, folder, name
        self.headers = sorted(Path(root, folder, name).glob("*.h*"), key=order)

    def page(self, header):
        return f"reference/{self.part}/{header.stem}"

    def names(self):
        """What headers are called elsewhere, and their pages."""
        for header in self.headers:
            yield header.name, self.page(header)
            yield f"{self.name}/{header.name}", self.page(header)

    def text(self, header, known):
        what, text = opening(header)
        name = f"{self.name}/{header.name}"
        return (f"# {header.name}\n\n{what[0].upper()}{what[1:]}.\n\n{linked(text, known)}\n\n"
                f"`#include <{name}>` · [the header itself](/{self.folder}/{name})\n\n"
                f"```{{header}} {name}\n```\n")

    def index(self, known):
        rows = "\n".join(f"| [`{header.name}`](/{self.page(header)}.md) | {linked(opening(header)[0], known)} |"
                         for header in self.headers)
        pages = "\n".join(f"/{self.page(header)}" for header in self.headers)
        return (f"## {self.title}\n\n`#include <{self.name}/…>`\n\n| header | what it has |\n|---|---|\n{rows}\n\n"
                f"```{{toctree}}\n:hidden:\n\n{pages}\n```\n")


def all_have_pages(root, libraries):
    """A header in a folder that nobody thought of would be missing without a word."""
    known = {header for library in libraries for header in library.headers}
    there = {header for library in libraries for header in Path(root, library.folder).rglob("*.h*")}
    for header in sorted(there - known):
        raise ExtensionError(f"{header.relative_to(root)} is in no folder that {Path(__file__).name} knows")


def generate(app):
    libraries = [Library(app.config.cadre_root, *each) for each in folders]
    all_have_pages(app.config.cadre_root, libraries)
    known = dict(name for library in libraries for name in library.names())
    for library in libraries:
        Path(app.srcdir, f"reference/{library.part}").mkdir(parents=True)
        for header in library.headers:
            Path(app.srcdir, f"{library.page(header)}.md").write_text(library.text(header, known))
    opening_of_index = Path(app.confdir, "pages/reference.md.in").read_text()
    index = "\n".join(["# Reference\n", opening_of_index] + [library.index(known) for library in libraries])
    Path(app.srcdir, "reference/index.md").write_text(index)


def setup(app):
    app.connect("builder-inited", generate)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
