/* SPDX-License-Identifier: BSD-3-Clause */
/* set, inc, dec: change the value of a key. */
#include "change/apply.h"
#include "core/cmd.h"

/* Makes one change. */
static enum exit_code
run_change(struct app *app, struct change change)
{
	struct plan plan = PLAN_INIT;
	enum exit_code code = plan_add(&plan, change) ? change_apply(app, &plan) : app_no_memory(app);

	plan_clear(&plan);
	return code;
}

static enum exit_code
run_set(struct app *app, const struct args *args)
{
	struct change change = { .kind = CHANGE_SET, .key = args->word[0], .word = args->word[0] };

	if (args->n == 3 && (change.type = cmh_type_by_name(args->word[1])) == CMH_NONE)
		return app_fail_type(app, args->word[1]);
	change.text = args->word[args->n - 1];
	return run_change(app, change);
}

static enum exit_code
run_inc(struct app *app, const struct args *args)
{
	return run_change(app, (struct change){ .kind = CHANGE_STEP, .key = args->word[0], .word = args->word[0], .by = 1 });
}

static enum exit_code
run_dec(struct app *app, const struct args *args)
{
	return run_change(app, (struct change){ .kind = CHANGE_STEP, .key = args->word[0], .word = args->word[0], .by = -1 });
}

const struct cmd cmd_set = {
	.name = "set",
	.group = GROUP_CHANGE,
	.usage = "KEY [TYPE] VALUE",
	.kinds = "kTv",
	.summary = "set a key, creating it if needed",
	.about = "Without TYPE, the key keeps its type; changing the type needs confirmation. Write integers in decimal digits, or "
		 "in hexadecimal digits after 0x. Write a bin as 0x and hexadecimal digits, as @FILE, or as - for standard input. A "
		 "change applies to this node only, until corosync restarts or reloads its configuration.",
	.examples = { "set totem.token 5000", "set my.note str 'changed for the test'", "set -n totem.token 10000" },
	.see = "inc, dec, delete",
	.min = 2,
	.max = 3,
	.flags = CMD_MAP | CMD_WRITES,
	.prints = PRINTS_RECORDS,
	.run = run_set,
};

const struct cmd cmd_inc = {
	.name = "inc",
	.group = GROUP_CHANGE,
	.usage = "KEY",
	.kinds = "k",
	.summary = "add 1 to an integer key",
	.examples = { "inc my.counter", "inc --dry-run my.counter" },
	.see = "dec, set",
	.exits = { { EXIT_MISSING, "the key does not exist" } },
	.min = 1,
	.max = 1,
	.flags = CMD_MAP | CMD_WRITES | CMD_INTEGERS,
	.prints = PRINTS_RECORDS,
	.run = run_inc,
};

const struct cmd cmd_dec = {
	.name = "dec",
	.group = GROUP_CHANGE,
	.usage = "KEY",
	.kinds = "k",
	.summary = "subtract 1 from an integer key",
	.examples = { "dec my.counter", "dec --dry-run my.counter" },
	.see = "inc, set",
	.exits = { { EXIT_MISSING, "the key does not exist" } },
	.min = 1,
	.max = 1,
	.flags = CMD_MAP | CMD_WRITES | CMD_INTEGERS,
	.prints = PRINTS_RECORDS,
	.run = run_dec,
};
