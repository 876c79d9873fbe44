/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/help.h"

#include <stdlib.h>
#include <string.h>

#include "core/help_topic.h"
#include "core/opt.h"
#include "text/wrap.h"

enum { INDENT = 22 };

static void
print_opts(FILE *out, const struct opt *opts)
{
	for (const struct opt *o = opts; o->name != NULL; o++) {
		char left[64], *help;

		if (o->id < 0x100)
			snprintf(left, sizeof(left), "-%c, --%s%s%s", o->id, o->name, o->arg != NULL ? " " : "",
				 o->arg != NULL ? o->arg : "");
		else
			snprintf(left, sizeof(left), "    --%s%s%s", o->name, o->arg != NULL ? " " : "", o->arg != NULL ? o->arg : "");
		help = opt_help(o);
		wrap_row(out, left, INDENT, help != NULL ? help : "out of memory");
		free(help);
	}
}

static void
print_exits(FILE *out, const struct cmd *cmd)
{
	for (int code = 0; code <= EXIT_INTERRUPTED; code++) {
		const char *when = cmd_exit_text(cmd, code);

		if (when != NULL)
			fprintf(out, "  %-3d  %s\n", code, when);
	}
}

/* Returns where a command works. Static. */
static const char *
place(const struct cmd *cmd)
{
	return (cmd->flags & CMD_PROMPT) != 0	? "   (at the prompt)"
	       : (cmd->flags & CMD_SESSION) != 0 ? "   (at the prompt and in scripts)"
						 : "";
}

static void
print_command(FILE *out, const struct cmd *cmd)
{
	fprintf(out, "usage: %s%s%s%s%s%s\n\n", cmd_prefix(cmd), cmd->name, cmd->opts != NULL ? " [OPTION]..." : "",
		cmd->usage[0] != '\0' ? " " : "", cmd->usage, place(cmd));
	fprintf(out, "%s: ", cmd->name);
	wrap_print(out, cmd->summary, (int)strlen(cmd->name) + 2, 0);
	if (cmd->about != NULL)
		wrap_print(out, cmd->about, 0, 0);
	if (cmd->alias != NULL)
		fprintf(out, "Alias: %s\n", cmd->alias);
	if (cmd->opts != NULL) {
		fputs("\nOptions (global options: cmapsh help)\n", out);
		print_opts(out, cmd->opts);
	}
	fputs("\nExamples\n", out);
	for (size_t i = 0; i < sizeof(cmd->examples) / sizeof(cmd->examples[0]) && cmd->examples[i] != NULL; i++)
		fprintf(out, "  %s%s\n", cmd_prefix(cmd), cmd->examples[i]);
	fputs("\nExit status\n", out);
	print_exits(out, cmd);
	if (cmd->see != NULL)
		fprintf(out, "\nSee also: %s\n", cmd->see);
}

static void
print_program(FILE *out, const struct cmd *const *commands)
{
	fputs("usage: cmapsh [OPTION]... [COMMAND [ARG]...]\n"
	      "       cmapsh [OPTION]... -f FILE\n\n"
	      "Inspects, monitors and changes Corosync's configuration map (cmap). Without\n"
	      "COMMAND, opens a prompt if standard input is a terminal; if not, reads commands\n"
	      "from there.\n", out);
	for (int group = 0; group < N_GROUPS; group++) {
		fprintf(out, "\n%s\n", cmd_group_title(group));
		for (const struct cmd *const *c = commands; *c != NULL; c++)
			if ((int)(*c)->group == group)
				wrap_row(out, (*c)->name, INDENT, (*c)->summary);
	}
	fputs("\nOptions, before or after the command\n", out);
	print_opts(out, global_opts);
	fputs("\nTopics: cmapsh help TOPIC\n", out);
	for (const struct help_topic *topic = help_topics; topic->name != NULL; topic++)
		wrap_row(out, topic->name, INDENT, topic->summary);
	fputs("\nHelp for a command or a key: cmapsh help COMMAND, cmapsh help KEY\n", out);
}

void
help_print(FILE *out, const struct cmd *const *commands, const struct cmd *cmd)
{
	if (cmd != NULL)
		print_command(out, cmd);
	else
		print_program(out, commands);
}
