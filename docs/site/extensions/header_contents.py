"""The directive `header`: what a header declares, in its order.

As breathe's `doxygenfile`, but without a frame for each namespace: names are written out instead.
"""

import re

from breathe.directives.file import DoxygenFileDirective
from breathe.renderer import RenderContext
from breathe.renderer.filter import Filter
from breathe.renderer.mask import NullMaskFactory
from breathe.renderer.sphinxrenderer import SphinxRenderer, WithContext
from breathe.renderer.target import create_target_handler
from docutils import nodes


class ForReaders(Filter):
    """What `others` allow, but for private members, which doxygen writes down as well, and for macros."""

    def __init__(self, others):
        self.others = others

    def allow(self, node_stack):
        node = node_stack[0]
        hidden = getattr(node, "prot", None) == "private" or getattr(node, "kind", None) == "define"
        return not hidden and self.others.allow(node_stack)


class HeaderRenderer(SphinxRenderer):
    def visit_namespace(self, node):
        file_data = self.compound_parser.parse(node.refid)
        space = file_data.compounddef
        context = self.context.create_child_context(file_data).create_child_context(space)
        with WithContext(self, context):
            found = []
            for each in sorted(self.declared_in(space), key=self.place):
                # Where breathe looks for the names around a member; those of a class are in its own.
                self.qualification_stack = [each, space] if each.node_type == "memberdef" else [each]
                self.add(found, each, self.render(each))
            return found

    def add(self, found, what, rendered):
        """In a section with the name of `what`, which its overloads share."""
        space = self.context.node_stack[0]
        if not rendered or what in space.innernamespace:
            found.extend(rendered)
            return
        name = f"{space.compoundname}::{what.name}" if what.node_type == "memberdef" else what.content_[0].getValue()
        name = name.partition("::")[2]
        if not found or found[-1]["names"] != [name]:
            title = nodes.title("", "", nodes.literal("", name))
            found.append(nodes.section("", title, names=[name], ids=[name.replace("::", "-")]))
        found[-1].extend(rendered)

    def declared_in(self, space):
        # A specialisation says nothing that its template does not say.
        classes = [each for each in space.innerclass if "<" not in each.content_[0].getValue()]
        return [member for section in space.sectiondef for member in section.memberdef] + classes + space.innernamespace

    def place(self, node):
        location = getattr(node, "location", None) or self.compound_parser.parse(node.refid).compounddef.location
        return location.line


class HeaderDirective(DoxygenFileDirective):
    directive_name = "header"

    def handle_contents(self, file_, project_info):
        matches = []
        finder = self.finder_factory.create_finder(project_info)
        finder.filter_(self.filter_factory.create_file_finder_filter(file_), matches)
        if len(matches) != 1:
            text = "doxygen knows {file} not once, but %d times" % len(matches)
            return self.create_warning(None, file=file_).warn(text)
        renderer = HeaderRenderer(
            self.parser_factory.app, project_info, matches[0], self.state, self.state.document,
            create_target_handler(self.options, project_info, self.state.document),
            self.parser_factory.create_compound_parser(project_info),
            ForReaders(self.filter_factory.create_file_filter(file_, self.options)))
        context = RenderContext(matches[0], NullMaskFactory(), self.directive_args)
        page = nodes.container("", *renderer.render(matches[0][0], context))
        for heading in list(page.findall(nodes.rubric)):
            self.simplify(heading)
        for text in list(page.findall(nodes.Text)):
            self.link_ids(text)
        return page.children

    def link_ids(self, text):
        """IDs of removed members lead to their pages."""
        parts = re.split(r"(TPS\d{3})", text)
        if len(parts) == 1 or isinstance(text.parent, nodes.reference):
            return
        text.parent.replace(text, [self.id_link(part) if i % 2 else nodes.Text(part) for i, part in enumerate(parts)])

    def id_link(self, name):
        uri = self.env.app.builder.get_relative_uri(self.env.docname, f"migration-guide/{name}")
        return nodes.reference("", name, internal=True, refuri=uri)

    @staticmethod
    def simplify(heading):
        """That something is public goes without saying."""
        heading["ids"] = []
        if heading.astext().startswith("Public "):
            heading.parent.remove(heading)


def setup(app):
    app.add_directive("header", HeaderDirective)
    return {"parallel_read_safe": False, "parallel_write_safe": True}
