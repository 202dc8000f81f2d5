/* kit/workbook_number - private to kit: numbers and days as a spreadsheet's file writes them. Pure. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIT_WORKBOOK_NUMBER_H
#define KIT_WORKBOOK_NUMBER_H

#include "kit/workbook.h"

/* `7.0000000000000007E-2` is 0.07: a file holds up to seventeen digits of a double, people are shown fifteen. The cell
 * is CELL_NUMBER with plain digits as text, or CELL_TEXT with what stands there when it is no number. */
Cell cell_of_digits(Arena *arena, Str raw);

/* The day that a number means in a cell that shows days; the cell as it is when there is no such day. Excel believes
 * that there was a 29 February 1900 (number 60); `is_1904`: the other system, of old Macintoshes. */
Cell cell_as_day(Arena *arena, Cell number, bool is_1904);

/* Does a number format show a day? `yyyy-mm-dd` does, `0.00 "d"` and `[Red]0` do not. */
bool format_shows_day(Str format);
bool format_number_shows_day(int64_t format); /* of those that every workbook has */

#endif
