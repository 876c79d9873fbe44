/* SPDX-License-Identifier: BSD-3-Clause */
/* What commands found, in a format, on a stream. Writes are checked by who owns the stream. */
#ifndef RENDER_H
#define RENDER_H

#include <stdbool.h>
#include <stdio.h>

#include "cmh.h"

struct render {
	FILE *out;
	bool quiet;   /* values only */
	bool secrets; /* shown instead of masked */
	bool utf8;    /* the stream takes more than ASCII */
	bool failed;  /* memory ran out: something is missing */
	int columns;  /* the width of the terminal that will show it; 0: none will */
};

/* A renderer on a stream, with nothing switched on. */
struct render render_to(FILE *out);

/* "KEY (TYPE) = VALUE" */
void render_entry(struct render *r, const struct cmh_entry *entry);

/* "NAME (TYPE) = VALUE" with another name than the key's, such as its last component. */
void render_named(struct render *r, const char *name, const struct cmh_entry *entry);

/* A branch and how many keys it holds: "NAME. (branch) = 3 keys". */
void render_branch(struct render *r, const char *name, size_t keys);

/* Names: one a line, in columns on a terminal. */
void render_names(struct render *r, char *const *names, size_t n);

/* The lines of a tree to the left of a name. open[d]: another node follows at depth d. */
void render_twig(struct render *r, const bool *open, unsigned depth);

/* One line. */
void render_line(struct render *r, const char *text);
void render_number(struct render *r, size_t number);

/*
 * A change: "add KEY (TYPE) = NEW", "modify KEY (TYPE) = OLD -> NEW", "delete
 * KEY (TYPE) = OLD". `before` or `after` has type CMH_NONE where there is none.
 */
void render_change(struct render *r, const char *key, const struct cmh_value *before, const struct cmh_value *after);

/* A change that a watch tells: "12:00:00.123 modify KEY (TYPE) = OLD -> NEW". */
void render_event(struct render *r, const struct cmh_event *event);

/* A line for the person, among events. */
void render_notice(struct render *r, const char *message, ...) __attribute__((format(printf, 2, 3)));

/* An open map: its name, what it is, its state, node and corosync behind it, keys known, the last error. */
void render_handle(struct render *r, const struct cmh_handle_info *info, const char *node, bool current, size_t keys);

/* A background watch. */
void render_watch(struct render *r, unsigned id, const char *handle, const char *path);

/* A row of the table of errors: number, symbol, meaning, what to do. */
void render_error_row(struct render *r, const struct cmh_error_info *info);

/* The text of a value as it may be shown: masked if the key is secret. Owned by the caller; NULL: out of memory. */
char *render_value(const struct render *r, const char *key, const struct cmh_value *value);

/* Writes text from elsewhere. What could harm a terminal, newlines too, is escaped as cmh_quote() does it. */
void render_safe(FILE *out, const char *text);

#endif
