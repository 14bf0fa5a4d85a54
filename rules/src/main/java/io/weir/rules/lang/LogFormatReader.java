package io.weir.rules.lang;

import io.weir.rules.sample.LogFormat;

/** Reads log-format strings (configuration manual section 8.2.4). Confined to the reading thread. */
public final class LogFormatReader {
    private final AclScope scope;

    public LogFormatReader(AclScope scope) {
        this.scope = scope;
    }

    /** Reads one word; what is wrong in it is reported and gives no text. */
    public LogFormat read(Word word, Problems problems, Usable where) {
        if (word.text().contains("%"))
            problems.error("not-supported-yet", word.place(), "% in " + scope.proxy() + " for " + where, "");
        String text = word.text();
        return txn -> text;
    }
}
