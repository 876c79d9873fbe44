/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * corosync keeps every report in its memory until the client reads it, without
 * a limit. So the connection's thread reads reports when they come, and the
 * limit is here.
 */
#include "feed.h"

#include <stdlib.h>

void
report_free(struct report *report)
{
	if (report == NULL)
		return;
	free(report->key);
	cmh_value_clear(&report->before);
	cmh_value_clear(&report->after);
	free(report);
}

void
feed_init(struct feed *feed)
{
	*feed = (struct feed){ .n = 0 };
	STAILQ_INIT(&feed->reports);
}

void
feed_clear(struct feed *feed)
{
	struct report *report;

	while ((report = feed_pop(feed)) != NULL)
		report_free(report);
	feed_init(feed);
}

bool
feed_is_empty(const struct feed *feed)
{
	return STAILQ_EMPTY(&feed->reports) && feed->dropped == 0 && !feed->lost;
}

void
feed_push(struct feed *feed, struct report *report)
{
	if (report == NULL || feed->n == FEED_MAX) {
		feed->dropped++;
		report_free(report);
		return;
	}
	STAILQ_INSERT_TAIL(&feed->reports, report, next);
	feed->n++;
}

struct report *
feed_pop(struct feed *feed)
{
	struct report *report = STAILQ_FIRST(&feed->reports);

	if (report != NULL) {
		STAILQ_REMOVE_HEAD(&feed->reports, next);
		feed->n--;
	}
	return report;
}

void
feed_move(struct feed *to, struct feed *from)
{
	STAILQ_CONCAT(&to->reports, &from->reports);
	to->n = from->n;
	to->dropped = from->dropped;
	to->lost = from->lost;
	feed_init(from);
}
