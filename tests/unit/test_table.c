/* SPDX-License-Identifier: BSD-3-Clause */
/* The table of commands is complete. */
#include "test.h"

#include <stdio.h>

#include "commands/table.h"
#include "str.h"
#include "text/words.h"

#define EACH_CMD(c) (const struct cmd *const *c = commands; *c != NULL; c++)

enum { SUMMARY_MAX = 60 };

static bool
is_name(const char *name)
{
	return name[0] != '\0' && strspn(name, "abcdefghijklmnopqrstuvwxyz-") == strlen(name) && name[0] != '-';
}

TEST(every_name_and_alias_exists_once)
{
	for EACH_CMD (c) {
		const struct cmd *cmd = *c;

		assert_true(is_name(cmd->name));
		if (cmd_by_name(commands, cmd->name) != cmd)
			FAIL_ROW("%s exists twice", cmd->name);
		if (cmd->alias != NULL && (!is_name(cmd->alias) || cmd_by_name(commands, cmd->alias) != cmd))
			FAIL_ROW("%s, an alias of %s, exists twice", cmd->alias, cmd->name);
	}
	assert_null(cmd_by_name(commands, ""));
	assert_null(cmd_by_name(commands, "ge")); /* names are not shortened here */
}

TEST(the_table_is_by_group_and_each_has_a_title)
{
	int group = 0;

	for EACH_CMD (c) {
		if ((int)(*c)->group < group || (*c)->group >= N_GROUPS)
			FAIL_ROW("%s is not in its group", (*c)->name);
		group = (*c)->group;
		assert_non_null(cmd_group_title((*c)->group));
	}
}

/* Whether a text begins with a verb in the imperative. A new verb comes into the list. */
static bool
begins_with_verb(const char *text)
{
	static const char verbs[] = " add change close compare continue count delete do draw exit explain find finish go leave list make open poll print "
				    "read refuse require reset run save set show skip start stop subtract use wait ";
	char *word = str_format(" %.*s ", (int)strcspn(text, " "), text);
	bool found = word != NULL && strstr(verbs, word) != NULL;

	free(word);
	return found;
}

TEST(every_summary_is_an_imperative_of_at_most_60_characters)
{
	for EACH_CMD (c) {
		const char *summary = (*c)->summary;

		if (summary == NULL || strlen(summary) > SUMMARY_MAX || !begins_with_verb(summary) ||
		    strpbrk(summary, "\n\t") != NULL || summary[strlen(summary) - 1] == '.')
			FAIL_ROW("%s: %s", (*c)->name, summary != NULL ? summary : "none");
	}
}

TEST(the_text_about_a_command_has_complete_sentences)
{
	for EACH_CMD (c) {
		const char *about = (*c)->about, *colon = about != NULL ? strrchr(about, ':') : NULL;

		if (about == NULL)
			continue;
		/* The last one may end with an example after a colon. */
		if (about[0] == ' ' || strstr(about, "  ") != NULL ||
		    (about[strlen(about) - 1] != '.' && (colon == NULL || strstr(colon, ". ") != NULL)))
			FAIL_ROW("%s: %s", (*c)->name, about);
	}
}

TEST(every_command_has_a_function_and_a_usage)
{
	for EACH_CMD (c) {
		const struct cmd *cmd = *c;
		bool takes = cmd->max != 0;

		if (cmd->run == NULL || cmd->usage == NULL || cmd->min < 0 || (cmd->max >= 0 && cmd->max < cmd->min))
			FAIL_ROW("%s is not complete", cmd->name);
		if (takes != (cmd->usage[0] != '\0'))
			FAIL_ROW("%s: the usage and the number of arguments do not agree", cmd->name);
		if (takes ? cmd->kinds == NULL || cmd->kinds[0] == '\0' || strspn(cmd->kinds, "pqkrstTvacefmMhwN-") != strlen(cmd->kinds)
			  : cmd->kinds != NULL && cmd->kinds[0] != '\0')
			FAIL_ROW("%s: what kinds of words does it take?", cmd->name);
		if (cmd->max > 0 && (int)strlen(cmd->kinds) > cmd->max)
			FAIL_ROW("%s: more kinds than words", cmd->name);
		if ((cmd->flags & CMD_WRITES) != 0 && (cmd->flags & CMD_MAP) == 0)
			FAIL_ROW("%s writes without a map", cmd->name);
		if (((cmd->flags & CMD_WRITES) != 0) != (cmd->group == GROUP_CHANGE))
			FAIL_ROW("%s: the group and the flags do not agree", cmd->name);
	}
}

