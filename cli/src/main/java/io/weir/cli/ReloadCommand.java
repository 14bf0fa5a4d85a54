package io.weir.cli;

import io.weir.rules.config.Endpoint;
import io.weir.rules.lang.ConfigReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir reload}. Confined to the main thread. */
@Command(
        name = "reload",
        mixinStandardHelpOptions = true,
        description = "tell a running Weir to read its configuration and rules anew",
        footer = {
            "",
            "Through a stats socket the outcome comes back: exit status 0 when the new version runs, 1 when it was",
            "refused and nothing was changed. With a process id it is told by SIGHUP and says the outcome on its stderr."
        })
final class ReloadCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "-f",
            paramLabel = "FILE",
            description = "the configuration that it runs; names socket and pid file")
    private List<Path> files = new ArrayList<>();

    @Option(names = "-s", paramLabel = "SOCKET", description = "its stats socket (level admin)")
    private @Nullable Path socket;

    @Option(names = "-p", paramLabel = "PIDFILE", description = "its pid file")
    private @Nullable Path pidFile;

    @Parameters(paramLabel = "PID", arity = "0..1", description = "its process id")
    private @Nullable Long pid;

    ReloadCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (!files.isEmpty() && !readConfiguration()) return Start.FAILED;
        try {
            if (socket != null) return askThrough(socket);
            if (pidFile != null)
                return signal(Long.parseLong(Files.readString(pidFile).strip()));
            if (pid != null) return signal(pid);
        } catch (IOException e) {
            console.say("cannot reach it: " + e.getMessage());
            return Start.FAILED;
        } catch (NumberFormatException e) {
            console.say("'" + pidFile + "' holds no process id");
            return Start.FAILED;
        }
        console.say(
                "which Weir? Give -f FILE (with 'stats socket' or 'pidfile' in it), -s SOCKET, -p PIDFILE or a PID");
        return Start.FAILED;
    }

    private boolean readConfiguration() {
        var reading = ConfigReader.read(files, System.getenv());
        var configuration = reading.configuration();
        if (configuration == null) {
            console.print(reading.problems());
            return false;
        }
        var global = configuration.global();
        if (pidFile == null) pidFile = global.pidFile();
        for (var each : global.statsSockets())
            if (socket == null && each.endpoint() instanceof Endpoint.Unix(String path)) socket = Path.of(path);
        return true;
    }

    private int askThrough(Path path) throws IOException {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(path));
            channel.write(ByteBuffer.wrap((ReloadAnswer.COMMAND + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.shutdownOutput();
            var answer = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8).strip();
            console.answer(answer);
            return ReloadAnswer.isSuccess(answer) ? Start.OK : Start.FAILED;
        }
    }

    /** The JDK can send no signal but TERM and KILL. */
    private int signal(long process) throws IOException {
        var kill = new ProcessBuilder("kill", "-HUP", Long.toString(process))
                .inheritIO()
                .start();
        try {
            if (kill.waitFor() != 0) return Start.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Start.FAILED;
        }
        console.answer("process " + process + " was told; it says the outcome on its stderr");
        return Start.OK;
    }
}
