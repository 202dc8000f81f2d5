/* modules/reporting/checks - what a machine sees in a report before a person decides. Pure: figures in, remarks out. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODULES_REPORTING_CHECKS_H
#define MODULES_REPORTING_CHECKS_H

#include "base/decimal.h"

typedef enum CheckRule {
    CHECK_NONE,
    CHECK_EMPTY,    /* a figure or section that is needed is not there */
    CHECK_SHARE,    /* a: the share; below 0 or above 100 % */
    CHECK_EVIDENCE, /* a file is asked for, and there is none */
    CHECK_MEMBERS,  /* a: the province's figure; b: what its communes add up to, or the nearest that they allow */
    CHECK_JUMP,     /* a: change since the figure before; b: mean change; odd beyond so many standard deviations */
    CHECK_SAME,     /* a: so many figures in a row are the same */
    CHECK_SLIP,     /* a: the figure before; b: 10 or 1000, by which the new one is too large or too small */
    CHECK_WORDS,    /* a: words in the section; b: the limit that it misses */
} CheckRule;
enum { CHECK_RULES = 8 };

typedef enum Severity { SEVERITY_NONE, SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_OFF } Severity;

/* How strict: from checking.c. Indexed by CheckRule. */
typedef struct CheckLimits {
    Severity severity[CHECK_RULES + 1];
    int64_t threshold[CHECK_RULES + 1]; /* JUMP: tenths of a standard deviation; SAME: figures in a row */
} CheckLimits;

/* The standard: what is shipped. */
CheckLimits check_limits_standard(void);
bool check_has_threshold(CheckRule rule);

/* What the communes say of the same thing in the same period. */
typedef struct CheckMembers {
    const Decimal *values;
    size_t count, expected;
    bool is_sum; /* they add up; else the province lies between the lowest and the highest */
} CheckMembers;

typedef struct CheckFigure {
    Decimal value;
    bool is_share, is_level, is_needed, needs_evidence;
    size_t evidence_count;
    const Decimal *history; /* figures of earlier periods, in time */
    size_t history_count;
    CheckMembers members; /* count 0: nothing to compare with */
} CheckFigure;

typedef struct CheckResult {
    CheckRule rule;
    Severity severity;
    Decimal a, b;
} CheckResult;

/* Remarks on one figure, at most CHECK_RULES; those that are switched off are left out. */
size_t check_figure(const CheckLimits *limits, const CheckFigure *figure, CheckResult *ret_results);
/* Remarks on a section of so many words. */
size_t check_section(const CheckLimits *limits, bool is_needed, int64_t words, int64_t words_min, int64_t words_max,
                     CheckResult *ret_results);
int64_t words_in(Str text);

#endif
