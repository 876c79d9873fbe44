/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The functions of libedit. It is loaded when the prompt begins: commands do not need
 * it, and start quicker without it. The only include of its header.
 */
#ifndef PROMPT_LIBEDIT_H
#define PROMPT_LIBEDIT_H

#include <stdbool.h>

#include <histedit.h>

#define EACH_LIBEDIT_FUNCTION \
	FUNCTION(el_cursor) \
	FUNCTION(el_deletestr) \
	FUNCTION(el_end) \
	FUNCTION(el_get) \
	FUNCTION(el_gets) \
	FUNCTION(el_init) \
	FUNCTION(el_insertstr) \
	FUNCTION(el_line) \
	FUNCTION(el_resize) \
	FUNCTION(el_set) \
	FUNCTION(el_source) \
	FUNCTION(el_wgetc) \
	FUNCTION(el_winsertstr) \
	FUNCTION(el_wline) \
	FUNCTION(el_wpush) \
	FUNCTION(el_wset) \
	FUNCTION(history) \
	FUNCTION(history_end) \
	FUNCTION(history_init)

struct libedit {
#define FUNCTION(name) __typeof__(name) *name;
	EACH_LIBEDIT_FUNCTION
#undef FUNCTION
};

/* The functions, after libedit_load(). */
extern struct libedit libedit;

/* Loads the library. Returns why it cannot be loaded, valid until the next call of a function of dlfcn.h; NULL: it is loaded. */
const char *libedit_load(void);

#endif
