/* SPDX-License-Identifier: BSD-3-Clause */
/* Durations. */
#include "test.h"

#include <limits.h>

#include "text/duration.h"
#include "text/time.h"

TEST(a_duration_is_read_as_a_number_with_a_unit)
{
	static const struct {
		const char *text;
		unsigned ms;
	} rows[] = {
		{ "500ms", 500 },
		{ "0ms", 0 },
		{ "2s", 2000 },
		{ "1.5s", 1500 },
		{ "0.001s", 1 },
		{ "3m", 180000 },
		{ "0.5m", 30000 },
		{ "1h", 3600000 },
		{ "0.125h", 450000 },
		{ "0.0000025h", 9 },
		{ "5", 5000 },
		{ "0", 0 },
		{ "0.25", 250 },
		{ "007", 7000 },
		{ "1.50000000000000000000000000", 1500 },
		{ "2.000ms", 2 },
		{ "4294967295ms", UINT_MAX },
		{ "4294967.295", UINT_MAX },
		{ "1193h", 4294800000 },
		{ "00000000000000000000000000000000001s", 1000 },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct cmh_error err = CMH_ERROR_INIT;
		unsigned ms = 12345;

		if (!duration_parse(rows[i].text, &ms, &err) || ms != rows[i].ms)
			FAIL_ROW("%s: %u %s", rows[i].text, ms, err.message != NULL ? err.message : "");
		assert_null(err.message);
	}
}

TEST(an_invalid_duration_is_rejected_with_a_reason)
{
	static const struct {
		const char *text, *why; /* a part of the message */
	} rows[] = {
		{ "", "not a duration" },
		{ "s", "not a duration" },
		{ ".5s", "not a duration" },
		{ "5.", "not a duration" },
		{ "5.s", "not a duration" },
		{ "-1s", "not a duration" },
		{ "+1s", "not a duration" },
		{ " 1s", "not a duration" },
		{ "1s ", "not a duration" },
		{ "1 s", "not a duration" },
		{ "1S", "not a duration" },
		{ "1d", "not a duration" },
		{ "1m30s", "not a duration" },
		{ "1e3", "not a duration" },
		{ "0x10", "not a duration" },
		{ "1,5s", "not a duration" },
		{ "inf", "not a duration" },
		{ "0.5ms", "finer than a millisecond" },
		{ "0.0001", "finer than a millisecond" },
		{ "1.0000000000000000000000000001h", "finer than a millisecond" },
		{ "4294967296ms", "too long" },
		{ "4294967.296", "too long" },
		{ "1194h", "too long" },
		{ "18446744073709551616ms", "too long" },
		{ "99999999999999999999999999999999999h", "too long" },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct cmh_error err = CMH_ERROR_INIT;
		unsigned ms = 12345;

		if (duration_parse(rows[i].text, &ms, &err))
			FAIL_ROW("\"%s\" is taken as %u", rows[i].text, ms);
		if (err.status != CMH_INVALID || strstr(cmh_error_message(&err), rows[i].why) == NULL || err.hint == NULL)
			FAIL_ROW("\"%s\": %s", rows[i].text, cmh_error_message(&err));
		assert_int_equal(ms, 12345);
		assert_false(duration_parse(rows[i].text, &ms, NULL));
		cmh_error_clear(&err);
	}
}

TEST(the_time_of_a_snapshot_is_read_back)
{
	static const struct { const char *text; long long s; long ns; } times[] = {
		{ "1970-01-01T00:00:00.000000+00:00", 0, 0 },
		{ "2026-01-31T12:00:00.123456+01:00", 1769857200, 123456000 },
		{ "2026-01-31T06:30:00.5-04:30", 1769857200, 500000000 },
		{ "2026-01-31T11:00:00+00:00", 1769857200, 0 },
	};
	static const char *const wrong[] = { "", "2026-01-31", "2026-01-31T12:00:00", "2026-01-31T12:00:00.1+01:00x", "yesterday" };
	struct timespec time;

	for (size_t i = 0; i < N_OF(times); i++)
		if (!time_parse(times[i].text, &time) || time.tv_sec != times[i].s || time.tv_nsec != times[i].ns)
			FAIL_ROW("%s: %lld", times[i].text, (long long)time.tv_sec);
	for (size_t i = 0; i < N_OF(wrong); i++)
		assert_false(time_parse(wrong[i], &time));
}

TEST(an_age_has_two_of_its_unit_at_least)
{
	static const struct { long long s; const char *age; } ages[] = {
		{ -5, "0 s" }, { 0, "0 s" }, { 119, "119 s" }, { 120, "2 min" }, { 7199, "119 min" }, { 7200, "2 h" }, { 172799, "47 h" },
		{ 172800, "2 days" }, { 8640000, "100 days" },
	};

	for (size_t i = 0; i < N_OF(ages); i++) {
		char *age = time_age(ages[i].s);

		assert_string_equal(age, ages[i].age);
		free(age);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_duration_is_read_as_a_number_with_a_unit),
		cmocka_unit_test(an_invalid_duration_is_rejected_with_a_reason),
		cmocka_unit_test(the_time_of_a_snapshot_is_read_back),
		cmocka_unit_test(an_age_has_two_of_its_unit_at_least),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
