/* SPDX-License-Identifier: BSD-3-Clause */
/* Which editor opens a line of the prompt. */
#include "test.h"

#include <stdlib.h>

#include "prompt/editor.h"

static void
set(const char *variable, const char *value)
{
	if (value != NULL)
		setenv(variable, value, 1);
	else
		unsetenv(variable);
}

TEST(the_editor_is_VISUAL_or_EDITOR_or_vi)
{
	static const struct {
		const char *visual, *editor, *name;
	} rows[] = {
		{ "e", "f", "e" }, { "e", NULL, "e" }, { NULL, "f", "f" }, { "", "f", "f" }, { "gvim -f", "f", "gvim -f" },
		{ NULL, NULL, "vi" }, { "", "", "vi" },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		set("VISUAL", rows[i].visual);
		set("EDITOR", rows[i].editor);
		assert_string_equal(editor_name(), rows[i].name);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_editor_is_VISUAL_or_EDITOR_or_vi),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
