/* SPDX-License-Identifier: BSD-3-Clause */
#include "cmapctl/request.h"

#include <getopt.h>
#include <string.h>

#include "change/clear_area.h"
#include "core/message.h"

void
request_help(FILE *out)
{
	fputs("usage: corosync-cmapctl [-bq] [-m MAP] [PREFIX...]   print all keys, or those that begin with a prefix\n"
	      "       corosync-cmapctl [-bq] [-m MAP] -g KEY...     print keys\n"
	      "       corosync-cmapctl -s KEY TYPE VALUE            set a key\n"
	      "       corosync-cmapctl -d KEY...                    delete keys\n"
	      "       corosync-cmapctl -D PREFIX...                 delete the keys that begin with a prefix\n"
	      "       corosync-cmapctl -p FILE                      make the changes in a file\n"
	      "       corosync-cmapctl -C AREA                      clear statistics\n"
	      "       corosync-cmapctl [-bq] [-m MAP] -t KEY...     print changes of keys\n"
	      "       corosync-cmapctl [-bq] [-m MAP] -T PREFIX...  print changes of keys that begin with a prefix\n"
	      "\n"
	      "  -b      print values of the type bin, too\n"
	      "  -q      print only values\n"
	      "  -m MAP  icmap (the default) or stats\n"
	      "  -h      print this help\n"
	      "\n"
	      "TYPE is one of " APP_TYPES ". A value of the type bin is\n"
	      "the name of a file, or - for standard input.\n"
	      "FILE has lines of the form KEY TYPE VALUE, ^KEY (delete the key) or ^^PREFIX (delete\n"
	      "all keys that begin with it).\n"
	      "AREA is one of knet, ipc, totem, schedmiss, all.\n"
	      "\n"
	      "This is cmapsh in place of corosync-cmapctl; what differs is in cmapsh(8).\n", out);
}

/* Prints an error that corosync-cmapctl has, too. */
static bool
fail(struct app *app, const char *line)
{
	fprintf(app->io.err, "%s\n", line);
	return false;
}

/* As there, a wrong -m after a good one does not count. */
static bool
set_map(struct request *request, struct app *app, const char *name)
{
	if (strcmp(name, "icmap") == 0 || strcmp(name, "default") == 0)
		request->map = "icmap";
	else if (strcmp(name, "stats") == 0)
		request->map = "stats";
	else if (!request->map_named)
		return fail(app, "invalid map name, must be 'default', 'icmap' or 'stats'");
	request->map_named = true;
	return true;
}

static bool
set_area(struct request *request, struct app *app, const char *name)
{
	request->action = ACTION_CLEAR;
	request->map = "stats";
	request->area = name;
	return clear_area_by_name(name) != NULL || fail(app, "argument to -C should be 'knet', 'totem', 'ipc', 'schedmiss' or 'all'");
}

/* Takes one option. */
static bool
take(struct request *request, struct app *app, int letter)
{
	switch (letter) {
	case 'b': request->binary = true; break;
	case 'q': request->quiet = true; break;
	case 'm': return set_map(request, app, optarg);
	case 'C': return set_area(request, app, optarg);
	case 'p':
		request->action = ACTION_LOAD;
		request->file = optarg;
		break;
	case 'g': request->action = ACTION_GET; break;
	case 's': request->action = ACTION_SET; break;
	case 'd': request->action = ACTION_DELETE; break;
	case 'D': request->action = ACTION_DELETE_PREFIX; break;
	case 't': request->action = ACTION_TRACK; break;
	case 'T': request->action = ACTION_TRACK_PREFIX; break;
	case 'h': request->action = ACTION_HELP; break;
	default: /* getopt(3) has printed the error */
		message_print(app, app->io.err, MESSAGE_HINT, "run: cmapsh help cmapctl");
		return false;
	}
	return true;
}

/* Whether an action needs arguments. */
static bool
needs_keys(enum action action)
{
	return action != ACTION_PRINT && action != ACTION_LOAD && action != ACTION_CLEAR;
}

bool
request_parse(struct request *request, struct app *app, int n, char **words)
{
	int letter;

	*request = (struct request){ .action = ACTION_PRINT };
	optind = 0; /* begin again: at the prompt, it has parsed other words before */
	while ((letter = getopt(n, words, "m:hqgsdDtTbp:C:")) != -1) {
		if (!take(request, app, letter))
			return false;
		if (request->action == ACTION_HELP)
			return true;
	}
	if (request->map == NULL)
		request->map = "icmap";
	request->args = words + optind;
	request->n = n - optind;
	return request->n > 0 || !needs_keys(request->action) || fail(app, "Expected key after options");
}
