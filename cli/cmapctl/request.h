/* SPDX-License-Identifier: BSD-3-Clause */
/* The command line of corosync-cmapctl, parsed as it parses it. */
#ifndef CMAPCTL_REQUEST_H
#define CMAPCTL_REQUEST_H

#include <stdbool.h>

#include "core/app.h"

enum action {
	ACTION_PRINT, /* all keys, or those that begin with an argument */
	ACTION_GET,
	ACTION_SET,
	ACTION_DELETE,
	ACTION_DELETE_PREFIX,
	ACTION_LOAD,
	ACTION_CLEAR,
	ACTION_TRACK,
	ACTION_TRACK_PREFIX,
	ACTION_HELP,
};

struct request {
	enum action action; /* of several, the last one counts */
	const char *map;    /* "icmap" or "stats" */
	bool map_named;     /* by -m */
	bool binary;        /* print values of the type bin */
	bool quiet;         /* print only values */
	const char *file;   /* of -p */
	const char *area;   /* of -C */
	char **args;        /* what is not an option */
	int n;
};

/*
 * Parses `n` words, which it sorts: options first. words[0] is the name of the
 * program, for the errors of getopt(3), and words[n] is NULL. False: it has
 * printed what is wrong.
 */
bool request_parse(struct request *request, struct app *app, int n, char **words);

/* Prints what -h prints. */
void request_help(FILE *out);

#endif
