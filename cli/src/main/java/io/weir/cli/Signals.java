package io.weir.cli;

/** The process's signals. Whatever handles one runs on a thread of its own and should be short. Any thread. */
final class Signals {
    private Signals() {}

    /**
     * From now on that signal does that. One that the process was started to ignore stays ignored: the JVM, like nohup,
     * wants it so.
     *
     * @param name without SIG
     */
    @SuppressWarnings("sunapi") // the only way to signals that the JDK has
    static void on(String name, Runnable action) {
        sun.misc.Signal.handle(new sun.misc.Signal(name), _ -> action.run());
    }

    /** Sends this process that signal. */
    @SuppressWarnings("sunapi")
    static void raise(String name) {
        sun.misc.Signal.raise(new sun.misc.Signal(name));
    }
}
