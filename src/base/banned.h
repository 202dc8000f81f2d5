/* base/banned - calls that this house does not make: using one is a compile error that names the better way. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

/* The headers that declare them must come first, or the macros below would break their prototypes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define BANNED(function, instead) banned_##function##_use_##instead

#undef strcpy
#undef strcat
#undef sprintf
#undef vsprintf
#undef strtok
#undef strncpy
#undef strncat
#define strcpy(...)    BANNED(strcpy, str_copy)
#define strcat(...)    BANNED(strcat, buf_add)
#define strncpy(...)   BANNED(strncpy, str_copy)
#define strncat(...)   BANNED(strncat, buf_add)
#define sprintf(...)   BANNED(sprintf, buf_addf)
#define vsprintf(...)  BANNED(vsprintf, buf_addf)
#define strtok(...)    BANNED(strtok, str_cut)
#define atoi(...)      BANNED(atoi, str_to_int)
#define atol(...)      BANNED(atol, str_to_int)
#define atof(...)      BANNED(atof, decimal_from_text)
#define gmtime(...)    BANNED(gmtime, day_of_time)
#define localtime(...) BANNED(localtime, day_of_time)
#define mktime(...)    BANNED(mktime, day_make)
#define rand(...)      BANNED(rand, random_fill)
#define random(...)    BANNED(random, random_fill)
#define system(...)    BANNED(system, nothing)
#define tmpnam(...)    BANNED(tmpnam, spool_open)

#endif
