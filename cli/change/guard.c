/* SPDX-License-Identifier: BSD-3-Clause */
#include "change/guard.h"

#include <inttypes.h>
#include <string.h>

#include "know/key.h"
#include "know/metric.h"

/* Marks a number that corosync accepts, but which is hardly meant: 27 hours without the token. 0 is often the default. */
static void
guard_number(struct change *change, const struct key_info *info)
{
	const uint64_t value = change->after.u, min = (uint64_t)info->usual_min, max = (uint64_t)info->usual_max;
	bool is_default = value == 0 && (info->flags & KEY_ZERO_IS_DEFAULT) != 0;

	if (max > 0 && !is_default && (value < min || value > max))
		change_note_risk(change, "%" PRIu64 " is unusual: the usual values are %" PRIu64 " to %" PRIu64 "%s%s", value, min, max,
				 metric_unit_text(info) != NULL ? " " : "", metric_unit_text(info) != NULL ? metric_unit_text(info) : "");
}

/* Marks a word that corosync may not know. */
static void
guard_word(struct change *change, const struct key_info *info)
{
	const char *text;
	size_t len;

	if (info->values[0] == '\0' || cmh_value_string(&change->after, &text, NULL) != CMH_OK)
		return;
	len = strlen(text);
	for (const char *word = info->values; *word != '\0'; word += strspn(word, " ")) {
		size_t n = strcspn(word, " ");

		if (n == len && strncmp(word, text, n) == 0)
			return;
		word += n;
	}
	change_note_risk(change, "\"%s\" is not one of the usual values: %s", text, info->values);
}

/* Marks the deletion of a setting of corosync.conf. */
static void
guard_deletion(struct change *change, const struct key_info *info)
{
	if (info->effect != EFFECT_AT_ONCE)
		change_note_risk(change, "corosync goes on with the value that it has, but programs that read the key miss it");
	else if (info->by_default[0] != '\0')
		change_note_risk(change, "without the key, corosync uses its default of %s", info->by_default);
	else
		change_note_risk(change, "without the key, corosync uses its default");
}

void
guard_change(struct change *change)
{
	const struct key_info *info = key_info_exact(change->key);

	if (info == NULL || info->section[0] == '\0')
		return;
	if (change->kind == CHANGE_DELETE)
		guard_deletion(change, info);
	else if (cmh_type_is_integer(change->after.type))
		guard_number(change, info);
	else
		guard_word(change, info);
}
