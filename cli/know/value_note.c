/* SPDX-License-Identifier: BSD-3-Clause */
#include "know/value_note.h"

#include <stdlib.h>
#include <string.h>

#include "know/metric.h"
#include "str.h"
#include "text/time.h"

#define OF_A_LINK "stats.knet.node*.link*."

char *
value_note_link(const char *key, const struct key_info *info)
{
	if (info == NULL || strncmp(info->pattern, OF_A_LINK "latency_", strlen(OF_A_LINK "latency_")) != 0 ||
	    strcmp(info->pattern, OF_A_LINK "latency_samples") == 0)
		return NULL;
	return key_fill(OF_A_LINK "connected", info->pattern, key);
}

/* A time, and how long ago it was by the clock of this host. "": no calendar has it. */
static char *
time_note(uint64_t ms)
{
	struct timespec now = { .tv_sec = 0 };
	char *date, *age, *note;

	clock_gettime(CLOCK_REALTIME, &now);
	if (ms > (uint64_t)now.tv_sec * 1000 + 999)
		return time_date(&(struct timespec){ .tv_sec = (time_t)(ms / 1000) });
	date = time_date(&(struct timespec){ .tv_sec = (time_t)(ms / 1000) });
	age = time_age(now.tv_sec - (int64_t)(ms / 1000));
	note = date != NULL && age != NULL ? str_format("%s, %s ago", date, age) : NULL;
	free(date);
	free(age);
	return note;
}

char *
value_note(const char *key, const struct key_info *info, const struct cmh_value *value, const struct cmh_value *link, bool *instead)
{
	const struct cmh_error_info *error;
	uint64_t connected;
	bool ignored;

	instead = instead != NULL ? instead : &ignored;
	*instead = true;
	if (info == NULL)
		return NULL;
	if (info->unit == UNIT_EPOCH_MS && value->type == CMH_U64)
		return time_note(value->u);
	if (info->metric.kind != METRIC_NONE && metric_fits(info, value) && !metric_is_sample(info, value))
		return str_copy("no sample yet");
	*instead = false;
	if (strcmp(key, "config.reload_status") == 0 && value->type == CMH_I32)
		return (error = cmh_error_by_number((int)value->i)) != NULL ? str_copy(error->symbol) : NULL;
	if (link != NULL && cmh_value_uint64(link, &connected, NULL) == CMH_OK && connected == 0)
		return str_copy("old: the link is down");
	return NULL;
}

/* Whether a word is in a list, with spaces between its words. */
static bool
is_listed(const char *list, const char *word, size_t len)
{
	for (; *list != '\0'; list += strspn(list, " ")) {
		size_t n = strcspn(list, " ");

		if (n == len && strncmp(list, word, len) == 0)
			return true;
		list += n;
	}
	return false;
}

bool
value_note_is_bad(const char *key, const struct cmh_value *value)
{
	const struct key_info *info = key_info_exact(key);
	size_t healthy;
	char *text;
	bool bad;

	if (info == NULL || info->effect != EFFECT_REPORT || info->values[0] == '\0' || info->healthy[0] == '\0')
		return false;
	/* The text may have more after a semicolon. It has several values where none is the only one. */
	healthy = strcspn(info->healthy, ";");
	text = is_listed(info->values, info->healthy, healthy) ? cmh_value_text(value) : NULL;
	bad = text != NULL && (strlen(text) != healthy || strncmp(text, info->healthy, healthy) != 0);
	free(text);
	return bad;
}
