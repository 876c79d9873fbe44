/* SPDX-License-Identifier: BSD-3-Clause */
#include "complete/kinds.h"

#include <stdlib.h>
#include <string.h>

#include "change/plan.h"
#include "complete/condition.h"
#include "complete/files.h"
#include "complete/keys.h"
#include "complete/nodes.h"
#include "complete/values.h"
#include "core/help_topic.h"
#include "core/node_spec.h"
#include "know/finding.h"
#include "know/key.h"
#include "know/metric.h"
#include "output/format.h"
#include "str.h"
#include "text/key_path.h"

bool
offer_commands(struct completion_context *ctx)
{
	bool good = true;

	for (const struct cmd *const *c = ctx->app->commands; *c != NULL && good; c++)
		if (ctx->mode != MODE_ONE_SHOT || ((*c)->flags & (CMD_SESSION | CMD_PROMPT)) == 0)
			good = offer_matching(ctx, (*c)->name, (*c)->summary);
	for (size_t i = 0; i < ctx->app->aliases.n && good; i++)
		good = offer_matching(ctx, ctx->app->aliases.v[i].name, "alias");
	return good;
}

bool
offer_options(struct completion_context *ctx)
{
	const struct opt *lists[] = { ctx->cmd != NULL ? ctx->cmd->opts : NULL, global_opts };
	bool good = true;

	for (size_t l = 0; l < 2; l++)
		for (const struct opt *o = lists[l]; o != NULL && o->name != NULL && good; o++) {
			char *text = str_format("--%s", o->name), *help = opt_help(o);

			good = text != NULL && help != NULL && offer_matching(ctx, text, help);
			free(text);
			free(help);
		}
	return good;
}

static bool
offer_errors(struct completion_context *ctx)
{
	size_t n;
	const struct cmh_error_info *infos = cmh_error_table(&n);
	bool good = true;

	for (size_t i = 0; i < n && good; i++)
		good = offer_matching(ctx, infos[i].symbol, infos[i].meaning);
	return good;
}

static bool
offer_codes(struct completion_context *ctx)
{
	size_t n;
	const struct finding_rule *rules = finding_rules(&n);
	bool good = true;

	for (size_t i = 0; i < n && good; i++)
		good = offer_matching(ctx, rules[i].code, rules[i].meaning);
	return good;
}

/* Offers keys and branches, also what corosync knows and the map does not have, findings and errors. */
static bool
offer_explained(struct completion_context *ctx)
{
	ctx->known = true;
	return offer_name(ctx) && offer_codes(ctx) && offer_errors(ctx);
}

/* Offers commands; a word with which none begins may be a key. */
static bool
offer_help(struct completion_context *ctx)
{
	bool good = true;

	ctx->known = true;
	for (const struct help_topic *topic = help_topics; topic->name != NULL && good; topic++)
		good = offer_matching(ctx, topic->name, topic->summary);
	return good && offer_commands(ctx) && (ctx->out->n > 0 || offer_keys(ctx));
}

/* Offers codes of findings after the last comma of a list. */
static bool
offer_findings(struct completion_context *ctx)
{
	const char *word = ctx->out->word, *comma = strrchr(word, ',');

	return offer_after(ctx, comma != NULL ? (size_t)(comma + 1 - word) : 0, offer_codes);
}

static bool
offer_types(struct completion_context *ctx)
{
	static const char *const notes[] = {
		[CMH_I8] = "integer, -128 to 127",
		[CMH_U8] = "integer, 0 to 255",
		[CMH_I16] = "integer, -32768 to 32767",
		[CMH_U16] = "integer, 0 to 65535",
		[CMH_I32] = "integer, -2147483648 to 2147483647",
		[CMH_U32] = "integer, 0 to 4294967295",
		[CMH_I64] = "integer, -9223372036854775808 to 9223372036854775807",
		[CMH_U64] = "integer, 0 to 18446744073709551615",
		[CMH_FLT] = "number with a fraction, of about 7 digits",
		[CMH_DBL] = "number with a fraction, of about 15 digits",
		[CMH_STR] = "text",
		[CMH_BIN] = "bytes: 0x and hexadecimal digits",
	};
	bool good = true;

	for (size_t type = CMH_I8; type < sizeof(notes) / sizeof(notes[0]) && good; type++)
		good = offer_matching(ctx, cmh_type_name((enum cmh_type)type), notes[type]);
	return good;
}

/* Offers the names of open maps. `own`: only names that are not those of the maps or files themselves. */
static bool
offer_handles(struct completion_context *ctx, bool own)
{
	bool good = true;

	for (struct cmh_handle *h = NULL; good && (h = cmh_handle_next(ctx->app->cmh, h)) != NULL;) {
		struct cmh_handle_info info;

		info = *cmh_handle_info(h);
		if (!own || strcmp(info.name, info.spec) != 0)
			good = offer_matching(ctx, info.name, NULL);
	}
	return good;
}

