/* SPDX-License-Identifier: BSD-3-Clause */
/* explain of a code of status. */
#include "commands/explain.h"
#include "know/finding.h"
#include "output/card.h"
#include "output/field.h"
#include "output/output.h"

bool
explain_finding(struct app *app, const char *code)
{
	const struct finding_rule *rule = finding_rule_find(code);
	struct output *out = &app->render;

	if (rule == NULL)
		return false;
	if (output_is_text(out)) {
		card_title(out, rule->code, finding_level_name(rule->level), rule->meaning);
		card_row(out, "why", rule->why);
		card_row(out, "cause", rule->cause);
		card_row(out, "keys", rule->keys);
		card_row(out, "way out", rule->advice);
	} else {
		const struct field fields[] = {
			field_text("code", rule->code),	  field_text("level", finding_level_name(rule->level)),
			field_text("meaning", rule->meaning), field_text("why", rule->why),
			field_text("cause", rule->cause), field_text("keys", rule->keys),
			field_text("advice", rule->advice),
		};

		output_record(out, FIELDS(fields));
	}
	return true;
}
