package io.weir.cli;

/** What the stats socket's {@code reload} is asked with and answers. Any thread. */
final class ReloadAnswer {
    static final String COMMAND = "reload";
    private static final String REFUSED = "Refused:";

    private ReloadAnswer() {}

    static String of(Outcome outcome) {
        var lines = String.join("\n", outcome.lines());
        return switch (outcome) {
            case Outcome.Active _ -> lines;
            case Outcome.Refused _ -> REFUSED + "\n" + lines;
        };
    }

    static boolean isSuccess(String answer) {
        return !answer.isEmpty()
                && !answer.startsWith(REFUSED)
                && !answer.startsWith("Unknown command")
                && !answer.startsWith("Permission denied");
    }
}