/* Offers maps to open: those of corosync, and files. `opened`: open maps that have a name of their own, too. */
static bool
offer_specs(struct completion_context *ctx, bool opened)
{
	if (node_spec_is(ctx->out->word))
		return offer_node_spec(ctx);
	return offer_list(ctx, "live icmap stats", " ") && (!opened || offer_handles(ctx, true)) &&
	       offer_files(ctx);
}

static bool
offer_colors(struct completion_context *ctx)
{
	bool good = true;

	for (const char *const *word = color_words; *word != NULL && good; word++)
		good = offer_matching(ctx, *word, NULL);
	return good;
}

/* ---- values, and the kinds ------------------------------------- */

/* Offers the values of the key before the cursor. */
static bool
offer_values(struct completion_context *ctx)
{
	char *key = key_path_resolve(ctx->app->here, ctx->first);
	bool good = key != NULL && offer_values_of(ctx, key);

	free(key);
	return good;
}

/* Offers the choices of an argument, which are separated by | in the usage. */
static bool
offer_choices(struct completion_context *ctx)
{
	const char *usage = ctx->cmd->usage;
	char *choices;
	bool good;

	for (int i = 0; i < ctx->n && *usage != '\0'; i++)
		usage += strcspn(usage, " ") + 1;
	choices = str_copy_n(usage, strcspn(usage, " "));
	good = choices != NULL && offer_list(ctx, choices, "|");
	free(choices);
	return good;
}

/* Offers the formats that the command can print; without a command, all. */
static bool
offer_formats(struct completion_context *ctx)
{
	char *names = format_names(ctx->cmd != NULL ? ctx->cmd->prints : PRINTS_NOTHING);
	bool good = names != NULL && offer_list(ctx, names, ", ");

	free(names);
	return good;
}

typedef bool key_fn(const char *key);

static bool
is_counter(const char *key)
{
	return cmh_key_map(key) == CMH_STATS && metric_is_counter(metric_find(key));
}

/* Whether a change of a key can do something: corosync refuses some, and never reads what it only reports. */
static bool
can_be_changed(const char *key)
{
	const struct key_info *info = key_info_find(key);

	return !plan_is_read_only(cmh_key_map(key), key) && (info == NULL || info->effect != EFFECT_REPORT);
}

/* Whether the key can be an integer: of one that corosync knows, the type is known. */
static bool
can_be_increased(const char *key)
{
	const struct key_info *info = key_info_find(key);

	return can_be_changed(key) && (info == NULL || info->type == CMH_NONE || cmh_type_is_integer(info->type));
}

/* Offers only those keys with which the command can work. */
static bool
offer_wanted(struct completion_context *ctx, key_fn *wanted, bool (*offer)(struct completion_context *))
{
	ctx->wanted = wanted;
	return offer(ctx);
}

/* Which keys a command can work with. NULL: all. */
static key_fn *
wanted_keys(const struct cmd *cmd)
{
	if (cmd == NULL || (cmd->flags & CMD_WRITES) == 0)
		return NULL;
	return (cmd->flags & CMD_INTEGERS) != 0 ? can_be_increased : can_be_changed;
}

bool
offer_kind(struct completion_context *ctx, enum word_kind kind)
{
	switch (kind) {
	case KIND_PATH:
	case KIND_PATTERN: return offer_name(ctx);
	case KIND_COUNTER: return offer_wanted(ctx, is_counter, offer_name);
	case KIND_KEY: return offer_wanted(ctx, wanted_keys(ctx->cmd), offer_keys);
	case KIND_TYPE: return offer_types(ctx);
	case KIND_TYPE_OR_VALUE: return offer_values(ctx) && offer_types(ctx);
	case KIND_VALUE: return offer_values(ctx);
	case KIND_CHOICE: return offer_choices(ctx);
	case KIND_COMMAND: return offer_help(ctx);
	case KIND_EXPLAINED: return offer_explained(ctx);
	case KIND_FILE: return offer_files(ctx);
	case KIND_SPEC: return offer_specs(ctx, true);
	case KIND_NEW_SPEC: return offer_specs(ctx, false);
	case KIND_HANDLE: return offer_handles(ctx, false);
	case KIND_FORMAT: return offer_formats(ctx);
	case KIND_CONDITION: return offer_conditions(ctx);
	case KIND_FINDING: return offer_findings(ctx);
	case KIND_NODES: return offer_nodes(ctx);
	case KIND_COLOR: return offer_colors(ctx);
	case KIND_PROGRAM:
	case KIND_OTHER: break;
	}
	return true;
}
