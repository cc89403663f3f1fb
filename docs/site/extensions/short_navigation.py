"""The navigation beside a page opens only the branch that the page is on: whole, it would be most of the page."""

from furo.navigation import get_navigation_tree


def shorten(app, pagename, templatename, context, doctree):
    tree = context["toctree"](collapse=True, titles_only=True, maxdepth=-1, includehidden=True)
    context["furo_navigation_tree"] = get_navigation_tree(tree)


def setup(app):
    # After the theme's own.
    app.connect("html-page-context", shorten, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
