package io.weir.cli;

import io.weir.engine.Proxy;
import io.weir.engine.ProxyOptions;
import io.weir.engine.StartException;
import io.weir.rules.config.Configuration;
import io.weir.rules.lang.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A proxy at work, and the versions that it is given one after the other. Control thread. */
final class Serving implements AutoCloseable {
    private final Sources sources;
    private final Console console;
    private final Proxy proxy;
    private Candidate.Ready active;
    private @Nullable RuleWatch watch;

    private Serving(Sources sources, Console console, Proxy proxy, Candidate.Ready active) {
        this.sources = sources;
        this.console = console;
        this.proxy = proxy;
        this.active = active;
    }

    /**
     * Opens every listener and serves, and follows the rule files from then on.
     *
     * @throws StartException with every reason why it cannot
     */
    static Serving start(Sources sources, Candidate.Ready first, Console console) throws StartException {
        var asked = new CompletableFuture<Serving>();
        var options = new ProxyOptions(
                console::say, () -> ReloadAnswer.of(asked.join().reload()));
        var proxy = Proxy.start(first.configuration(), first.rules().scripts(), options);
        var serving = new Serving(sources, console, proxy, first);
        asked.complete(serving);
        serving.follow(first.rules().files(), Set.of());
        return serving;
    }

    Proxy proxy() {
        return proxy;
    }

    synchronized Configuration configuration() {
        return active.configuration();
    }

    /**
     * Reads configuration and rules anew and, when all of it is right, runs them. Says on stderr what came of it. Any
     * thread: it loads JavaScript on one of its own, since a context wants a platform thread.
     */
    Outcome reload() {
        var outcome = new CompletableFuture<Outcome>();
        Thread.ofPlatform().name("weir-reload").start(() -> {
            try {
                outcome.complete(reloadHere());
            } catch (RuntimeException e) {
                outcome.complete(report(new Outcome.Refused(List.of("weir: a bug: the reload failed: " + e))));
            }
        });
        return outcome.join();
    }

    private synchronized Outcome reloadHere() {
        return report(replace(sources.read()));
    }

    /** Some rule files have changed: reads all of them anew and, when they are right, runs them. */
    synchronized void rulesChanged(Set<Path> changed) {
        console.say(changed.stream().map(file -> Shown.path(file).toString()).collect(Collectors.joining(", "))
                + " changed");
        report(replaceRules(sources.readRules(active.configuration())));
    }

    @Override
    public void close() {
        var following = watch;
        if (following != null) following.close();
        proxy.close();
    }

    private Outcome replace(Candidate candidate) {
        return switch (candidate) {
            case Candidate.Refused refused -> refused(refused, Map.of(), Set.of());
            case Candidate.Ready ready -> {
                var reasons = proxy.replace(ready.configuration(), ready.rules().scripts());
                yield reasons.isEmpty()
                        ? activated(ready)
                        : new Outcome.Refused(reasons.stream()
                                .map(reason -> "weir: " + reason)
                                .toList());
            }
        };
    }

    private Outcome replaceRules(Candidate candidate) {
        return switch (candidate) {
            case Candidate.Refused refused -> refused(refused, refused.files(), files(refused.problems()));
            case Candidate.Ready ready -> {
                proxy.replace(ready.rules().scripts());
                yield activated(ready);
            }
        };
    }

    private Outcome activated(Candidate.Ready ready) {
        active = ready;
        follow(ready.rules().files(), Set.of());
        var lines =
                new ArrayList<>(ready.problems().stream().map(Problem::toString).toList());
        lines.add("weir: " + runs() + " now");
        return new Outcome.Active(lines);
    }

    /**
     * @param read rule files whose changes have been seen by this; what a refused reload of everything saw still counts
     *     as a change of the rules that run
     * @param wrong rule files to follow as well, since putting them right is the next change
     */
    private Outcome refused(Candidate.Refused refused, Map<Path, String> read, Set<Path> wrong) {
        follow(read, wrong);
        var lines = new ArrayList<>(
                refused.problems().stream().map(Problem::toString).toList());
        lines.add("weir: nothing was changed; " + runs());
        return new Outcome.Refused(lines);
    }

    private Outcome report(Outcome outcome) {
        outcome.lines().forEach(console.err()::println);
        return outcome;
    }

    /** What is active, for a user. */
    synchronized String runs() {
        long version = active.rules().scripts().version();
        return version == 0 ? "the configuration runs without rule scripts" : "rules version " + version + " runs";
    }

    private void follow(Map<Path, String> read, Set<Path> more) {
        var files = new LinkedHashSet<>(more);
        files.addAll(active.rules().files().keySet());
        active.configuration()
                .frontends()
                .forEach(each -> each.rules().scripts().forEach(script -> files.add(script.file())));
        active.configuration()
                .backends()
                .forEach(each -> each.rules().scripts().forEach(script -> files.add(script.file())));
        var following = watch;
        if (following != null) following.follow(read, files);
        else if (!files.isEmpty()) watch = RuleWatch.start(read, files, this::rulesChanged, console);
    }

    private static Set<Path> files(List<Problem> problems) {
        return problems.stream().map(problem -> Path.of(problem.place().file())).collect(Collectors.toSet());
    }
}
