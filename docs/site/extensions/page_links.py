"""Links of the Markdown files, which are paths in the repository, become links on the site.

A Markdown file is a page; a folder is its README, else a list of its files; any other file is a page with its text.
A path that does not exist is a warning, and so an error of the build.
"""

import posixpath
import re
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from source_pages import page_of

logger = logging.getLogger(__name__)


def breakable(name):
    """The long name of a test, for narrow columns."""
    literal = nodes.literal()
    for part in re.findall(r"[^_/]+[_/]?", name):
        literal += [nodes.Text(part), nodes.raw("", "<wbr>", format="html")]
    return literal


class GitHubAnchors(SphinxTransform):
    """Headings are found under the name that GitHub gives them, which is not always docutils' own.

    An anchor that the page itself has by that name goes before.
    """

    default_priority = 4

    def apply(self, **_):
        own = {name for raw in self.document.findall(nodes.raw)
               for name in re.findall(r'<a id="([^"]*)"', raw.astext())}
        for section in self.document.findall(nodes.section):
            anchor = section.get("myst-anchor", "").partition("#")[2]
            if anchor and anchor not in section["ids"]:
                section["ids"].append(anchor)
            section["ids"] = [f"heading-{each}" if each in own else each for each in section["ids"]]


class PageLinks(SphinxTransform):
    default_priority = 5

    def apply(self, **_):
        for kind in (addnodes.pending_xref, addnodes.download_reference):
            for link in list(self.document.findall(kind)):
                if link.get("reftype") == "myst":
                    self.replace(link)

    def replace(self, link):
        path, _, anchor = link["reftarget"].partition("#")
        uri = self.uri(path, anchor, link) if path else ""
        if uri is None:
            logger.warning("there is no %s in the repository", path, location=link)
            return
        text = link.children[0].children
        if uri.rpartition("#")[2] == link.astext().rpartition("/")[2]:
            text = [breakable(link.astext())]
        link.replace_self(nodes.reference("", "", *text, refuri=uri + (f"#{anchor}" if anchor else ""), internal=True))

    def uri(self, path, anchor, link):
        here = self.env.docname
        # A page that is made here may count from the top.
        path = posixpath.normpath(posixpath.join("/" + posixpath.dirname(here), path)).lstrip("/")
        page = self.page(path)
        if page is None:
            return None
        uri = self.app.builder.get_relative_uri(here, page)
        case = "" if anchor else self.test_case(path, link.astext())
        return uri + (f"#{case}" if case else "")

    def page(self, path):
        file = Path(self.config.cadre_root, path)
        if file.is_dir() and (file / "README.md").exists():
            path, file = f"{path}/README.md", file / "README.md"
        if file.suffix == ".md" and path[:-3] in self.env.found_docs:
            return path[:-3]
        return page_of(self.env, path) if file.exists() else None

    def test_case(self, path, text):
        """A link that is called as a test case leads to it."""
        name = re.fullmatch(r"(?:\w+/)*(\w+)", text)
        file = Path(self.config.cadre_root, path)
        if not name or file.suffix != ".cpp":
            return ""
        return name[1] if re.search(rf"_TEST_CASE\w*\({name[1]}\b", file.read_text()) else ""


def setup(app):
    app.add_transform(GitHubAnchors)
    app.add_transform(PageLinks)
    return {"parallel_read_safe": False, "parallel_write_safe": True}
