package io.weir.engine;

import java.util.List;

/** The proxy cannot start: every reason found, each as a line for the user. Any thread. */
public final class StartException extends Exception {
    private static final long serialVersionUID = 1;
    private final transient List<String> reasons;

    StartException(List<String> reasons) {
        super(String.join("\n", reasons), null, false, false);
        this.reasons = List.copyOf(reasons);
    }

    public List<String> reasons() {
        return reasons;
    }
}
