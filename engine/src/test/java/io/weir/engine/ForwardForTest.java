package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code option forwardfor} of a frontend, a backend or both: what the server gets, from HAProxy as from Weir. */
@Timeout(60)
class ForwardForTest {
    @TempDir
    Path folder;

    /** Field lines are separated by bars. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, none, x-forwarded-for: 1.2.3.4, x-forwarded-for: 1.2.3.4",
                "'', none, none, x-forwarded-for: 127.0.0.1",
                "none, '', none, x-forwarded-for: 127.0.0.1",
                "'', '', none, x-forwarded-for: 127.0.0.1",
                "'', none, X-Forwarded-For: 1.2.3.4, x-forwarded-for: 1.2.3.4|x-forwarded-for: 127.0.0.1",
                "none, '', 'X-Forwarded-For: 1.2.3.4, 5.6.7.8', 'x-forwarded-for: 1.2.3.4, 5.6.7.8|x-forwarded-for: 127.0.0.1'",
                "except 127.0.0.0/8, none, none, ''",
                "except 127.0.0.1, none, X-Forwarded-For: 1.2.3.4, x-forwarded-for: 1.2.3.4",
                "none, except 127.0.0.0/8, none, ''",
                "except 10.0.0.0/8, none, none, x-forwarded-for: 127.0.0.1",
                "except 127.0.0.0/8, '', none, ''",
                "'', except 127.0.0.0/8, none, ''",
                "header X-Client, none, none, x-client: 127.0.0.1",
                "none, header X-Client, X-Forwarded-For: 1.2.3.4, x-forwarded-for: 1.2.3.4|x-client: 127.0.0.1",
                "header X-Front, header X-Client, none, x-client: 127.0.0.1",
                "header X-Front, '', none, x-forwarded-for: 127.0.0.1",
                "if-none, none, none, x-forwarded-for: 127.0.0.1",
                "if-none, none, X-Forwarded-For: 1.2.3.4, x-forwarded-for: 1.2.3.4",
                "none, if-none, X-Forwarded-For: 1.2.3.4, x-forwarded-for: 1.2.3.4",
                "if-none, '', X-Forwarded-For: 1.2.3.4, x-forwarded-for: 1.2.3.4|x-forwarded-for: 127.0.0.1",
                "header X-Client if-none, none, X-Client: 1.2.3.4, x-client: 1.2.3.4",
            })
    void theServerLearnsTheClientAsTheOptionsSay(
            @Nullable String frontend, @Nullable String backend, @Nullable String sent, String received)
            throws Exception {
        String text = Weir.configuration(option(frontend), option(backend) + "    server s1 \"127.0.0.1:${S1}\"");
        String request = "GET / HTTP/1.1\r\nHost: x\r\n" + (sent == null ? "" : sent + "\r\n") + "\r\n";

        assertEquals(received, throughWeir(text, request));
        Path program = Haproxy.program();
        if (program != null) assertEquals(received, throughHaproxy(program, text, request));
    }

    private static String throughWeir(String text, String request) throws Exception {
        try (var origin = Origin.answering("ok");
                var weir = Weir.running(text, origin);
                var client = weir.connect()) {
            client.send(request).message();
            return clients(origin.requests());
        }
    }

    private String throughHaproxy(Path program, String text, String request) throws Exception {
        try (var origin = Origin.answering("ok");
                var haproxy = Haproxy.running(program, folder, text, origin);
                var client = Wire.to(haproxy.port())) {
            client.send(request).message();
            return clients(origin.requests());
        }
    }

    private static String option(@Nullable String parameters) {
        return parameters == null ? "" : "    option forwardfor " + parameters + "\n";
    }

    /** The lines that say where the client was, names in lower case. */
    private static String clients(List<String> heads) {
        return String.join(
                "|",
                heads.getFirst()
                        .lines()
                        .filter(line -> line.startsWith("X-") || line.startsWith("x-"))
                        .map(line -> line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT)
                                + line.substring(line.indexOf(':')))
                        .toList());
    }
}
