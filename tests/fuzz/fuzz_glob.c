/* tests/fuzz/fuzz_glob - patterns of paths against a matcher that tries everything, and is therefore slow and plain. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "platform/exchange/glob.h"
#include "tests/fuzz/fuzz.h"

enum { SLOW_PATTERN_MAX = 12, SLOW_PATH_MAX = 16 };

// NOLINTNEXTLINE(misc-no-recursion): short texts only
static bool fits_slowly(Str pattern, Str path) {
    if (pattern.len == 0) return path.len == 0;
    const Str after = str_part(pattern, 1, pattern.len), further = str_part(path, 1, path.len);
    if (str_starts(pattern, S("\\*"))) {
        return path.len > 0 && path.at[0] == '*' && fits_slowly(str_part(pattern, 2, pattern.len), further);
    }
    if (str_starts(pattern, S("**"))) {
        return fits_slowly(str_part(pattern, 2, pattern.len), path) || (path.len > 0 && fits_slowly(pattern, further));
    }
    if (pattern.at[0] == '*') {
        return fits_slowly(after, path) || (path.len > 0 && path.at[0] != '/' && fits_slowly(pattern, further));
    }
    return path.len > 0 && pattern.at[0] == path.at[0] && fits_slowly(after, further);
}

/* A text as a pattern of itself. */
static Str escaped(Arena *arena, Str text) {
    Buf out = buf_new(arena, 2 * text.len + 1);
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '*') buf_char(&out, '\\');
        buf_char(&out, text.at[i]);
    }
    return (Str){ out.len == 0 ? "" : out.at, out.len };
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Ctx cx = fuzz_begin(NULL);
    Str path = fuzz_input(data, size);
    const Str pattern = str_cut(&path, '\n');
    const bool fits = glob_fits(pattern, path);
    if (pattern.len <= SLOW_PATTERN_MAX && path.len <= SLOW_PATH_MAX) MUST(fits == fits_slowly(pattern, path));
    const Str itself = escaped(cx.arena, path);
    if (itself.len <= GLOB_BYTES_MAX) MUST(glob_fits(itself, path));
    MUST(glob_fits(S("**"), path));
    MUST(glob_fits(S("*"), path) == (str_find(path, S("/")) == path.len));
    fuzz_end(&cx);
    return 0;
}
