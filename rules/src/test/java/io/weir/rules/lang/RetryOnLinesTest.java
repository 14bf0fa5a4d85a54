package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.rules.config.RetryCause;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines with {@code retry-on}, and what is said about those that are wrong. */
class RetryOnLinesTest {
    private static final String WORDS = "none, conn-failure, empty-response, junk-response, response-timeout,"
            + " 0rtt-rejected, all-retryable-errors, or 401, 403, 404, 408, 425, 500, 501, 502, 503, 504";

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "retries 3, CONN_FAILURE",
        "retry-on none, ''",
        "retry-on conn-failure empty-response, CONN_FAILURE EMPTY_RESPONSE",
        "retry-on 0rtt-rejected, ''",
        "retry-on junk-response response-timeout, JUNK_RESPONSE RESPONSE_TIMEOUT",
        "retry-on 401 403 404 408 425, STATUS_401 STATUS_403 STATUS_404 STATUS_408 STATUS_425",
        "retry-on 504 503 502 501 500, STATUS_500 STATUS_501 STATUS_502 STATUS_503 STATUS_504",
        "retry-on all-retryable-errors, CONN_FAILURE EMPTY_RESPONSE JUNK_RESPONSE RESPONSE_TIMEOUT STATUS_500"
                + " STATUS_502 STATUS_503 STATUS_504"
    })
    void namesWhatAnotherAttemptIsMadeFor(String line, String causes) {
        var retryOn = Texts.backend(" " + line).retryOn();

        assertEquals(
                causes,
                Stream.of(RetryCause.values())
                        .filter(retryOn::includes)
                        .map(RetryCause::name)
                        .collect(Collectors.joining(" ")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"none, false", "conn-failure, false", "0rtt-rejected, false", "503, true", "junk-response, true"})
    void tellsWhetherRequestsMustBeKept(String word, boolean kept) {
        assertEquals(kept, Texts.backend(" retry-on " + word).retryOn().repeatsRequests());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            value = {
                "retry-on ~ 8:10: error: 'retry-on' lacks an argument (expected WORDS)",
                "retry-on 505 ~ 8:11: error: 'retry-on': '505' is not valid (expected WORDS)",
                "retry-on 503 ever ~ 8:15: error: 'retry-on': 'ever' is not valid (expected WORDS)",
                "retry-on none 503 ~ 8:16: error: 'retry-on' takes no further argument '503'",
                "retry-on 503 none ~ 8:15: error: 'retry-on': 'none' stands beside other words (expected it alone)"
            })
    void saysWhatIsWrong(String line, String problem) {
        assertEquals(
                List.of("w.cfg:" + problem.replace("WORDS", WORDS)), Texts.problems(Texts.LISTEN + " " + line + "\n"));
    }
}
