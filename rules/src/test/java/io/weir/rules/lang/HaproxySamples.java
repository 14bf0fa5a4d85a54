package io.weir.rules.lang;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Facts about HAProxy 2.6's sample fetches and converters, from its own list. */
final class HaproxySamples {
    private static final String RESOURCE = "haproxy-2.6-samples.txt";
    private static final int[] MARKS = {0, 1, 7, 12, 18, 19, 20};
    private static final String[] PLACES = {
        "connection", "session", "request", "response", "log", "check", "configuration"
    };

    private HaproxySamples() {}

    /** @param marks a Y or a point for each place where it may stand, in the order of HAProxy's list */
    record Fetch(String name, String arguments, String type, String marks) {
        /** Where it may stand, in words. */
        String places() {
            List<String> places = new ArrayList<>();
            for (int i = 0; i < MARKS.length; i++) if (marks.charAt(MARKS[i]) == 'Y') places.add(PLACES[i]);
            return places.size() == MARKS.length ? "everywhere" : String.join(", ", places);
        }
    }

    record Converter(String name, String arguments, String from, String to) {
        /** How many arguments must stand there. */
        int required() {
            int optional = arguments.indexOf('[');
            return count(optional < 0 ? arguments : arguments.substring(0, optional));
        }

        /** How many may stand there. */
        int most() {
            return count(arguments.replace("[", "").replace("]", ""));
        }

        private static int count(String arguments) {
            return arguments.isEmpty() ? 0 : arguments.split(",").length;
        }
    }

    static List<Fetch> fetches() {
        return lines("fetch").map(p -> new Fetch(p[1], p[2], p[3], p[4])).toList();
    }

    static List<Converter> converters() {
        return lines("converter")
                .map(p -> new Converter(p[1], p[2], p[3], p[4]))
                .toList();
    }

    private static Stream<String[]> lines(String kind) {
        try (var in = HaproxySamples.class.getResourceAsStream(RESOURCE)) {
            if (in == null) throw new IllegalStateException(RESOURCE + " is missing");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .filter(parts -> parts[0].equals(kind));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
