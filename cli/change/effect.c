/* SPDX-License-Identifier: BSD-3-Clause */
#include "change/effect.h"

#include <stdlib.h>
#include <string.h>

#include "core/conf_file.h"
#include "know/key.h"
#include "know/key_text.h"
#include "output/output.h"
#include "output/unit.h"
#include "str.h"

enum { FEW = 3 }; /* changes whose effects are shown one by one */

/* Whether somebody reads it: notes are for a person, and a script has explain. */
static bool
is_shown(const struct app *app, const struct plan *plan)
{
	return app->io.tty && !app->call.set.quiet && output_is_text(&app->render) && !plan->blind;
}

static bool
read_in_use(struct app *app, const char *key, struct cmh_value *value)
{
	return cmh_get(app->call.map, key, value, NULL) == CMH_OK;
}

bool
effect_is_shown_for_each(const struct plan *plan)
{
	return plan->n <= FEW;
}

void
effect_begin(struct effect *effect, struct app *app, const struct plan *plan, const struct change *change)
{
	*effect = (struct effect){ .before = CMH_VALUE_INIT };
	if (!is_shown(app, plan) || !effect_is_shown_for_each(plan) || change->map != CMH_ICMAP)
		return;
	effect->in_use = key_in_use(change->key);
	if (effect->in_use != NULL)
		(void)read_in_use(app, effect->in_use, &effect->before);
}

void
effect_clear(struct effect *effect)
{
	free(effect->in_use);
	cmh_value_clear(&effect->before);
}

/* Whether the cluster has other nodes than this one. */
static bool
has_other_nodes(struct app *app)
{
	struct cmh_entries nodes = CMH_ENTRIES_INIT;
	bool several = cmh_list(app->call.map, "nodelist.node.*.nodeid", &nodes, NULL) == CMH_OK && nodes.n > 1;

	cmh_entries_clear(&nodes);
	return several;
}

/* Returns what became of the value in use: "in use now 4650 ms (was 2650 ms)". NULL: corosync does not report it, or out of memory. */
static char *
describe_in_use(struct app *app, const struct effect *effect)
{
	struct cmh_value after = CMH_VALUE_INIT;
	char *was = NULL, *is = NULL, *text = NULL;

	if (effect->in_use == NULL || effect->before.type == CMH_NONE || !read_in_use(app, effect->in_use, &after))
		return NULL;
	was = unit_value(&app->render, effect->in_use, &effect->before);
	is = unit_value(&app->render, effect->in_use, &after);
	if (was != NULL && is != NULL)
		text = cmh_value_equal(&effect->before, &after) ? str_format("in use is still %s", is)
								: str_format("in use now %s (was %s)", is, was);
	free(was);
	free(is);
	cmh_value_clear(&after);
	return text;
}

/* Returns what the corosync.conf on this node has: "; corosync.conf has 1000 ms". The caller frees it. NULL: not known. */
static char *
describe_file(struct app *app, const char *key)
{
	struct cmh_handle *file = conf_file_open(app, app->call.map);
	struct cmh_value value = CMH_VALUE_INIT;
	struct cmh_error err = CMH_ERROR_INIT;
	enum cmh_status status = file != NULL ? cmh_get(file, key, &value, &err) : CMH_FAILED;
	char *has = status == CMH_OK ? unit_value(&app->render, key, &value) : NULL, *text = NULL;

	if (has != NULL)
		text = str_format("; corosync.conf has %s", has);
	else if (status == CMH_NOT_FOUND)
		text = str_copy("; corosync.conf does not have it");
	free(has);
	cmh_value_clear(&value);
	cmh_error_clear(&err);
	cmh_handle_close(file);
	return text;
}

/* Whether a change is of a name that corosync does not know, in a section of corosync.conf. */
static bool
is_strange(const struct change *change)
{
	const struct key_info *info = key_info_find(change->key);

	return change->kind != CHANGE_DELETE && info != NULL && key_info_is_branch(info) && info->section[0] != '\0';
}

static void
show_strange(struct app *app, const char *key)
{
	char *near = key_near(key), *hint = near != NULL ? str_format("did you mean \"%s\"?", near) : NULL;

	app_warn(app, hint, "corosync does not know \"%s\": the change has no effect", key);
	free(near);
	free(hint);
}

void
effect_show(struct effect *effect, struct app *app, const struct plan *plan, const struct change *change)
{
	const struct key_info *info = key_info_exact(change->key);
	const char *where = info != NULL ? key_effect_where(info) : NULL;
	char *in_use, *file, *lasting, *hint;

	if (!is_shown(app, plan) || !effect_is_shown_for_each(plan))
		return;
	if (is_strange(change))
		show_strange(app, change->key);
	if (info == NULL || is_strange(change) || key_effect_text(info) == NULL)
		return;
	in_use = describe_in_use(app, effect);
	file = info->section[0] != '\0' ? describe_file(app, change->key) : NULL;
	lasting = change->kind != CHANGE_DELETE ? key_lasting_text(info, change->key) : NULL;
	hint = lasting != NULL ? str_format("to keep it, %s", lasting) : NULL;
	if (in_use != NULL && where != NULL)
		app_warn(app, hint, "%s, %s%s%s", in_use, where, file != NULL ? file : "",
			 (info->flags & KEY_CLUSTER) == 0 && has_other_nodes(app) ? "; the other nodes keep theirs" : "");
	else
		app_warn(app, hint, "the change %s%s", key_effect_text(info), file != NULL ? file : "");
	free(in_use);
	free(file);
	free(lasting);
	free(hint);
}

void
effect_show_all(struct app *app, const struct plan *plan, unsigned made)
{
	unsigned at_once = 0;

	if (!is_shown(app, plan) || effect_is_shown_for_each(plan) || made == 0)
		return;
	for (size_t i = 0; i < plan->n && i < made; i++) {
		const struct key_info *info = key_info_exact(plan->v[i].key);

		at_once += info != NULL && info->effect == EFFECT_AT_ONCE;
	}
	app_warn(app, "run: cmapsh effective --changed", "%u of %u changes take effect at once, until corosync.conf is read again",
		 at_once, made);
}
