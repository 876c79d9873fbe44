/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/opt.h"

#include <string.h>

#include "cmh.h"
#include "core/cmd.h"
#include "output/format.h"

const struct opt global_opts[] = {
	{ 'm', "map", "SPEC", "which map: live (default), icmap, stats or a saved one", KIND_SPEC },
	{ 'o', "output", "FORMAT", NULL, KIND_FORMAT },
	{ 'j', "json", NULL, "the same as --output json" },
	{ 'q', "quiet", NULL, "values only, one a line" },
	{ 't', "timeout", "SEC", "give up when corosync does not answer for so long (default 10)" },
	{ 'n', "dry-run", NULL, "say what a change would do; send nothing" },
	{ 'y', "yes", NULL, "do not ask before a guarded change" },
	{ OPT_READ_ONLY, "read-only", NULL, "refuse every change" },
	{ OPT_SHOW_SECRETS, "show-secrets", NULL, "print totem.key and the like instead of " CMH_MASK },
	{ OPT_COLOR, "color", "WHEN", "auto (default), always or never", KIND_COLOR },
	{ 'f', "file", "FILE", "run the commands in FILE, one a line (- for standard input)", KIND_FILE },
	{ 'k', "keep-going", NULL, "do not stop a script at its first error" },
	{ OPT_NO_RC, "no-rc", NULL, "do not read the start-up file of the prompt" },
	{ 'h', "help", NULL, "print help, of a command if there is one, and leave" },
	{ 'V', "version", NULL, "print the version and leave" },
	{ 0 },
};

const struct opt *
opt_by_letter(const struct cmd *cmd, char letter)
{
	const struct opt *lists[] = { cmd != NULL ? cmd->opts : NULL, global_opts };

	for (size_t l = 0; l < 2; l++)
		for (const struct opt *o = lists[l]; o != NULL && o->name != NULL; o++)
			if (o->id == (unsigned char)letter)
				return o;
	return NULL;
}

const struct opt *
opt_by_name(const struct cmd *cmd, const char *name, size_t len)
{
	const struct opt *lists[] = { cmd != NULL ? cmd->opts : NULL, global_opts };

	for (size_t l = 0; l < 2; l++)
		for (const struct opt *o = lists[l]; o != NULL && o->name != NULL; o++)
			if (strlen(o->name) == len && strncmp(o->name, name, len) == 0)
				return o;
	return NULL;
}

char *
opt_help(const struct opt *opt)
{
	return opt->help != NULL ? strdup(opt->help) : format_help();
}

/* -5, -0x1f and -inf are values, not options. */
static bool
is_number(const char *word)
{
	struct cmh_value value = CMH_VALUE_INIT;

	return cmh_value_parse(CMH_I64, word, &value, NULL) == CMH_OK ||
	       cmh_value_parse(CMH_DBL, word, &value, NULL) == CMH_OK;
}

bool
is_option(const char *word)
{
	return word[0] == '-' && word[1] != '\0' && !is_number(word);
}
