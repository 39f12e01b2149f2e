"""Groups of forms that are one concept, with the reasons."""

from __future__ import annotations

from glossary.decisions import Decisions, fold
from glossary.extract.calling import Node


class Groups:
    """A union-find of nodes that records the reason for every link."""

    def __init__(self, decisions: Decisions) -> None:
        self._parent: dict[Node, Node] = {}
        self._members: dict[Node, list[Node]] = {}
        self.why: dict[Node, list[str]] = {}
        """Root -> the reasons for its links, in order."""
        self._split = decisions.split
        self._own = decisions.own
        self.kept_apart: list[str] = []

    def find(self, node: Node) -> Node:
        """Return the root of the group of *node*."""
        root = node
        while (parent := self._parent.get(root, root)) != root:
            root = parent
        while (parent := self._parent.get(node, node)) != root:
            self._parent[node] = root
            node = parent
        return root

    def members(self, root: Node) -> list[Node]:
        """Return the nodes of the group with this *root*."""
        return self._members.get(root, [root])

    def linked(self, node: Node) -> bool:
        """Return whether *node* is linked to another one."""
        return node in self._parent or node in self._members

    def reasons(self, members: list[Node]) -> list[str]:
        """Return why *members* are one concept, and what was kept apart from them."""
        keys = {key for _, key in members}
        apart = [line for line in self.kept_apart if any(f"'{key}'" in line for key in keys)]
        return self.why.get(self.find(members[0]), []) + apart

    def link(self, one: Node, other: Node, why: str) -> None:
        """Make *one* and *other* one concept, unless a person decided that forms of theirs are separate."""
        first, second = self.find(one), self.find(other)
        if first == second:
            return
        if self._split:
            for left in self.members(first):
                for right in self.members(second):
                    if (fold(left[1]), fold(right[1])) in self._split:
                        self.kept_apart.append(f"'{left[1]}' and '{right[1]}' stay apart: a person decided so ({why})")
                        return
        if self._own:
            mine, theirs = self._rendered(first), self._rendered(second)
            if mine and theirs and mine != theirs:
                self.kept_apart.append(f"'{mine}' and '{theirs}' stay apart: each has a rendering of its own ({why})")
                return
        if second < first:
            first, second = second, first
        self._parent[second] = first
        self._members[first] = self.members(first) + self.members(second)
        self.why[first] = [*self.why.get(first, []), *self.why.pop(second, []), f"'{one[1]}' and '{other[1]}': {why}"]
        self._members.pop(second, None)

    def _rendered(self, root: Node) -> str:
        """Return the first member of *root* that a person has translated, folded, or an empty string."""
        return next((term for _, key in self.members(root) if (term := fold(key)) in self._own), "")
