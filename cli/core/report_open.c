/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/report_open.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmh_private.h"
#include "core/cmd.h"
#include "core/map_file.h"
#include "core/report_map.h"
#include "core/report_read.h"
#include "str.h"
#include "text/error_text.h"

enum { BRIEF_MS = 1000 };

size_t
report_spec_file(const char *spec)
{
	const char *at = strrchr(spec, '@');
	size_t len = at != NULL && at[1] != '\0' && strchr(at, '/') == NULL ? (size_t)(at - spec) : 0;
	char file[PATH_MAX];

	if (len == 0 || len >= sizeof(file) || access(spec, F_OK) == 0)
		return strlen(spec);
	memcpy(file, spec, len);
	file[len] = '\0';
	return access(file, F_OK) == 0 ? len : strlen(spec);
}

/* Returns the file of a spec, without a node, or the number of a map in it. The caller frees it. NULL: out of memory. */
static char *
file_of(const char *spec)
{
	size_t part, len = report_spec_file(spec);

	return str_copy_n(spec, spec[len] == '@' ? len : cmh_spec_file(spec, &part));
}

/* Says that a report has several nodes. */
static void
fail_nodes(const struct report *report, const char *file, struct cmh_error *err)
{
	char *names = report_names(report), *hint = str_format("add -N all, or the node: \"%s@%s\"", file, report->v[0].name);

	error_text_set(err, CMH_INVALID, hint, "\"%s\" has %zu nodes: %s", file, report->n, names != NULL ? names : "");
	free(names);
	free(hint);
}

/* Says that a report has several nodes, to a command that would work on one. */
static void
fail_several(const struct app *app, const struct report *report, const char *file, struct cmh_error *err)
{
	if (app->call.cmd != NULL && (app->call.cmd->flags & CMD_WRITES) != 0) {
		error_text_set(err, CMH_REFUSED, "use -m live", "\"%s\" is a report and cannot be changed", file);
		return;
	}
	fail_nodes(report, file, err);
}

/* Opens the maps of all nodes. Returns the first. */
static struct cmh_handle *
open_each(struct app *app, const struct report *report, const char *file, struct cmh_error *err)
{
	struct cmh_handle *first = NULL, *map;
	char *names = report_names(report);

	for (size_t i = 0; i < report->n; i++) {
		const char *node = report->v[i].name;
		struct cmh_error why = CMH_ERROR_INIT;

		app->call.node = node;
		map = report_map_open_node(app, &report->v[i], file, cmh_handle_by_name(app->cmh, node) == NULL ? node : NULL, &why);
		if (map == NULL && first == NULL && i + 1 == report->n)
			error_text_set(err, why.status, why.hint, "%s", cmh_error_message(&why));
		else if (map == NULL)
			app_note_missing(app, "%s", cmh_error_message(&why));
		cmh_error_clear(&why);
		first = first != NULL ? first : map;
	}
	app->call.node = NULL;
	if (first != NULL && app->nodes == NULL)
		app_note(app, "\"%s\" has %zu nodes: %s; this is %s", file, report->n, names != NULL ? names : "",
			 cmh_handle_info(first)->name);
	free(names);
	return first;
}

/* Opens a node of a report that was read. */
static struct cmh_handle *
open_read(struct app *app, const struct report *report, const char *spec, const char *name, unsigned options, struct cmh_error *err)
{
	size_t len = report_spec_file(spec);
	const char *wanted = spec[len] == '@' ? spec + len + 1 : NULL;
	char *file = file_of(spec);
	const struct report_node *node = wanted != NULL ? report_node(report, wanted) : report->n == 1 ? &report->v[0] : NULL;
	struct cmh_handle *map = NULL;

	if (file == NULL)
		error_text_no_memory(err);
	else if (node != NULL)
		map = report_map_open(app, node, file, spec, name, err);
	else if (wanted != NULL)
		report_fail_node(report, file, wanted, err);
	else if ((options & REPORT_EACH) != 0 && name == NULL)
		map = open_each(app, report, file, err);
	else
		fail_several(app, report, file, err);
	free(file);
	return map;
}

/* Opens a file that is not a report. */
static struct cmh_handle *
open_other(struct app *app, struct unpack *unpack, const char *file, const char *spec, const char *name, struct cmh_error *err)
{
	if (spec[report_spec_file(spec)] != '@')
		return map_file_open_begun(app->cmh, unpack, file, spec, name, err);
	report_refuse(app, unpack, file, "leave out the node", err);
	return NULL;
}

/* Opens the file or the report of a spec. */
static struct cmh_handle *
open_file(struct app *app, const char *spec, const char *name, unsigned options, struct cmh_error *err)
{
	struct report report = REPORT_INIT;
	struct cmh_handle *map = NULL;
	enum report_result result;
	struct unpack unpack;
	char *file = file_of(spec);

	if (file == NULL) {
		error_text_no_memory(err);
		return NULL;
	}
	result = report_read(app, file, (options & REPORT_BRIEFLY) != 0 ? BRIEF_MS : 0, &report, &unpack, err);
	if (result == REPORT_READ)
		map = open_read(app, &report, spec, name, options, err);
	else if (result == REPORT_NOT)
		map = open_other(app, &unpack, file, spec, name, err);
	report_clear(&report);
	free(file);
	return map;
}

struct cmh_handle *
report_open(struct app *app, const char *spec, const char *name, unsigned options, struct cmh_error *err)
{
	char *complete = map_file_spec(spec);
	struct cmh_handle *map = NULL;

	if (complete == NULL)
		error_text_no_memory(err);
	else if (map_file_is(complete))
		map = open_file(app, complete, name, options, err);
	else
		map = map_file_open(app->cmh, complete, name, err);
	free(complete);
	return map;
}
