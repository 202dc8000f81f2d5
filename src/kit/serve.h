/* kit/serve - the commands of the machinery: init, serve, migrate, describe, version. Private to kit. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_SERVE_H
#define KIT_SERVE_H

#include "kit/module.h"

extern const Shape migrate_args_shape, describe_args_shape;

/* The data folder: what rooms keep in it, and its settings file unless it is there already. */
Code data_folder_make(Ctx *cx, bool *ret_is_new);

Work serve_run, init_run, migrate_run, describe_run, version_run;

#endif
