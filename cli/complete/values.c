/* SPDX-License-Identifier: BSD-3-Clause */
#include "complete/values.h"

#include <stdlib.h>
#include <string.h>

#include "know/key.h"
#include "str.h"
#include "task/condition.h"

#define NOW "the value now"

/*
 * Whether a value can be a candidate. Shells may need quotes for what is more than a
 * word. The prompt quotes it, but what cmh_value_text() had to quote is not a candidate.
 */
static bool
can_be_offered(const struct completion_context *ctx, const char *text)
{
	if (text[0] == '\0' || text[0] == '"')
		return false;
	return ctx->mode == MODE_PROMPT || (text[condition_name_length(text)] == '\0' && strchr(text, '*') == NULL);
}

/* Reads the current value. The caller frees it. NULL: it is secret, not known, or cannot be a candidate. */
static char *
current_value(const struct completion_context *ctx, const char *key)
{
	struct cmh_value value = CMH_VALUE_INIT;
	char *text = NULL;

	if (ctx->source->value == NULL || cmh_key_is_secret(key) || cmh_name_check(key, NULL) != CMH_OK)
		return NULL;
	if (ctx->source->value(ctx->source->arg, ctx->map, key, &value))
		text = cmh_value_text(&value);
	cmh_value_clear(&value);
	if (text != NULL && can_be_offered(ctx, text))
		return text;
	free(text);
	return NULL;
}

bool
offer_current_value(struct completion_context *ctx, const char *key)
{
	char *now = current_value(ctx, key);
	bool good = now == NULL || offer_matching(ctx, now, NOW);

	free(now);
	return good;
}

/* What is known of one of the usual values. NULL: nothing. */
static const char *
usual_note(const struct key_info *info, const char *value, const char *now)
{
	if (now != NULL && strcmp(value, now) == 0)
		return NOW;
	return info->by_default[0] != '\0' && strcmp(value, info->by_default) == 0 ? "the default" : NULL;
}

/* Offers the usual values. *has_now: `now` is one of them. */
static bool
offer_usual_values(struct completion_context *ctx, const struct key_info *info, const char *now, bool *has_now)
{
	bool good = true;

	for (const char *list = info->values; *list != '\0' && good; list += strspn(list, " ")) {
		size_t len = strcspn(list, " ");
		char *one = str_copy_n(list, len);

		good = one != NULL && offer_matching(ctx, one, usual_note(info, one, now));
		*has_now |= one != NULL && now != NULL && strcmp(one, now) == 0;
		free(one);
		list += len;
	}
	return good;
}

bool
offer_values_of(struct completion_context *ctx, const char *key)
{
	const struct key_info *info = key_info_find(key);
	char *now = current_value(ctx, key);
	bool good = true, has_now = now == NULL;

	if (info != NULL && info->values[0] != '\0')
		good = offer_usual_values(ctx, info, now, &has_now);
	if (good && !has_now)
		good = offer_matching(ctx, now, NOW);
	free(now);
	return good;
}
