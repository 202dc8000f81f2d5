/* kit/package - a Frictionless Data Package: a folder with datapackage.json and the CSV files that it names. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_PACKAGE_H
#define KIT_PACKAGE_H

#include "kit/table.h"

enum { PACKAGE_RESOURCES_MAX = 40 };

typedef struct PackageResource {
    Str name;
    TableForm form;
} PackageResource;

typedef struct Package {
    Str folder, name, title;
    PackageResource resources[PACKAGE_RESOURCES_MAX];
    size_t resource_count;
} Package;

/* Reads the descriptor. Faults of the descriptor are gathered; paths that leave the folder are faults. */
Code package_open(Ctx *cx, Str folder, Package *ret_package);
const PackageResource *package_resource(const Package *package, const char *name); /* NULL when it is not there */

/* What a package that we write says of one of its files. */
typedef struct PackagePart {
    const char *name;
    const Shape *shape;
    const char *key; /* primary key: columns with ',' between */
} PackagePart;
Str package_describe(Ctx *cx, Str name, Str title, const PackagePart *parts, size_t part_count);

extern const ProblemKind package_form, package_path, package_signs, package_resource_missing;

#endif
