package io.weir.rules.lang;

import io.weir.rules.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads configurations: files, folders or texts in, checked records and every problem out. Any thread. */
public final class ConfigReader {
    private ConfigReader() {}

    /**
     * Reads files in their order as one configuration.
     *
     * @param files files, and folders of which every {@code *.cfg} is read in the order of their names
     * @param environment what {@code "${VAR}"} sees; {@code HAPROXY_*} variables are added
     */
    public static Reading read(List<Path> files, Map<String, String> environment) {
        var problems = new Problems();
        var sources = new ArrayList<SourceText>();
        for (var file : files) {
            try {
                for (var each : expand(file)) sources.add(SourceText.of(each));
            } catch (IOException e) {
                var why = e instanceof NoSuchFileException ? "no such file" : String.valueOf(e.getMessage());
                problems.error("missing-file", new Place(file.toString(), 0, 0), "cannot read it: " + why, "");
            }
        }
        return read(sources, environment, problems);
    }

    /** Reads texts as if they were files. */
    public static Reading readTexts(List<SourceText> sources, Map<String, String> environment) {
        return read(sources, environment, new Problems());
    }

    private static Reading read(List<SourceText> sources, Map<String, String> environment, Problems problems) {
        var variables = new Environment(environment);
        variables.set("HAPROXY_CFGFILES", sources.stream().map(SourceText::name).collect(Collectors.joining(";")));
        variables.set("HAPROXY_STARTUP_VERSION", ConditionalExpression.COMPATIBLE_VERSION);
        boolean peerIsFixed = variables.has(SharedSections.LOCAL_PEER);
        if (!peerIsFixed) variables.set(SharedSections.LOCAL_PEER, Hostname.get());
        var parser = new Parser(problems, variables, new SharedSections(variables, peerIsFixed));
        for (var source : sources) parser.read(source);
        parser.shared().check(problems);
        var rulesRoot = sources.isEmpty() ? Path.of("") : folder(sources.getFirst());
        parser.patterns().number();
        for (var each : parser.patterns().missing())
            problems.warning(
                    "unknown-map",
                    each.place(),
                    "nothing looks up file '" + each.file() + "', so this changes nothing",
                    "a file that an ACL or a map names in the same way");
        var configuration = new Binder(problems, parser.global(), parser.proxies())
                .bind(rulesRoot, parser.patterns(), parser.shared());
        return new Reading(problems.hasErrors() ? null : configuration, inTextOrder(problems.all(), sources));
    }

    private static List<Problem> inTextOrder(List<Problem> problems, List<SourceText> sources) {
        var names = sources.stream().map(SourceText::name).toList();
        return problems.stream()
                .sorted(Comparator.<Problem>comparingInt(
                                problem -> names.indexOf(problem.place().file()))
                        .thenComparingInt(problem -> problem.place().line())
                        .thenComparingInt(problem -> problem.place().column()))
                .toList();
    }

    private static Path folder(SourceText source) {
        var file = source.file();
        var parent = file == null ? null : file.getParent();
        return parent == null ? Path.of("") : parent;
    }

    private static List<Path> expand(Path file) throws IOException {
        if (!Files.isDirectory(file)) return List.of(file);
        try (var entries = Files.list(file)) {
            return entries.filter(entry -> isConfiguration(entry)).sorted().toList();
        }
    }

    /** As HAProxy: hidden files are left out. */
    private static boolean isConfiguration(Path entry) {
        var name = String.valueOf(entry.getFileName());
        return name.endsWith(".cfg") && !name.startsWith(".") && Files.isRegularFile(entry);
    }
}
