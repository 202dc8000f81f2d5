#!/usr/bin/env python3
# tests/harness/queries - lists all queries of the tree for tests/unit/queries_test.c.
"""queries.py NOUN.sql TREE OUT: C that takes in the file of the noun (its queries and Shapes are private to it) and
gives out a table of its queries. queries.py --all OUT NOUN...: a table of these tables. The name of a noun's table is
its path with `_` for `/`."""
# SPDX-License-Identifier: Apache-2.0
import os
import re
import sys


def write_noun(sql, tree, out):
    own = os.path.relpath(sql, tree)
    noun = own[:-4].replace("/", "_")
    names = re.findall(r"^-- (\w+): [\w-]+ -> (?:one|many|none)\b", open(sql, encoding="utf-8").read(), re.M)
    users = [os.path.join(folder, name) for folder, _, files in os.walk(tree) for name in files
             if name.endswith(".c") and '#include "%s.h"' % own in open(os.path.join(folder, name), encoding="utf-8").read()]
    if len(users) != 1 or not names:
        sys.exit("%s: %d queries, taken in by %s" % (own, len(names), users))
    with open(out, "w", encoding="utf-8") as file:
        file.write('#include "%s"\n#include "tests/unit/queries.h"\n' % os.path.relpath(users[0], tree))
        file.write("static const Query *const queries[] = {\n%s};\n" % "".join("    &%s_query,\n" % name for name in names))
        file.write("const QueryTable %s_queries = { \"%s\", queries, COUNT(queries) };\n" % (noun, own))


def write_all(out, nouns):
    tables = [noun[:-4].replace("/", "_") + "_queries" for noun in nouns]
    with open(out, "w", encoding="utf-8") as file:
        file.write('#include "tests/unit/queries.h"\n')
        file.write("".join("extern const QueryTable %s;\n" % table for table in tables))
        file.write("const QueryTable *const query_tables[] = {\n%s};\n" % "".join("    &%s,\n" % table for table in tables))
        file.write("const size_t query_table_count = COUNT(query_tables);\n")


if sys.argv[1] == "--all":
    write_all(sys.argv[2], sys.argv[3:])
else:
    write_noun(*sys.argv[1:])
