"""Pages with the text of files that other pages lead to, and lists of the files in a folder."""

import html
import re
from pathlib import Path

from pygments.lexers import get_lexer_for_filename
from pygments.util import ClassNotFound

# What pygments does not know by the name.
languages = {".hpp": "cpp", ".h": "cpp", ".pml": "c", "CMakeLists.txt": "cmake"}


def page_of(env, path):
    """The name of the page with that file or folder, which will be made."""
    if not hasattr(env, "cadre_sources"):
        env.cadre_sources = {}
    env.cadre_sources.setdefault(env.docname, set()).add(path)
    return page_name(env.config.cadre_root, path)


def page_name(root, path):
    return f"{path}/index" if Path(root, path).is_dir() else path


def forget(app, env, docname):
    getattr(env, "cadre_sources", {}).pop(docname, None)


def language(path):
    known = languages.get(path.name) or languages.get(path.suffix)
    if known:
        return known
    try:
        return get_lexer_for_filename(path.name).aliases[0]
    except ClassNotFound:
        return "text"


def marked_cases(code):
    """Gives each test case an anchor of its own."""
    return re.sub(
        r'(_TEST_CASE\w*</span><span class="p">\(</span><span class=")(\w+)(">)(\w+)', r'\1\2" id="\4\3\4', code)


def text_page(app, path):
    file = Path(app.config.cadre_root, path)
    code = app.builder.highlighter.highlight_block(file.read_text(), language(file), force=True)
    # Blanks need no colour, and are a fifth of the page.
    return marked_cases(re.sub(r'<span class="w">( *)</span>', r"\1", code))


def folder_page(app, path, pages):
    folder = Path(app.config.cadre_root, path)
    lines = []
    for entry in sorted(folder.iterdir(), key=lambda each: (each.is_file(), each.name)):
        if entry.name.startswith((".", "__")):
            continue
        name = html.escape(entry.name + ("/" if entry.is_dir() else ""))
        page = pages.get(f"{path}/{entry.name}")
        if page:
            uri = app.builder.get_relative_uri(f"{path}/index", page)
            name = f'<a href="{html.escape(uri)}">{name}</a>'
        lines.append(f"<li><code>{name}</code></li>")
    return '<ul class="files">\n' + "\n".join(lines) + "\n</ul>"


def collect(app):
    root = app.config.cadre_root
    paths = set().union(*getattr(app.env, "cadre_sources", {}).values())
    pages = {path: page_name(root, path) for path in paths}
    pages.update((f"{page}.md", page) for page in app.env.found_docs)
    for path in sorted(paths):
        folder = Path(root, path).is_dir()
        body = folder_page(app, path, pages) if folder else text_page(app, path)
        context = {"title": path, "text": body, "sidebars": ["sidebar/brand.html", "sidebar/search.html"]}
        yield pages[path], context, "source.html"


def setup(app):
    app.add_config_value("cadre_root", "", "env")
    app.connect("env-purge-doc", forget)
    app.connect("html-collect-pages", collect)
    return {"parallel_read_safe": False, "parallel_write_safe": True}