/* Words in brackets are optional; ... is any number. */
TEST(the_usage_says_how_many_arguments_there_are)
{
	for EACH_CMD (c) {
		const struct cmd *cmd = *c;
		struct words words;
		int least = 0;
		bool optional = false;

		assert_true(words_split(cmd->usage, &words));
		for (size_t i = 0; i < words.n; i++) {
			optional |= words.v[i][0] == '[';
			least += !optional && strcmp(words.v[i], "&") != 0;
			optional &= strchr(words.v[i], ']') == NULL;
		}
		if (least != cmd->min)
			FAIL_ROW("%s %s: at least %d?", cmd->name, cmd->usage, cmd->min);
		if ((strstr(cmd->usage, "...") != NULL) != (cmd->max < 0) || (cmd->max >= 0 && (int)words.n != cmd->max))
			FAIL_ROW("%s %s: at most %d?", cmd->name, cmd->usage, cmd->max);
		words_clear(&words);
	}
}

TEST(every_command_has_an_example_and_all_can_be_parsed)
{
	for EACH_CMD (c) {
		const struct settings none = SETTINGS_INIT;

		if ((*c)->examples[0] == NULL)
			FAIL_ROW("%s has no example", (*c)->name);
		for (size_t i = 0; i < N_OF((*c)->examples) && (*c)->examples[i] != NULL; i++) {
			struct args_error error = { 0 };
			struct args args = { 0 };
			struct words words;

			assert_true(words_split((*c)->examples[i], &words));
			if (!args_parse(&args, commands, &none, (int)words.n, words.v, &error))
				FAIL_ROW("%s: %s", (*c)->examples[i], error.message);
			if (args.cmd != *c)
				FAIL_ROW("%s is no example of %s", (*c)->examples[i], (*c)->name);
			args_clear(&args);
			args_error_clear(&error);
			words_clear(&words);
		}
	}
}

/* Whether an option of `opts` before `end` has the letter or the name of `opt`. */
static bool
is_taken(const struct opt *opts, const struct opt *end, const struct opt *opt)
{
	for (const struct opt *o = opts; o != end && o->name != NULL; o++)
		if (strcmp(o->name, opt->name) == 0 || (o->id == opt->id && opt->id < 0x100))
			return true;
	return false;
}

