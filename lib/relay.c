/* SPDX-License-Identifier: BSD-3-Clause */
#include "relay.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "array.h"

enum { LOOK_MS = 50 }; /* while the helper waits for names, it looks in such intervals whether it was given up */

struct relay {
	atomic_int refs;
	pthread_mutex_t lock;
	pthread_cond_t more;
	struct cmh_entries *batches; /* passed, and not yet taken from `first` on */
	size_t first, n, capacity;
	unsigned round;              /* how often the list has begun */
	bool ended;                  /* all names were passed */
	bool closed;                 /* no helper is to be started any more */
	struct conn *helper;         /* NULL: none was started, or the caller has it */
	struct job *job;
};

struct relay *
relay_new(void)
{
	struct relay *relay = calloc(1, sizeof(*relay));

	if (relay == NULL)
		return NULL;
	atomic_init(&relay->refs, 1);
	pthread_mutex_init(&relay->lock, NULL);
	pthread_cond_init(&relay->more, NULL);
	return relay;
}

struct relay *
relay_ref(struct relay *relay)
{
	atomic_fetch_add(&relay->refs, 1);
	return relay;
}

static void
drop_names(struct relay *relay)
{
	while (relay->first < relay->n)
		cmh_entries_clear(&relay->batches[relay->first++]);
	relay->first = relay->n = 0;
}

void
relay_unref(struct relay *relay)
{
	if (relay == NULL || atomic_fetch_sub(&relay->refs, 1) > 1)
		return;
	drop_names(relay);
	free(relay->batches);
	pthread_cond_destroy(&relay->more);
	pthread_mutex_destroy(&relay->lock);
	free(relay);
}

/* ---- the thread that lists ----------------------------------------------- */

void
relay_begin(struct relay *relay)
{
	pthread_mutex_lock(&relay->lock);
	drop_names(relay);
	relay->round++;
	pthread_mutex_unlock(&relay->lock);
}

bool
relay_attach(struct relay *relay, struct conn *helper, struct job *job)
{
	bool attached;

	pthread_mutex_lock(&relay->lock);
	attached = !relay->closed;
	if (attached) {
		relay->helper = helper;
		relay->job = job;
	}
	pthread_mutex_unlock(&relay->lock);
	return attached;
}

bool
relay_pass(struct relay *relay, struct cmh_entries *names)
{
	bool good;

	pthread_mutex_lock(&relay->lock);
	good = array_reserve(&relay->batches, &relay->capacity, relay->n + 1, sizeof(*relay->batches));
	if (good) {
		relay->batches[relay->n++] = *names;
		*names = (struct cmh_entries)CMH_ENTRIES_INIT;
		pthread_cond_signal(&relay->more);
	}
	pthread_mutex_unlock(&relay->lock);
	return good;
}

void
relay_end(struct relay *relay)
{
	pthread_mutex_lock(&relay->lock);
	relay->ended = true;
	pthread_cond_signal(&relay->more);
	pthread_mutex_unlock(&relay->lock);
}

/* Takes the next names, under the lock. */
static bool
take(struct relay *relay, struct cmh_entries *out)
{
	if (relay->first == relay->n)
		return false;
	*out = relay->batches[relay->first++];
	return true;
}

bool
relay_take_back(struct relay *relay, struct cmh_entries *out)
{
	bool taken;

	pthread_mutex_lock(&relay->lock);
	taken = take(relay, out);
	pthread_mutex_unlock(&relay->lock);
	return taken;
}

/* ---- the thread of the helper --------------------------------------------- */

/* Waits a while for names, under the lock. */
static void
wait_for_names(struct relay *relay)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += LOOK_MS * 1000000L;
	until.tv_sec += until.tv_nsec / 1000000000L;
	until.tv_nsec %= 1000000000L;
	pthread_cond_timedwait(&relay->more, &relay->lock, &until);
}

enum relay_next
relay_next(struct relay *relay, unsigned *round, atomic_bool *quit, struct cmh_entries *out)
{
	enum relay_next next;

	pthread_mutex_lock(&relay->lock);
	while (*round == relay->round && relay->first == relay->n && !relay->ended && !atomic_load(quit))
		wait_for_names(relay);
	if (*round != relay->round) {
		*round = relay->round;
		next = RELAY_AGAIN;
	} else if (take(relay, out))
		next = RELAY_NAMES;
	else
		next = relay->ended ? RELAY_END : RELAY_QUIT;
	pthread_mutex_unlock(&relay->lock);
	return next;
}

/* ---- the caller ------------------------------------------------------------ */

struct conn *
relay_close(struct relay *relay, struct job **job)
{
	struct conn *helper;

	pthread_mutex_lock(&relay->lock);
	helper = relay->helper;
	*job = relay->job;
	relay->helper = NULL;
	relay->job = NULL;
	relay->closed = true;
	pthread_mutex_unlock(&relay->lock);
	return helper;
}
