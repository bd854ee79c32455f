"""How many things of a list have this or that, beside what else was chosen."""

from collections import Counter


class Facets:
    """What is said of each thing of a list, small enough to be kept between publications and counted anew.

    Args:
        rows: one dict per thing, ``{name of a filter: set of values}``, every name in each.

    Attributes:
        totals: ``{name: {value: number of things}}``.
    """

    def __init__(self, rows):
        self.rows = rows
        self.totals = {name: self._count(rows, name) for name in (rows[0] if rows else ())}

    @staticmethod
    def _count(rows, name):
        return Counter(value for row in rows for value in row[name])

    def values(self, name):
        """Return the values that occur under a name."""
        return self.totals.get(name, {})

    def counts(self, name, chosen):
        """Return ``{value: number}`` of one name among the things that have what is chosen of the others.

        Args:
            name: of the filter that is counted.
            chosen: ``{name: value}`` of all filters; an empty value chooses nothing.
        """
        others = [(other, value) for other, value in chosen.items() if value and other != name]
        if not others:
            return self.values(name)
        return self._count([row for row in self.rows if all(value in row[at] for at, value in others)], name)

    def count_for(self, filters):
        """Have the filters of a list say how many each of their choices would find. Returns the filters."""

        def counts(name):
            # A wrong value chooses nothing: from its page the reader goes on with all the others.
            chosen = {item.name: item.value for item in filters if item.chosen_label}
            return self.counts(name, chosen)

        for item in filters:
            item.counts = counts
        return filters
