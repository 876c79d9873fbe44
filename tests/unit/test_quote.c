/* SPDX-License-Identifier: BSD-3-Clause */
/* What is stored in the map never reaches a terminal as more than text, and reads back. */
#include "test.h"

#include "cmh_private.h"
#include "quote.h"
#include "text/words.h"

/* Whether a byte may stand in what is shown: no control character of ASCII. */
static bool
is_printable(const char *text)
{
	for (; *text != '\0'; text++)
		if ((unsigned char)*text < 0x20 || *text == 0x7f)
			return false;
	return true;
}

static char *
shown(const char *bytes, size_t len)
{
	struct cmh_value value = { .type = CMH_STR, .len = len, .bytes = (char *)bytes };
	char *text = cmh_value_text(&value);

	assert_non_null(text);
	return text;
}

TEST(a_text_without_danger_is_not_quoted)
{
	static const char *const texts[] = {
		"",
		"plain",
		"two words",
		"it's \"quoted\" inside",
		"back\\slash",
		"=,;#$`'{}[]()<>|&*?!~",
		"\xc3\xa9\xc3\xbc\xe2\x82\xac",	 /* é ü € */
		"\xf0\x9f\x98\x80",		 /* beyond the first plane */
		"\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", /* right to left by itself */
		"\xc2\xa0",			 /* U+00A0, the first after the C1 controls */
		"\xf4\x8f\xbf\xbd",		 /* U+10FFFD */
	};
	for (size_t i = 0; i < N_OF(texts); i++) {
		char *text = shown(texts[i], strlen(texts[i]));

		assert_string_equal(text, texts[i]);
		free(text);
	}
}

TEST(a_text_with_danger_is_quoted)
{
	static const struct {
		const char *text, *quoted;
	} rows[] = {
		{ "a\nb", "\"a\\nb\"" },
		{ "\t", "\"\\t\"" },
		{ "\r", "\"\\r\"" },
		{ "\033[2J", "\"\\x1b[2J\"" },
		{ "\a", "\"\\x07\"" },
		{ "\x7f", "\"\\x7f\"" },
		{ "\"", "\"\\\"\"" },
		{ "\"looks quoted\"", "\"\\\"looks quoted\\\"\"" },
		{ "a\\\n", "\"a\\\\\\n\"" },
		{ "\xc2\x9b" "2J", "\"\\xc2\\x9b2J\"" },      /* C1: CSI */
		{ "\xc2\x85", "\"\\xc2\\x85\"" },	      /* C1: next line */
		{ "\xe2\x80\xa8", "\"\\xe2\\x80\\xa8\"" },    /* line separator */
		{ "\xe2\x80\xa9", "\"\\xe2\\x80\\xa9\"" },    /* paragraph separator */
		{ "\xe2\x80\xae" "x", "\"\\xe2\\x80\\xaex\"" }, /* right-to-left override */
		{ "\xe2\x81\xa6", "\"\\xe2\\x81\\xa6\"" },    /* left-to-right isolate */
		{ "\x80", "\"\\x80\"" },		      /* only a continuation byte */
		{ "\xc3", "\"\\xc3\"" },		      /* cut short */
		{ "\xc3" "A", "\"\\xc3A\"" },
		{ "\xe2\x82", "\"\\xe2\\x82\"" },
		{ "\xc0\xaf", "\"\\xc0\\xaf\"" },	      /* overlong */
		{ "\xe0\x80\xaf", "\"\\xe0\\x80\\xaf\"" },
		{ "\xf0\x82\x82\xac", "\"\\xf0\\x82\\x82\\xac\"" },
		{ "\xed\xa0\x80", "\"\\xed\\xa0\\x80\"" },    /* a surrogate */
		{ "\xf4\x90\x80\x80", "\"\\xf4\\x90\\x80\\x80\"" }, /* beyond Unicode */
		{ "\xff\xfe", "\"\\xff\\xfe\"" },
		{ "\xc3\xa9\n\xc3\xa9", "\"\xc3\xa9\\n\xc3\xa9\"" }, /* what is no danger stays */
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		char *text = shown(rows[i].text, strlen(rows[i].text));

		if (strcmp(text, rows[i].quoted) != 0)
			FAIL_ROW("row %zu: %s, not %s", i, text, rows[i].quoted);
		free(text);
	}
}

TEST(every_character_that_turns_the_direction_of_writing_is_quoted)
{
	/* The property Bidi_Control of Unicode. */
	static const char *const controls[] = {
		"\xd8\x9c",	/* U+061C */
		"\xe2\x80\x8e", "\xe2\x80\x8f", /* U+200E, U+200F */
		"\xe2\x80\xaa", "\xe2\x80\xab", "\xe2\x80\xac", "\xe2\x80\xad", "\xe2\x80\xae", /* U+202A … U+202E */
		"\xe2\x81\xa6", "\xe2\x81\xa7", "\xe2\x81\xa8", "\xe2\x81\xa9",		       /* U+2066 … U+2069 */
	};
	for (size_t i = 0; i < N_OF(controls); i++)
		if (!quote_needed(controls[i], strlen(controls[i])))
			FAIL_ROW("row %zu is not quoted", i);
}

