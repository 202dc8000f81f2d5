/* platform/documents/files - private to the documents room */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLATFORM_DOCUMENTS_FILES_H
#define PLATFORM_DOCUMENTS_FILES_H

#include "kit/module.h"

enum { FILE_BYTES_LIMIT = 25 * 1024 * 1024 };

extern const Shape file_add_shape, file_key_shape, file_raw_shape;

Work file_add_check, file_add, file_get, file_content;

#endif
