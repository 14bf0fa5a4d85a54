package io.weir.scripting;

import io.weir.rules.Place;
import java.time.Duration;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.SourceSection;
import org.graalvm.polyglot.Value;

/** Turns errors of the script host into {@code file:line:column} and a message without Java noise. Any thread. */
final class JsFaults {
    private static final System.Logger LOG = System.getLogger("weir.rules");

    private final SourceNames names;

    JsFaults(SourceNames names) {
        this.names = names;
    }

    /**
     * What went wrong.
     *
     * @param context whether the context can be used again
     */
    record Fault(Place place, String message, Kind kind) {}

    /** What a fault leaves behind. */
    enum Kind {
        /** The script threw; its context goes on. */
        THROWN,
        /** It was stopped from outside; its context is gone. */
        CUT_OFF
    }

    Fault fault(PolyglotException e, Place otherwise, Duration limit) {
        Place place = place(e, otherwise);
        if (e.isCancelled() || e.isInterrupted())
            return new Fault(place, "ran longer than " + limit.toMillis() + " ms and was cut off", Kind.CUT_OFF);
        if (e.isResourceExhausted()) return new Fault(place, "ran out of memory", Kind.CUT_OFF);
        return new Fault(place, message(e), Kind.THROWN);
    }

    /** The innermost line of a rule module, or {@code otherwise}. */
    Place place(PolyglotException e, Place otherwise) {
        SourceSection at = e.getSourceLocation();
        if (at != null && names.isRule(at.getSource())) return names.place(at, otherwise);
        for (PolyglotException.StackFrame frame : e.getPolyglotStackTrace()) {
            SourceSection section = frame.isGuestFrame() ? frame.getSourceLocation() : null;
            if (section != null && names.isRule(section.getSource())) return names.place(section, otherwise);
        }
        return otherwise;
    }

    String message(PolyglotException e) {
        if (e.isHostException()) return hostMessage(e.asHostException());
        if (e.isInternalError()) {
            LOG.log(System.Logger.Level.ERROR, "the script host failed", e);
            return "the script host failed: " + firstLine(e.getMessage());
        }
        Value thrown = e.getGuestObject();
        if (thrown != null && thrown.hasMembers() && !thrown.hasMember("message"))
            return "threw a value that is no Error";
        String text = firstLine(e.getMessage());
        return e.isSyntaxError() ? syntaxMessage(text) : text;
    }

    private static String hostMessage(Throwable e) {
        LOG.log(System.Logger.Level.ERROR, "a rule met a bug in its host", e);
        return "internal error: " + e;
    }

    /** {@code SyntaxError: /path/busy.js:2:4 Expected ; but found y} without what the place already says. */
    private static String syntaxMessage(String text) {
        String rest = text.startsWith("SyntaxError: ") ? text.substring("SyntaxError: ".length()) : text;
        rest = rest.replaceFirst("^\\S+:\\d+:\\d+ ", "");
        if (rest.endsWith("but found await"))
            return "syntax error: await is not allowed here, since rules run without waiting";
        return "syntax error: " + (rest.isEmpty() ? rest : Character.toLowerCase(rest.charAt(0)) + rest.substring(1));
    }

    private static String firstLine(@org.jspecify.annotations.Nullable String text) {
        if (text == null) return "unknown error";
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
