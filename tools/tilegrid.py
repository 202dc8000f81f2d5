#!/usr/bin/env python3
"""Lay the communes of a plan package onto a tile grid: one commune a cell, as near to its place as can be.

Usage: tilegrid.py places.csv [columns]      (11 columns when not given)

Reads `longitude` and `latitude` of every row of places.csv that has them, fits a grid of square cells to their
bounding box, and gives each commune a cell with the least total squared displacement. Empty cells inside the
shape and cells without company are made dearer, round after round, so that the picture closes up. Writes
`tile_column` and `tile_row` (from 1, row 1 in the north) and leaves every other byte of the file as it is.
Prints the picture. The same input always gives the same output.
"""
# SPDX-License-Identifier: Apache-2.0
import math
import re
import sys

CELL = re.compile(r'("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|\Z)')
ROUNDS = 24          # at most so many rounds of closing up
COMPANY = 1.2        # price of one missing neighbour, in squared cells
AROUND = [(dx, dy) for dy in (-1, 0, 1) for dx in (-1, 0, 1) if dx or dy]


def records(text):
    """Split CSV text into records of raw [cell, separator] pairs, so that it can be joined again byte for byte."""
    out, record = [], []
    for match in CELL.finditer(text):
        if match.start() == len(text) and not record:
            break
        record.append([match.group(1), match.group(2)])
        if match.group(2) != ',':
            out.append(record)
            record = []
    return out


def assign(cost):
    """Cheapest column for each row (rows <= columns): the Hungarian method with potentials, O(rows^2 * columns)."""
    n, m = len(cost), len(cost[0])
    u, v, owner = [0.0] * (n + 1), [0.0] * (m + 1), [0] * (m + 1)
    for i in range(1, n + 1):
        owner[0], j0 = i, 0
        least, way, seen = [math.inf] * (m + 1), [0] * (m + 1), [False] * (m + 1)
        while owner[j0]:
            seen[j0] = True
            i0, delta, j1, row = owner[j0], math.inf, 0, cost[owner[j0] - 1]
            for j in range(1, m + 1):
                if not seen[j]:
                    now = row[j - 1] - u[i0] - v[j]
                    if now < least[j]:
                        least[j], way[j] = now, j0
                    if least[j] < delta:
                        delta, j1 = least[j], j
            for j in range(m + 1):
                if seen[j]:
                    u[owner[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            j0 = j1
        while j0:
            owner[j0], j0 = owner[way[j0]], way[j0]
    result = [0] * n
    for j in range(1, m + 1):
        if owner[j]:
            result[owner[j] - 1] = j - 1
    return result


def faults(taken):
    """Holes (empty, at least six of eight neighbours taken) and lonely cells (taken, at most two neighbours)."""
    near = {(x + dx, y + dy) for x, y in taken for dx, dy in AROUND}
    count = {c: sum((c[0] + dx, c[1] + dy) in taken for dx, dy in AROUND) for c in near | taken}
    holes = [c for c in count if c not in taken and count[c] >= 6]
    lonely = [c for c in taken if count[c] <= 2]
    return len(holes), len(lonely)


def lay(points, columns):
    """Cells for points (x, y), in the order given."""
    left, right = min(p[0] for p in points), max(p[0] for p in points)
    top, bottom = min(p[1] for p in points), max(p[1] for p in points)
    size = (right - left) / (columns - 1)
    rows = round((bottom - top) / size) + 1
    step = (bottom - top) / (rows - 1)
    spots = [((x - left) / size, (y - top) / step) for x, y in points]
    cells = [(x, y) for y in range(rows) for x in range(columns)]
    far = [[(sx - cx) ** 2 + (sy - cy) ** 2 for cx, cy in cells] for sx, sy in spots]
    price = [0.0] * len(cells)
    best = None
    for _ in range(ROUNDS):
        chosen = assign([[d + p for d, p in zip(row, price)] for row in far])
        taken = {cells[j] for j in chosen}
        moved = sum(far[i][j] for i, j in enumerate(chosen))
        holes, lonely = faults(taken)
        score = (moved + 4 * (holes + lonely), [cells[j] for j in chosen])
        if best is None or score < best:
            best = score
        company = [sum((x + dx, y + dy) in taken for dx, dy in AROUND) for x, y in cells]
        price = [(p + COMPANY * (8 - n)) / 2 for p, n in zip(price, company)]
    return best[1], rows


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    path = sys.argv[1]
    columns = int(sys.argv[2]) if len(sys.argv) > 2 else 11
    with open(path, encoding='utf-8', newline='') as file:
        table = records(file.read())
    names = [cell.strip('"').lstrip('\ufeff') for cell, _ in table[0]]
    lon, lat, column, row, name = (names.index(n) for n in ('longitude', 'latitude', 'tile_column', 'tile_row', 'name'))
    placed = [r for r in table[1:] if len(r) == len(names) and r[lon][0].strip('"')]
    geo = [(float(r[lon][0].strip('"')), float(r[lat][0].strip('"'))) for r in placed]
    narrow = math.cos(math.radians(sum(y for _, y in geo) / len(geo)))
    cells, rows = lay([(x * narrow, -y) for x, y in geo], columns)
    picture = {}
    for record, (x, y) in zip(placed, cells):
        record[column][0], record[row][0] = str(x + 1), str(y + 1)
        picture[x, y] = record[name][0].strip('"')
    with open(path, 'w', encoding='utf-8', newline='') as file:
        file.write(''.join(cell + end for record in table for cell, end in record))
    for y in range(rows):
        print('%2d ' % (y + 1) + ' '.join('%-5.5s' % picture.get((x, y), '  .') for x in range(columns)))
    holes, lonely = faults(set(picture))
    print('%d communes on %d x %d cells; holes %d, lonely %d' % (len(placed), columns, rows, holes, lonely))


if __name__ == '__main__':
    main()
