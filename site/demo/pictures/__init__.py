"""Pictures made by this project: seeded, procedural patterns, free of any maker's rights (CC0 1.0).

`designs()` lists them, `render(name, size)` draws one, `save(name, path, …)` writes it as a JPEG that carries its
credit and licence, and `render_all(directory)` writes the whole set. Run `python -m demo.pictures DIRECTORY` to see
them and the time they take.
"""

from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path

from .catalogue import DESIGNS, Design, find
from .files import LICENCE, render, save

__all__ = ["LICENCE", "Design", "designs", "find", "render", "render_all", "save"]

Words = Callable[[Design], tuple[str, str]]


def designs() -> list[Design]:
    """All designs: works first, lead pictures after them, the site's social picture last."""
    return list(DESIGNS)


def _write(job: tuple[str, str, int | None, str, str]) -> tuple[str, str]:
    name, path, size, title, credit = job
    return name, str(save(name, path, size, title, credit))


def render_all(
    directory: str | Path, workers: int = 2, size: int | None = None, words: Words | None = None
) -> Iterator[tuple[Design, Path]]:
    """Write every design into the directory as NAME.jpg; yield (design, path) as each is finished.

    `words` gives title and credit of a design. With `workers` below 2 everything happens in this process.
    """
    directory = Path(directory)
    jobs = []
    # The slowest first, so that no worker is left alone with one at the end.
    for design in sorted(DESIGNS, key=lambda d: -d.long_side):
        title, credit = words(design) if words else ("", "")
        jobs.append((design.name, str(directory / f"{design.name}.jpg"), size, title, credit))
    if workers < 2:
        for job in jobs:
            name, path = _write(job)
            yield find(name), Path(path)
        return
    # "spawn": a forked child would share the parent's open database connections.
    with get_context("spawn").Pool(workers) as pool:
        for name, path in pool.imap_unordered(_write, jobs):
            yield find(name), Path(path)