static void
check_opts(const char *name, const struct opt *opts)
{
	for (const struct opt *o = opts; o->name != NULL; o++) {
		if (is_taken(opts, o, o) || (opts != global_opts && is_taken(global_opts, NULL, o)))
			FAIL_ROW("%s: --%s exists twice", name, o->name);
		char *help = opt_help(o);

		if (!is_name(o->name) || o->id == 0 || help == NULL || help[strlen(help) - 1] == '.')
			FAIL_ROW("%s: --%s is not complete", name, o->name);
		if (!begins_with_verb(help))
			FAIL_ROW("%s: --%s: \"%s\" does not begin with a known verb", name, o->name, help);
		if (strstr(help, "default") != NULL && (strstr(help, " (default") == NULL || help[strlen(help) - 1] != ')'))
			FAIL_ROW("%s: --%s: the default comes last, in parentheses", name, o->name);
		free(help);
		if (o->arg != NULL && strspn(o->arg, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != strlen(o->arg))
			FAIL_ROW("%s: --%s %s", name, o->name, o->arg);
	}
}

TEST(every_option_exists_once_and_has_a_text)
{
	check_opts("all", global_opts);
	for EACH_CMD (c) {
		size_t n = 0;

		if ((*c)->opts == NULL)
			continue;
		check_opts((*c)->name, (*c)->opts);
		while ((*c)->opts[n].name != NULL)
			n++;
		if (n > MAX_OPTS)
			FAIL_ROW("%s has %zu options: raise MAX_OPTS", (*c)->name, n);
	}
}

/* Whether the status is one of enum exit_code. */
static bool
is_exit_status(int code)
{
	return (code >= EXIT_DONE && code <= EXIT_PARTIAL) || code == EXIT_TIMEOUT || code == EXIT_INTERRUPTED;
}

TEST(every_command_names_its_exit_statuses)
{
	static const enum exit_code of_all[] = { EXIT_DONE, EXIT_USAGE, EXIT_ERROR };
	static const enum exit_code of_maps[] = { EXIT_UNREACHABLE, EXIT_REFUSED, EXIT_TIMEOUT, EXIT_INTERRUPTED };

	for EACH_CMD (c) {
		const struct cmd *cmd = *c;
		bool connects = (cmd->flags & CMD_MAP) != 0 || strcmp(cmd->name, "open") == 0 || strcmp(cmd->name, "nodes") == 0;
		bool foreign = (cmd->flags & CMD_FOREIGN) != 0; /* has the statuses of the other program */
		bool repeats = (cmd->flags & CMD_REPEATS) != 0; /* refuses changes, and ends by Ctrl-C */
		bool explains = strcmp(cmd->name, "explain") == 0; /* goes on without corosync, unless it is interrupted */

		for (size_t i = 0; i < N_OF(of_all); i++)
			if ((cmd_exit_text(cmd, of_all[i]) != NULL) != (!foreign || of_all[i] == EXIT_DONE))
				FAIL_ROW("%s: status %d", cmd->name, of_all[i]);
		for (size_t i = 0; i < N_OF(of_maps); i++)
			if ((connects || ((explains || repeats) && of_maps[i] == EXIT_INTERRUPTED) || (repeats && of_maps[i] == EXIT_REFUSED)) != (cmd_exit_text(cmd, of_maps[i]) != NULL))
				FAIL_ROW("%s: status %d", cmd->name, of_maps[i]);
		if ((cmd->flags & (CMD_NODES | CMD_ALL_NODES)) != 0 && strstr(cmd_exit_text(cmd, EXIT_PARTIAL), CMD_SOME_NODES) == NULL)
			FAIL_ROW("%s: status %d", cmd->name, EXIT_PARTIAL);
		for (size_t i = 0; cmd->exits[i].when != NULL; i++) {
			const struct cmd_exit *e = &cmd->exits[i];

			if (i >= MAX_EXITS || !is_exit_status((int)e->code) || strlen(e->when) > 70 || strpbrk(e->when, "\n.") != NULL)
				FAIL_ROW("%s: status %d: %s", cmd->name, e->code, e->when);
			if (i > 0 && e->code <= cmd->exits[i - 1].code)
				FAIL_ROW("%s: status %d is not in order", cmd->name, e->code);
		}
		for (int code = 0; code < 256; code++)
			if (!is_exit_status(code))
				assert_null(cmd_exit_text(cmd, code));
	}
}

TEST(every_command_refers_to_others_that_exist)
{
	for EACH_CMD (c) {
		char *see = strdup((*c)->see != NULL ? (*c)->see : ""), *rest = see, *name;

		while ((name = strtok_r(rest, ", ", &rest)) != NULL)
			if (cmd_by_name(commands, name) == NULL || cmd_by_name(commands, name) == *c)
				FAIL_ROW("%s refers to %s", (*c)->name, name);
		free(see);
	}
}

TEST(every_command_prints_text)
{
	for EACH_CMD (c) {
		if (!format_can_print(&format_text, (*c)->prints))
			FAIL_ROW("%s: what does it print?", (*c)->name);
		if (((*c)->flags & CMD_WRITES) != 0 && (*c)->prints != PRINTS_RECORDS)
			FAIL_ROW("%s: changes are records", (*c)->name);
	}
}

TEST(the_types_in_hints_are_those_of_the_library)
{
	char types[200] = "";

	for (int type = CMH_I8; type <= CMH_TYPE_MAX; type++) {
		size_t len = strlen(types);

		snprintf(types + len, sizeof(types) - len, "%s%s", len > 0 ? " " : "", cmh_type_name(type));
	}
	assert_string_equal(APP_TYPES, types);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_name_and_alias_exists_once),
		cmocka_unit_test(the_table_is_by_group_and_each_has_a_title),
		cmocka_unit_test(every_summary_is_an_imperative_of_at_most_60_characters),
		cmocka_unit_test(the_text_about_a_command_has_complete_sentences),
		cmocka_unit_test(every_command_has_a_function_and_a_usage),
		cmocka_unit_test(the_usage_says_how_many_arguments_there_are),
		cmocka_unit_test(every_command_has_an_example_and_all_can_be_parsed),
		cmocka_unit_test(every_option_exists_once_and_has_a_text),
		cmocka_unit_test(every_command_names_its_exit_statuses),
		cmocka_unit_test(every_command_refers_to_others_that_exist),
		cmocka_unit_test(every_command_prints_text),
		cmocka_unit_test(the_types_in_hints_are_those_of_the_library),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
