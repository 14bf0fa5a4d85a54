package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.weir.rules.config.FrontendConfig;
import io.weir.rules.config.ScriptFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
    private static final String PAGE = "HTTP/1.0 503 Busy\r\nContent-Length: 3\r\n\r\nbye";

    @TempDir
    Path folder;

    @Test
    void filesAreOneConfigurationInTheirOrder() throws IOException {
        var first = write("a.cfg", "global\n maxconn 5\ndefaults\n timeout client 1\n maxconn 3\n");
        var second = write("b.cfg", "frontend f\n bind :1\n");

        var configuration = Texts.configuration(ConfigReader.read(List.of(first, second), Map.of()));

        assertEquals(5, configuration.global().maxConnections());
        assertEquals(3, configuration.frontends().getFirst().maxConnections());
        assertEquals(folder, configuration.global().rulesRoot());
    }

    @Test
    void aSectionEndsWithItsFile() throws IOException {
        var first = write("a.cfg", "global\n");
        var second = write("b.cfg", "maxconn 5\n");

        assertEquals(
                List.of(second + ":1:1: error: 'maxconn' stands outside of any section (expected global, defaults,"
                        + " frontend, backend or listen before it)"),
                problems(ConfigReader.read(List.of(first, second), Map.of())));
    }

    @Test
    void aFolderIsItsConfigurationFilesByName() throws IOException {
        write("20.cfg", "frontend b\n bind :1\n");
        write("10.cfg", "defaults\n timeout client 1\nfrontend a\n bind :2\n");
        write(".hidden.cfg", "nonsense\n");
        write("30.txt", "nonsense\n");

        var configuration = Texts.configuration(ConfigReader.read(List.of(folder), Map.of()));

        assertEquals(
                List.of("a", "b"),
                configuration.frontends().stream().map(FrontendConfig::name).toList());
    }

    @Test
    void aFileThatIsMissingIsAProblemAmongOthers() throws IOException {
        var bad = write("a.cfg", "nonsense\n");
        var missing = folder.resolve("none.cfg");

        var reading = ConfigReader.read(List.of(missing, bad), Map.of());

        assertNull(reading.configuration());
        assertEquals(
                List.of(
                        missing + ": error: cannot read it: no such file",
                        bad + ":1:1: error: 'nonsense' stands outside of any section (expected global, defaults,"
                                + " frontend, backend or listen before it)"),
                problems(reading));
    }

    @Test
    void rulesAreLookedUpBesideTheConfiguration() throws IOException {
        write("rules/busy.js", "export function use_backend() {}\n");
        var file =
                write("a.cfg", "defaults\n mode http\n timeout client 1\n rules rules/busy.js\nfrontend f\n bind :1\n");

        var configuration = Texts.configuration(ConfigReader.read(List.of(file), Map.of()));

        assertEquals(
                List.of(folder.resolve("rules/busy.js")),
                configuration.frontends().getFirst().rules().scripts().stream()
                        .map(ScriptFile::file)
                        .toList());
    }

    @ParameterizedTest(name = "default-path {0}")
    @CsvSource({"config, page.http", "parent, conf/page.http", "origin FOLDER, conf/page.http"})
    void theDefaultPathMovesRelativeFiles(String policy, String name) throws IOException {
        write("conf/page.http", PAGE);
        var text = "global\n default-path " + policy.replace("FOLDER", folder.toString()) + "\nlisten l\n bind :1\n"
                + " timeout client 1\n errorfile 503 " + name + "\n";

        var configuration = Texts.configuration(ConfigReader.read(List.of(write("conf/a.cfg", text)), Map.of()));

        var reply = configuration.frontends().getFirst().errorReplies().get(503);
        assertArrayEquals(PAGE.getBytes(StandardCharsets.ISO_8859_1), Texts.bytes(reply));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            value = {
                "hello ~ it does not begin with a status line such as 'HTTP/1.0 503 Service Unavailable'",
                "HTTP/1.0 503 Busy|A: b| ~ no empty line ends its head",
                "HTTP/1.0 503 Busy|A b||bye ~ 'A b' is not a header",
                "HTTP/1.0 503 Busy|Content-Length: 4||bye ~ its body has 3 bytes, its Content-Length is 4",
                "HTTP/1.0 503 Busy|Transfer-Encoding: chunked||0||  ~ its body must not be chunked",
            })
    void anErrorFileThatIsNoResponseIsRefused(String content, String message) throws IOException {
        var page = write("page.http", content.replace("|", "\r\n"));
        var text = Texts.LISTEN + " errorfile 503 " + page + "\n";

        assertEquals(
                List.of("w.cfg:8:16: error: 'errorfile': " + page + ": " + message
                        + " (expected a whole HTTP response)"),
                Texts.problems(text));
    }

    @Test
    void anErrorFileLeavesRoomForRewriting() throws IOException {
        var page = write("page.http", "HTTP/1.0 503 Busy\r\n\r\n" + "x".repeat(1000));
        var text =
                "global\n tune.bufsize 1024\n tune.maxrewrite 100\n" + Texts.LISTEN + " errorfile 503 " + page + "\n";

        assertEquals(
                List.of("w.cfg:11:16: error: 'errorfile': " + page + " is larger than tune.bufsize - tune.maxrewrite"
                        + " (expected at most 924 bytes)"),
                Texts.problems(text));
    }

    @Test
    void theHeadOfAnErrorFileGetsLineEndsThatMayBeSent() throws IOException {
        var page = write("page.http", "HTTP/1.0 503 Busy\nA: b\n\nb\ny\n\ne");

        var frontend = Texts.frontend(" errorfile 503 " + page);

        assertEquals(
                "HTTP/1.0 503 Busy\r\nA: b\r\n\r\nb\ny\n\ne",
                new String(Texts.bytes(frontend.errorReplies().get(503)), StandardCharsets.ISO_8859_1));
    }

    @Test
    void anEmptyErrorFileAnswersNothing() {
        var frontend = Texts.frontend(" errorfile 408 /dev/null");

        assertEquals(0, Texts.bytes(frontend.errorReplies().get(408)).length);
    }

    private Path write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text, StandardCharsets.ISO_8859_1);
    }

    private static List<String> problems(Reading reading) {
        return reading.problems().stream().map(Problem::toString).toList();
    }
}
