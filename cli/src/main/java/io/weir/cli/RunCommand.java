package io.weir.cli;

import picocli.CommandLine.Command;

/** Stands in the list of commands; {@link Main} runs it, since what follows are HAProxy's options. Any thread. */
@Command(name = "run", description = "serve: 'weir run -f FILE' is 'weir -f FILE'")
final class RunCommand implements Runnable {
    @Override
    public void run() {}
}
