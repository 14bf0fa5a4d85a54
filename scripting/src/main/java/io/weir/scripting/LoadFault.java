package io.weir.scripting;

import io.weir.rules.Place;
import io.weir.rules.lang.Problem;
import io.weir.rules.lang.Severity;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graalvm.polyglot.PolyglotException;
import org.jspecify.annotations.Nullable;

/** Finds out what a failed loading means to the user, and where. Confined to the loading thread. */
final class LoadFault {
    private static final Pattern SPECIFIER = Pattern.compile("(?:\\bfrom|\\bimport)\\s*\\(?\\s*([\"'])(.*?)\\1");
    private static final Pattern NO_EXPORT =
            Pattern.compile("The requested module '(.*)' does not provide an export named '(.*)'");
    private static final Pattern JSON_POSITION = Pattern.compile("(.* in JSON) at position (\\d+)");

    private static final String WRONG_TYPE = "Invalid module type was asserted";

    private final JsFaults faults;
    private final RuleFiles files;
    private final SourceNames sources;
    private final Place module;

    LoadFault(JsFaults faults, RuleFiles files, SourceNames sources, RuleModule module) {
        this.faults = faults;
        this.files = files;
        this.sources = sources;
        this.module = new Place(module.name(), 0, 0);
    }

    Problem problem(PolyglotException e) {
        var refusal = files.takeRefusal();
        if (refusal != null && !e.isSyntaxError())
            return error("rules-import", importOf(refusal.asked()), refusal.message(), refusal.expected());
        var fault = faults.fault(e, module, JsRealm.LOAD_LIMIT);
        Path last = files.lastRead();
        if (last != null && fault.message().endsWith(WRONG_TYPE))
            return error(
                    "rules-import", importOf(last.toString()), "a JSON file needs its type", "with { type: \"json\" }");
        if (!e.isSyntaxError()) return error("rules-load", fault.place(), fault.message(), "");
        String text = e.getMessage() == null ? "" : e.getMessage();
        Matcher missing = NO_EXPORT.matcher(text);
        if (missing.find())
            return error(
                    "rules-import",
                    specifierIn(fault.place(), missing.group(1)),
                    "'" + missing.group(1) + "' exports no '" + missing.group(2) + "'",
                    "");
        Matcher json = JSON_POSITION.matcher(text);
        Path jsonFile = files.lastRead();
        if (json.find() && jsonFile != null)
            return error("rules-syntax", placeIn(jsonFile, Integer.parseInt(json.group(2))), fault.message(), "");
        return error("rules-syntax", fault.place(), fault.message(), "");
    }

    /** Where a file is imported that is not there. */
    private Place importOf(String asked) {
        for (Path file : files.files()) {
            String text = text(file);
            Matcher at = SPECIFIER.matcher(text);
            while (at.find()) {
                String specifier = at.group(2);
                boolean relative = specifier.startsWith("./") || specifier.startsWith("../");
                String leadsTo =
                        relative ? file.resolveSibling(specifier).normalize().toString() : specifier;
                if (leadsTo.equals(asked)) return placeIn(file, at.start(1));
            }
        }
        return module;
    }

    private Place specifierIn(Place whole, String specifier) {
        for (Path file : files.files()) {
            if (!sources.of(file).equals(whole.file())) continue;
            Matcher at = SPECIFIER.matcher(text(file));
            while (at.find()) if (at.group(2).equals(specifier)) return placeIn(file, at.start(1));
        }
        return whole;
    }

    private Place placeIn(Path file, int offset) {
        String text = text(file);
        int line = 1;
        int start = 0;
        for (int i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
            line++;
            start = i + 1;
        }
        return new Place(sources.of(file), line, offset - start + 1);
    }

    private String text(Path file) {
        byte @Nullable [] bytes = files.content(file);
        return bytes == null ? "" : new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    }

    private static Problem error(String code, Place place, String message, String expected) {
        return new Problem(Severity.ERROR, code, place, message, expected);
    }
}
