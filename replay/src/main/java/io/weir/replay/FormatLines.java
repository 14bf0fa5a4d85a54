package io.weir.replay;

import io.weir.rules.config.Mode;
import io.weir.rules.lang.Problem;
import io.weir.rules.lang.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one log format.
 *
 * @param split finds the items in them
 * @param frontends that write such lines
 *     <p>Confined to the replaying thread.
 */
record FormatLines(LineSplit split, Mode mode, List<String> frontends) {
    private static final String CODE = "log-format";

    FormatLines(LineForm form, Mode mode, List<String> frontends) {
        this(new LineSplit(form), mode, List.copyOf(frontends));
    }

    /** Why nothing can be replayed from such lines; null: it can. */
    @Nullable Problem fault() {
        var form = split.form();
        String ambiguity = LineFormReader.ambiguity(form);
        if (ambiguity != null) return refused(ambiguity, "some text between them, such as a space");
        if (frontends.size() > 1 && !form.shows("f", "ft", "fe_name"))
            return refused("nothing in it says which of " + String.join(", ", frontends) + " a line is of", "%ft");
        if (mode == Mode.TCP) return null;
        if (!form.shows("r", "HM", "method", "capture.req.method"))
            return refused("it has no item for the method of a request", "%r or %HM");
        if (!form.shows("r", "HU", "HP", "HPO", "capture.req.uri"))
            return refused("it has no item for the path of a request", "%r, %HU or %HP");
        return null;
    }

    /** What rules may ask for and such lines do not show, though it is answered. */
    List<Problem> warnings() {
        List<Problem> warnings = new ArrayList<>();
        if (mode == Mode.TCP) return warnings;
        var form = split.form();
        if (!form.shows("r", "HU", "HQ", "capture.req.uri"))
            warnings.add(warning("no query, so its requests are replayed without one", "%HQ, %HU or %r"));
        if (!form.shows("r", "HV", "capture.req.ver"))
            warnings.add(warning("no version, so its requests are replayed as HTTP/1.1", "%HV or %r"));
        return warnings;
    }

    private Problem refused(String why, String expected) {
        return new Problem(
                Severity.ERROR,
                CODE,
                split.form().place(),
                "lines of this log format cannot be replayed: " + why,
                expected);
    }

    private Problem warning(String missing, String expected) {
        return new Problem(Severity.WARNING, CODE, split.form().place(), "this log format shows " + missing, expected);
    }
}
