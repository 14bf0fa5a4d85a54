package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.weir.rules.action.ReplyTemplate;
import io.weir.rules.config.BackendConfig;
import io.weir.rules.config.Configuration;
import io.weir.rules.config.FrontendConfig;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads configurations from texts for tests. */
final class Texts {
    /** A proxy with everything that would be warned about; further lines continue its section. */
    static final String LISTEN =
            "defaults\n mode http\n timeout client 1s\n timeout connect 1s\n timeout server 1s\nlisten l\n bind :80\n";

    private Texts() {}

    static Reading read(String text, Map<String, String> environment) {
        return ConfigReader.readTexts(List.of(SourceText.of("w.cfg", text)), environment);
    }

    static List<String> problems(String text) {
        return read(text, Map.of()).problems().stream().map(Problem::toString).toList();
    }

    /** A configuration that has no problem at all. */
    static Configuration accepted(String text) {
        return accepted(text, Map.of());
    }

    static Configuration accepted(String text, Map<String, String> environment) {
        var reading = read(text, environment);
        assertEquals(List.of(), reading.problems());
        return configuration(reading);
    }

    static Configuration configuration(Reading reading) {
        var configuration = reading.configuration();
        assertNotNull(configuration, () -> reading.problems().toString());
        return configuration;
    }

    /** The bytes of an error file. */
    static byte[] bytes(@Nullable ReplyTemplate reply) {
        return assertInstanceOf(ReplyTemplate.Whole.class, reply).reply().bytes();
    }

    /** The section {@code listen l}, as a frontend, of {@link #LISTEN} and these lines. */
    static FrontendConfig frontend(String lines) {
        return configuration(read(LISTEN + lines + "\n", Map.of())).frontends().getFirst();
    }

    static BackendConfig backend(String lines) {
        return configuration(read(LISTEN + lines + "\n", Map.of())).backends().getFirst();
    }
}
