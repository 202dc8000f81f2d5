/* kit/http_page - pages of the front end: a shell with title, names and the first JSON written into it. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_HTTP_PAGE_H
#define KIT_HTTP_PAGE_H

#include "kit/http_answer.h"

/* The page with the first answer in it, `data` from `data_url`; NULL: a page without data. `page` NULL: an address that
 * is none of ours. Its status is that of the data. */
Answer answer_page(Ctx *cx, const Page *page, Str data_url, const Answer *data);

/* A file of the front end. The service worker (/worker.js) goes with the policy it needs. */
Answer answer_file(const Ctx *cx, const Asset *asset);

#endif
