/* SPDX-License-Identifier: BSD-3-Clause */
#include "prompt/greeting.h"

#include <stdlib.h>

#include "output/safe.h"
#include "session/session.h"
#include "str.h"
#include "text/wrap.h"

enum { TIMEOUT_MS = 200 }; /* short, because the prompt waits */

static const char *
quorum_text(enum summary_quorum quorum)
{
	switch (quorum) {
	case QUORUM_COUNTED: return ", votes suffice";
	case QUORUM_TOO_FEW: return ", too few votes by count";
	case QUORUM_UNSURE: return ", quorum unsure";
	case QUORUM_WAITING: return ", no quorum until all nodes join";
	case QUORUM_NOT_SAID: break;
	}
	return "";
}

/* Prints a name, which may come from a file or the map, after the words that say of what. NULL: it is not known. */
static void
put_name(FILE *out, const char *before, const char *name)
{
	if (name == NULL)
		return;
	fputs(before, out);
	safe_print(out, name);
}

/* Describes the map. The caller frees it; NULL: out of memory. */
static char *
describe(const struct app *app, const struct summary *summary)
{
	const struct cmh_handle_info *info = cmh_handle_info(app->current);
	const char *node = session_node(app->session, app->current);
	struct str_stream text;

	if (!str_open(&text))
		return NULL;
	fprintf(text.out, "cmapsh %s", cmh_version());
	put_name(text.out, ", saved map ", info->saved ? info->name : NULL);
	put_name(text.out, ", node ", node);
	put_name(text.out, node != NULL ? " of cluster " : ", cluster ", summary != NULL ? summary->cluster : NULL);
	put_name(text.out, ", saved at ", info->time);
	if (summary != NULL && summary->known && summary->nodes > 0)
		fprintf(text.out, ": %zu of %zu nodes joined%s", summary->joined, summary->nodes, quorum_text(summary->quorum));
	return str_close(&text);
}

/* Prints why corosync is not connected. */
static void
print_why(struct app *app)
{
	struct cmh_options *options = cmh_context_options(app->cmh), before = *options;
	struct cmh_value value = CMH_VALUE_INIT;
	struct cmh_error err = CMH_ERROR_INIT;

	options->timeout_ms = TIMEOUT_MS;
	options->slow = NULL;
	app->call.cmd = NULL;
	if (cmh_get(app->current, "totem.version", &value, &err) != CMH_OK && err.status != CMH_NOT_FOUND)
		app_fail_cmh(app, &err);
	cmh_error_clear(&err);
	cmh_value_clear(&value);
	*options = before;
}

/* Prints a text in lines that fit on the terminal. */
static void
print(struct app *app, const char *text)
{
	const struct wrap wrap = { .columns = app->render.columns > 0 ? app->render.columns - 1 : WRAP_WIDTH };

	wrap_text(app->render.file, text, 0, &wrap);
	putc('\n', app->render.file);
}

void
greeting_print(struct app *app)
{
	const struct summary *summary = session_summary(app->session, app->current);
	const struct key_index *index = key_index_find(&app->session->indexes, app->current);
	char *text;

	if (app->current != NULL && !cmh_handle_info(app->current)->saved && index != NULL && index->pid == 0)
		print_why(app);
	else if (app->current != NULL && (text = describe(app, summary)) != NULL) {
		print(app, text);
		free(text);
	}
	print(app, "Tab completes, ? lists what can follow, help explains, Ctrl-D leaves.");
}
