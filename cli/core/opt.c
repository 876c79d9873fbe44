/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/opt.h"

#include <string.h>

#include "cmh.h"
#include "core/cmd.h"
#include "output/format.h"
#include "str.h"

const struct opt global_opts[] = {
	{ 'm', "map", "SPEC", "use live, icmap, stats, @NODE, a file or a report (default live)", KIND_SPEC },
	{ 'N', "nodes", "LIST", "use the maps of these nodes: all, or node[1-3],db1", KIND_NODES },
	{ OPT_FOLD, "fold", NULL, "print equal answers of nodes once (with -N)" },
	{ 'o', "output", "FORMAT", NULL, KIND_FORMAT },
	{ 'j', "json", NULL, "print JSON, like --output json" },
	{ 'q', "quiet", NULL, "print only values, one per line, and no notes" },
	{ 't', "timeout", "SEC", "stop waiting for corosync after SEC seconds (default 10)" },
	{ 'n', "dry-run", NULL, "show what would change, without changing it" },
	{ 'y', "yes", NULL, "make risky changes without asking" },
	{ OPT_READ_ONLY, "read-only", NULL, "refuse every change" },
	{ OPT_RESTRICTED, "restricted", NULL, "start no program, write no file, read only maps named here" },
	{ OPT_SHOW_SECRETS, "show-secrets", NULL, "print secret values instead of " CMH_MASK },
	{ OPT_TIME, "time", NULL, "print how long a command took, and how many requests it sent" },
	{ OPT_COLOR, "color", "WHEN", "use colors: auto, always or never (default auto)", KIND_COLOR },
	{ 'f', "file", "FILE", "run the commands in FILE, one per line; - is standard input", KIND_FILE },
	{ 'k', "keep-going", NULL, "continue a script after an error" },
	{ OPT_NO_RC, "no-rc", NULL, "do not read the start-up file of the prompt" },
	{ 'h', "help", NULL, "print help for COMMAND, or for cmapsh, and exit" },
	{ 'V', "version", NULL, "print the version and exit" },
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

bool
opt_begins(const struct cmd *cmd, const char *beginning)
{
	const struct opt *lists[] = { cmd != NULL ? cmd->opts : NULL, global_opts };

	for (size_t l = 0; l < 2; l++)
		for (const struct opt *o = lists[l]; o != NULL && o->name != NULL; o++)
			if (strncmp(o->name, beginning, strlen(beginning)) == 0)
				return true;
	return false;
}

char *
opt_help(const struct opt *opt)
{
	return opt->help != NULL ? str_copy(opt->help) : format_help();
}

/* Whether a word is a number: -5, -0x1f and -inf are values, not options. */
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
	/* -#2 and -@NODE are maps on standard input. */
	return word[0] == '-' && word[1] != '\0' && word[1] != '#' && word[1] != '@' && !is_number(word);
}
