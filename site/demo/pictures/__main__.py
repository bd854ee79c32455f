"""Write all pictures into a directory and say how long each took: `python -m demo.pictures DIRECTORY [NAME …]`."""

import sys
from pathlib import Path
from time import process_time

from . import designs, save


def main(arguments: list[str]) -> int:
    if not arguments:
        print(__doc__)
        return 2
    directory, names = Path(arguments[0]), set(arguments[1:])
    total_time, total_bytes = 0.0, 0
    for design in designs():
        if names and design.name not in names:
            continue
        start = process_time()
        path = save(design.name, directory / f"{design.name}.jpg")
        spent, weight = process_time() - start, path.stat().st_size
        total_time, total_bytes = total_time + spent, total_bytes + weight
        width, height = design.size(design.long_side)
        print(f"{design.name:28} {width:5} × {height:<5} {spent:6.2f} s {weight / 1e6:6.2f} MB")
    print(f"{'all':42} {total_time:6.2f} s {total_bytes / 1e6:6.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
