/* base/str - text: borrowed strings of known length, and buffers that grow up to a stated maximum. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include "base/arena.h"

#include <stdarg.h>

/* Borrowed text: valid UTF-8 (checked once at the door), not ended by NUL unless an arena made it. */
typedef struct Str {
    const char *at;
    size_t len;
} Str;

#define S(literal) ((Str){ "" literal, sizeof(literal) - 1 })
#define STR_FMT(s) (int)(s).len, (s).at /* printf("%.*s", STR_FMT(name)) */

bool str_equal(Str a, Str b);
bool str_is(Str a, const char *c_text);
bool str_starts(Str text, Str start);
bool str_ends(Str text, Str end);
int str_compare(Str a, Str b); /* by bytes; less, equal, greater than zero like memcmp */
size_t str_find(Str text, Str part); /* position of the first, or text.len */
Str str_trim(Str text);              /* without blanks, tabs and line ends at both ends */
Str str_part(Str text, size_t from, size_t len); /* clipped to the text */

/* Cuts at the first mark: returns what stands before it and leaves in *rest what follows. Without a mark the
 * whole text is returned and *rest becomes empty (at == NULL), so a loop ends with `while (rest.at != NULL)`. */
Str str_cut(Str *rest, char mark);

Str str_of(const char *c_text); /* borrows; NULL becomes empty */
Str str_copy(Arena *arena, Str source); /* ends in NUL: may be handed to C libraries */
Str str_from(Arena *arena, const char *c_text);
const char *str_c(Arena *arena, Str source);
Str str_format(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
Str str_lower(Arena *arena, Str source); /* ASCII letters only */
Str str_one_line(Arena *arena, Str source); /* a blank for each line end */

/* INVALID unless the whole text is a decimal integer between min and max. */
Code str_to_int(Str text, int64_t min, int64_t max, int64_t *ret_number);

bool is_digit(char c); /* 0 to 9 */
int hex_value(char c); /* of a hexadecimal digit, in either case; -1 for any other letter */

bool utf8_is_valid(Str text);
size_t utf8_count(Str text); /* code points of valid text */
Str utf8_part(Str text, size_t from, size_t to); /* its letters from..to-1, clipped to the text */
Str utf8_cut(Str text, size_t bytes_max); /* its first letters that fit into so many bytes */
Str utf8_mended(Arena *arena, Str text); /* U+FFFD for each byte that belongs to no letter; valid text as it is */

/* ---- Buf: text that grows. The first failure sticks, so callers test once, at the end. ---- */
typedef struct Buf {
    Arena *arena;
    char *at;
    size_t len, room, max;
    bool overflowed;
} Buf;

Buf buf_new(Arena *arena, size_t max);
Buf buf_over(char *room, size_t size); /* over memory of the caller's; never grows */
void buf_add(Buf *buf, Str text);
void buf_char(Buf *buf, char c);
void buf_addf(Buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_addv(Buf *buf, const char *format, va_list args) __attribute__((format(printf, 2, 0)));
void buf_int(Buf *buf, int64_t number);
Code buf_done(const Buf *buf, Str *ret_text); /* TOO_LARGE if anything was cut */

#endif
