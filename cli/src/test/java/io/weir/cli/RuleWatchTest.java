package io.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.rules.lang.ConfigReader;
import io.weir.scripting.JsRules;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleWatchTest {
    private static final String IMPORTING =
            "import { wanted } from './lib/wanted.js';\nexport function log() { wanted(); }\n";

    private static final Console SILENT = new Console(
            new PrintStream(OutputStream.nullOutputStream(), false, UTF_8),
            new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));

    @TempDir
    private Path temporary;

    private final BlockingQueue<Set<Path>> told = new LinkedBlockingQueue<>();
    private Path rule;
    private Path imported;

    @BeforeEach
    void write() throws IOException {
        var folder = temporary.toRealPath();
        rule = Files.writeString(folder.resolve("rule.js"), "export function log() {}\n");
        Files.createDirectory(folder.resolve("lib"));
        imported = Files.writeString(folder.resolve("lib/wanted.js"), "export function wanted() {}\n");
        Files.writeString(folder.resolve("weir.cfg"), """
                defaults
                    mode http
                    timeout client 1s
                    timeout connect 1s
                    timeout server 1s
                frontend fe
                    bind 127.0.0.1:8080
                    rules rule.js
                    default_backend be
                backend be
                """.replace("rule.js", rule.toString()));
    }

    @Test
    void aModuleThatChangesBetweenItsFirstLoadingAndItsBeingFollowedIsToldOf() throws Exception {
        try (var rules = JsRules.live()) {
            var itself = new CompletableFuture<RuleWatch>();
            Consumer<Set<Path>> loading = changed -> {
                var files = load(rules);
                if (changed.contains(rule)) write(imported, "export function wanted() { return 'changed'; }\n");
                itself.join().follow(files, Set.of());
                told.add(changed);
            };
            try (var watch = RuleWatch.start(load(rules), Set.of(), loading, SILENT)) {
                itself.complete(requireNonNull(watch));

                write(rule, IMPORTING);

                assertEquals(Set.of(rule), told.poll(60, TimeUnit.SECONDS));
                assertEquals(Set.of(imported), told.poll(60, TimeUnit.SECONDS));
            }
        }
    }

    @Test
    void aRuleThatChangesBetweenTheStartAndItsBeingFollowedIsToldOf() throws Exception {
        try (var rules = JsRules.live()) {
            var files = load(rules);
            write(rule, IMPORTING);

            try (var _ = RuleWatch.start(files, Set.of(), told::add, SILENT)) {
                assertEquals(Set.of(rule), told.poll(60, TimeUnit.SECONDS));
            }
        }
    }

    private Map<Path, String> load(JsRules rules) {
        var configuration = ConfigReader.read(List.of(rule.resolveSibling("weir.cfg")), Map.of())
                .configuration();
        return rules.load(requireNonNull(configuration)).files();
    }

    /** In one step, so that nothing in between is seen as a change as well. */
    private static void write(Path file, String text) {
        try {
            var whole = Files.writeString(file.resolveSibling("new"), text);
            Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