TEST(every_byte_is_shown_in_one_line_and_reads_back)
{
	for (int c = 0; c < 256; c++) {
		char byte = (char)c, again = 0, *text = cmh_quote(&byte, 1);
		const char *at = text + 2;

		assert_non_null(text);
		assert_true(is_printable(text));
		assert_int_equal(text[0], '"');
		assert_int_equal(text[strlen(text) - 1], '"');
		if (text[1] == '\\') {
			assert_true(cmh_unquote_char(&at, &again));
			assert_string_equal(at, "\"");
		} else {
			again = text[1];
			assert_int_equal(strlen(text), 3);
		}
		assert_int_equal(again, byte);
		assert_int_equal(quote_needed(&byte, 1), c < 0x20 || c >= 0x7f || c == '"');
		free(text);
	}
}

TEST(a_quoted_text_is_one_word_that_reads_back)
{
	uint64_t seed = 0x5eed;

	for (int round = 0; round < 3000; round++) {
		char bytes[40], *text;
		size_t len = next_random(&seed) % sizeof(bytes);
		struct words words;

		for (size_t i = 0; i < len; i++) {
			/* Now and then the bytes that mean something to one side or the other. */
			static const char special[] = "\"\\'\n\t\rxn# \xc3\xa9\xe2\x80";
			uint64_t r = next_random(&seed);

			bytes[i] = r % 3 == 0 ? special[r / 3 % (sizeof(special) - 1)] : (char)(r / 3 % 255 + 1);
		}
		text = cmh_quote(bytes, len);
		assert_non_null(text);
		if (!is_printable(text) || !words_split(text, &words) || words.n != 1 || strlen(words.v[0]) != len ||
		    memcmp(words.v[0], bytes, len) != 0)
			FAIL_ROW("round %d: %s", round, text);
		words_clear(&words);
		free(text);
	}
}

TEST(only_escapes_that_are_written_are_read)
{
	static const char *const bad[] = { "", "a", "0", "X41", "x", "x4", "xg1", "x1g", "u0041", "'", " " };

	for (size_t i = 0; i < N_OF(bad); i++) {
		const char *at = bad[i];
		char byte = 'k';

		assert_false(cmh_unquote_char(&at, &byte));
		assert_ptr_equal(at, bad[i]);
	}
	for (int c = 0; c < 256; c++) {
		static const char digits[] = "0123456789ABCDEF";
		char escape[] = { 'x', digits[c >> 4], digits[c & 15], '7', '\0' }, byte;
		const char *at = escape;

		assert_true(cmh_unquote_char(&at, &byte));
		assert_int_equal((unsigned char)byte, c);
		assert_string_equal(at, "7");
	}
}

TEST(characters_are_decoded_and_invalid_bytes_are_detected)
{
	static const struct { const char *bytes; size_t len; uint32_t c; bool plain; } rows[] = {
		{ "a", 1, 'a', true },		      { "\n", 1, '\n', false },
		{ "\x7f", 1, 0x7f, false },	      { "\xc3\xa4z", 2, 0xe4, true },
		{ "\xc2\x9b", 2, 0x9b, false },	      { "\xe2\x80\xae", 3, 0x202e, false },
		{ "\xef\xbf\xbd", 3, 0xfffd, true }, { "\xf0\x9d\x84\x9e", 4, 0x1d11e, true },
		{ "\xff", 0, 0, false },	      { "\x80", 0, 0, false },
		{ "\xc3", 0, 0, false },	      { "\xc0\xaf", 0, 0, false },
		{ "\xed\xa0\x80", 0, 0, false },    { "\xf4\x90\x80\x80", 0, 0, false },
	};

	for (size_t i = 0; i < N_OF(rows); i++) {
		uint32_t c = 0;
		bool plain = !rows[i].plain;
		size_t len = cmh_utf8_decode(rows[i].bytes, strlen(rows[i].bytes), &c, &plain);

		if (len != rows[i].len || plain != rows[i].plain || (len > 0 && c != rows[i].c))
			FAIL_ROW("row %zu: length %zu, character %x", i, len, (unsigned)c);
	}
}

TEST(a_string_of_json_has_the_escapes_of_json)
{
	static const struct { const char *bytes; size_t len; const char *json; } rows[] = {
		{ "joined", 6, "\"joined\"" },
		{ "", 0, "\"\"" },
		{ "a\"b\\c", 5, "\"a\\\"b\\\\c\"" },
		{ "\n\r\t", 3, "\"\\n\\r\\t\"" },
		{ "\0\x1b\x7f", 3, "\"\\u0000\\u001b\\u007f\"" },
		{ "\xe2\x80\xae", 3, "\"\\u202e\"" },
		{ "\xc3\xa9/\xf0\x9f\x98\x80", 7, "\"\xc3\xa9/\xf0\x9f\x98\x80\"" },
		{ "a\xff\xc3", 3, "\"a\\ufffd\\ufffd\"" },
	};

	for (size_t i = 0; i < N_OF(rows); i++) {
		char *json = cmh_quote_json(rows[i].bytes, rows[i].len);

		assert_string_equal(json, rows[i].json);
		free(json);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_without_danger_is_not_quoted),
		cmocka_unit_test(a_text_with_danger_is_quoted),
		cmocka_unit_test(every_character_that_turns_the_direction_of_writing_is_quoted),
		cmocka_unit_test(every_byte_is_shown_in_one_line_and_reads_back),
		cmocka_unit_test(a_quoted_text_is_one_word_that_reads_back),
		cmocka_unit_test(only_escapes_that_are_written_are_read),
		cmocka_unit_test(characters_are_decoded_and_invalid_bytes_are_detected),
		cmocka_unit_test(a_string_of_json_has_the_escapes_of_json),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
