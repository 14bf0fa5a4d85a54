package io.weir.replay;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.weir.rules.lang.ConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Single lines read as what the frontends of a configuration logged. Confined to one test. */
final class LogReading {
    private final LogLines log;
    private final RecordedRequest recorded = new RecordedRequest();

    private LogReading(LogLines log) {
        this.log = log;
    }

    /** @param frontends the lines of the configuration behind its defaults */
    static LogReading of(Path folder, String frontends) throws IOException {
        var file = Files.writeString(folder.resolve("weir.cfg"), """
                defaults
                    mode http
                    timeout connect 5s
                    timeout client 5s
                    timeout server 5s
                backend app
                    server s1 127.0.0.1:1
                backend other
                    server s1 127.0.0.1:1
                """ + frontends);
        var reading = ConfigReader.read(List.of(file), Map.of());
        var configuration = reading.configuration();
        assertNotNull(configuration, () -> reading.problems().toString());
        return new LogReading(new LogLines(configuration, new HttpLog(List.of())));
    }

    /** One frontend {@code fe}, which captures Host and X-Plan and logs with that line. */
    static LogReading ofLine(Path folder, String line) throws IOException {
        return of(folder, """
                frontend fe
                    bind 127.0.0.1:1
                    log 127.0.0.1:1 local0
                    capture request header Host len 32
                    capture request header X-Plan len 32
                """ + line + "\n");
    }

    HttpLog.Kind read(String line) throws IOException, BadLineException {
        var lines = Lines.of(line);
        recorded.clear(lines.place());
        return log.read(lines, recorded);
    }

    RecordedRequest recorded() {
        return recorded;
    }

    /** The request of the line that was read last, with its headers. */
    String request() {
        var head = recorded.request();
        var text = new StringBuilder(head.method() + " " + head.target() + " " + head.version());
        var headers = head.headers();
        for (String name : List.of("host", "x-plan", "cookie"))
            if (headers.has(name)) text.append(" | ").append(name).append(": ").append(headers.get(name));
        return text.toString();
    }
}
