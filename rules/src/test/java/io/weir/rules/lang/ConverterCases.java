package io.weir.rules.lang;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What HAProxy 2.6 makes of values by its converters, one a line: an expression, a tab, and the value as it comes in a
 * header. {@link ConverterTest} holds Weir to it; {@link HaproxyDifferentialTest} holds the list to HAProxy, where that
 * is installed.
 */
final class ConverterCases {

    /** Variables that are set before, with the expressions that give their values. */
    static final List<HaproxyCases.Value> VARIABLES = List.of(
            new HaproxyCases.Value("txn.s", "str(bc)"),
            new HaproxyCases.Value("txn.n", "int(41)"),
            new HaproxyCases.Value("txn.e", "str()"),
            new HaproxyCases.Value("txn.ip", "str(10.9.8.7),ipmask(32)"),
            new HaproxyCases.Value("txn.k", "str(c2VjcmV0)"),
            new HaproxyCases.Value("txn.b", "bin(00ff)"));

    private ConverterCases() {}

    static List<HaproxyCases.Value> all() {
        return read("haproxy-2.6-converters.txt");
    }

    /** Expressions that are wrong, and how what is said about each begins. */
    static List<HaproxyCases.Value> wrong() {
        return read("converter-problems.txt");
    }

    private static List<HaproxyCases.Value> read(String resource) {
        try (var in = ConverterCases.class.getResourceAsStream(resource)) {
            if (in == null) throw new IllegalStateException(resource + " is missing");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", 2))
                    .map(parts -> new HaproxyCases.Value(parts[0], parts[1]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
