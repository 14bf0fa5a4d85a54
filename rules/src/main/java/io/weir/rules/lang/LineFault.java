package io.weir.rules.lang;

/** Ends the reading of one line; the problem says why. Confined to the reading thread; without a stack trace. */
final class LineFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    LineFault(Problem problem) {
        super(problem.message(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
