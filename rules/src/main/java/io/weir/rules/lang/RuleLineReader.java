package io.weir.rules.lang;

import io.weir.rules.Phase;
import io.weir.rules.Place;
import io.weir.rules.action.Action;
import io.weir.rules.action.RuleLine;
import io.weir.rules.sample.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the lines of rule sets such as {@code http-request}. Confined to the reading thread. */
public final class RuleLineReader {
    private final Problems problems;

    public RuleLineReader(Problems problems) {
        this.problems = problems;
    }

    /** Reads the words behind the phase's keyword; null when they are wrong, which is reported. */
    public @Nullable RuleLine read(Phase phase, Words words, AclScope scope) {
        try {
            Place place = words.start();
            Action action = action(phase, words, scope);
            Condition condition = new ConditionReader(problems).tail(words, scope, Usable.in(phase));
            return new RuleLine(place, condition, action);
        } catch (LineFault fault) {
            problems.add(fault.problem());
            ConditionReader.drain(words);
            return null;
        }
    }

    private Action action(Phase phase, Words words, AclScope scope) {
        if (!words.hasNext())
            throw fault("missing-argument", words.place(), "'" + phase.keyword() + "' lacks an action", "an action");
        Word word = words.take();
        int open = word.text().indexOf('(');
        String name = open < 0 ? word.text() : word.text().substring(0, open);
        ActionTable.Reader reader = ActionTable.reader(phase, name);
        if (reader == null) throw unknown(phase, word, name);
        return reader.read(
                new ActionLine(phase, new Word(name, word.place()), argument(word, open), words, scope, problems));
    }

    private static String argument(Word word, int open) {
        if (open < 0) return "";
        String text = word.text();
        if (!text.endsWith(")"))
            throw fault("bad-value", word.place(), "a parenthesis is not closed in " + Line.quoted(word), "')'");
        return text.substring(open + 1, text.length() - 1);
    }

    private static LineFault unknown(Phase phase, Word word, String name) {
        HaproxyKeywords kind = switch (phase) {
            case TCP_REQUEST_CONNECTION -> HaproxyKeywords.TCP_REQUEST_CONNECTION;
            case TCP_REQUEST_SESSION -> HaproxyKeywords.TCP_REQUEST_SESSION;
            case TCP_REQUEST_CONTENT -> HaproxyKeywords.TCP_REQUEST_CONTENT;
            case TCP_RESPONSE_CONTENT -> HaproxyKeywords.TCP_RESPONSE_CONTENT;
            case HTTP_REQUEST -> HaproxyKeywords.HTTP_REQUEST;
            case HTTP_RESPONSE -> HaproxyKeywords.HTTP_RESPONSE;
            case HTTP_AFTER_RESPONSE -> HaproxyKeywords.HTTP_AFTER_RESPONSE;
        };
        Set<String> known = kind.names();
        String numberless = name.replaceAll("[0-9]+$", ""); // such as track-sc0
        if (known.contains(name) || known.contains(numberless) || name.startsWith(UnbuiltAction.LUA)) {
            var unbuilt = UnbuiltAction.of(name);
            String why = unbuilt == null ? "" : ": " + unbuilt.lacks();
            return fault(
                    "unsupported-action",
                    word.place(),
                    "HAProxy's action '" + phase.keyword() + " " + name + "' is not supported by Weir yet" + why,
                    unbuilt == null ? "" : unbuilt.instead());
        }
        for (Phase other : Phase.values())
            if (ActionTable.names(other).contains(name))
                return fault(
                        "misplaced-action",
                        word.place(),
                        "'" + phase.keyword() + "' has no action " + Line.quoted(word),
                        "it behind '" + other.keyword() + "'");
        List<String> candidates = new ArrayList<>(known);
        candidates.addAll(ActionTable.names(phase));
        String nearest = Nearest.to(name, candidates);
        return fault(
                "unknown-action",
                word.place(),
                "'" + phase.keyword() + "' has no action " + Line.quoted(word),
                nearest == null ? "" : "'" + nearest + "'");
    }

    private static LineFault fault(String code, Place place, String message, String expected) {
        return new LineFault(new Problem(Severity.ERROR, code, place, message, expected));
    }
}
