/* tests/fuzz/fuzz_openapi - documents of services, in JSON and YAML, as anybody may hand them in. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "kit/outline.h"
#include "platform/exchange/declaration.h"
#include "platform/exchange/documents.h"
#include "tests/fuzz/fuzz.h"

enum { LOOKED_AT_MAX = 1000 };

/* Every node near the root has one of the three kinds, and as many keys as items. */
static void check_outline(const Outline *root) {
    const Outline *waiting[LOOKED_AT_MAX];
    size_t count = 0;
    waiting[count++] = root;
    for (size_t i = 0; i < count; i++) {
        const Outline *node = waiting[i];
        MUST(node->kind >= OUTLINE_TEXT && node->kind <= OUTLINE_MAP);
        MUST(node->kind != OUTLINE_TEXT || node->count == 0);
        for (size_t j = 0; j < node->count && count < LOOKED_AT_MAX; j++) waiting[count++] = node->items[j];
        for (size_t j = 0; node->kind == OUTLINE_MAP && j < node->count; j++) MUST(node->keys[j].len <= 1 << 20);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    const Str text = fuzz_input(data, size);
    const Outline *root;
    OutlineFlaw flaw;
    Rows endpoints = { 0 };
    if (utf8_is_valid(text)) {
        if (outline_read(cx.arena, text, &root, &flaw) == OK) check_outline(root);
        document_endpoints(&cx, text, S("openapi"), &endpoints);
        if (fuzz_verdict(&cx, faults_verdict(&cx)) == OK) {
            for (size_t i = 0; i < endpoints.count; i++)
                MUST(((const DeclaredEndpoint *)endpoints.items)[i].path.at[0] == '/');
        }
    }
    fuzz_end(&cx);
    return 0;
}
