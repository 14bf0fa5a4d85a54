package io.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckProcessTest {
    @TempDir
    private Path folder;

    @Test
    void aFileWithoutMistakesIsValid() throws Exception {
        WeirProcess.configuration(folder, 4242);

        var ended = WeirProcess.run(folder, "-c", "-f", "weir.cfg");

        assertEquals(new WeirProcess.Ended(0, "Configuration file is valid\n", ""), ended);
    }

    /** The launcher is a shell script, whose own variables must not be taken for those of the configuration. */
    @Test
    void variablesOfTheEnvironmentReachTheConfigurationAsTheyAre() throws Exception {
        Files.writeString(folder.resolve("weir.cfg"), """
                frontend fe
                    bind "127.0.0.1:${rules}"
                    bind "127.0.0.1:${cache}"
                    bind "127.0.0.1:${root}"
                    bind "127.0.0.1:${java}"
                """);

        var ended = WeirProcess.command(
                        folder,
                        List.of(
                                "/usr/bin/env",
                                "rules=4242",
                                "cache=x2",
                                "root=4244",
                                "java=x3",
                                WeirProcess.PROGRAM,
                                "-c",
                                "-f",
                                "weir.cfg"))
                .end();

        assertEquals(1, ended.status());
        assertTrue(ended.err().contains("'127.0.0.1:x2' is not valid"), ended.err());
        assertTrue(ended.err().contains("'127.0.0.1:x3' is not valid"), ended.err());
        assertTrue(ended.err().contains("weir: not usable: 2 errors"), ended.err());
    }

    @Test
    void everyMistakeIsNamedWithItsPlaceAtOnce() throws Exception {
        Files.writeString(folder.resolve("weir.cfg"), """
                defaults
                    mode http
                    timeout client 5s
                    timeout connect 5s
                    timeout server 5s
                frontend fe
                    bind 127.0.0.1:99999
                    maxcon 10
                    rules absent.js
                    default_backend nowhere
                backend be
                    server s1 127.0.0.1:80 maxconn many
                    errorfile 503 absent.http
                """);

        var ended = WeirProcess.run(folder, "-c", "-f", "weir.cfg");

        assertEquals(1, ended.status());
        assertEquals("", ended.out());
        for (var place : new String[] {"7:10", "8:5", "9:11", "10:21", "12:36", "13:19"})
            assertTrue(ended.err().contains("weir.cfg:" + place + ": error: "), place + " in " + ended.err());
        assertTrue(ended.err().contains("maxconn"), "the nearest keyword");
        assertTrue(ended.err().contains("weir: not usable: 6 errors"), ended.err());
    }

    @Test
    void aMistakeInARuleScriptIsNamedWithItsPlace() throws Exception {
        WeirProcess.configuration(folder, 4242);
        Files.writeString(folder.resolve("more.cfg"), "frontend two\n mode http\n bind :4243\n rules busy.js\n");
        Files.writeString(folder.resolve("busy.js"), "\nexport function use_backend(txn) { return ; ; }}\n");

        var ended = WeirProcess.run(folder, "-c", "-f", "weir.cfg", "--", "more.cfg");

        assertEquals(1, ended.status());
        assertTrue(ended.err().contains("busy.js:2:"), ended.err());
    }

    @Test
    void aWarningIsAnErrorWhenItIsWantedSo() throws Exception {
        Files.writeString(folder.resolve("weir.cfg"), "frontend fe\n mode http\n bind 127.0.0.1:4242\n");

        var lenient = WeirProcess.run(folder, "-c", "-f", "weir.cfg");
        var strict = WeirProcess.run(folder, "-dW", "-c", "-f", "weir.cfg");

        assertEquals(0, lenient.status());
        assertEquals("Warnings were found.\nConfiguration file is valid\n", lenient.out());
        assertTrue(lenient.err().contains("weir.cfg:1:"), lenient.err());
        assertEquals(1, strict.status());
        assertEquals("", strict.out());
    }

    @Test
    void aFileThatListensNowhereIsToldApart() throws Exception {
        Files.writeString(folder.resolve("weir.cfg"), "global\n maxconn 10\n");

        assertEquals(2, WeirProcess.run(folder, "-c", "-f", "weir.cfg").status());
        assertEquals(1, WeirProcess.run(folder, "-f", "weir.cfg").status());
    }

    @Test
    void theCommandChecksInOtherFoldersToo() throws Exception {
        var inner = Files.createDirectory(folder.resolve("inner"));
        WeirProcess.configuration(inner, 4242);

        assertEquals(0, WeirProcess.run(folder, "check", "inner/weir.cfg").status());
        assertEquals(
                0,
                WeirProcess.run(folder, "-C", "inner", "-c", "-f", "weir.cfg").status());
        assertEquals(
                1,
                WeirProcess.run(folder, "-C", "nowhere", "-c", "-f", "weir.cfg").status());
    }

    @Test
    void aConditionIsAnsweredByTheStatus() throws Exception {
        assertEquals(
                0,
                WeirProcess.run(folder, "-cc", "version_atleast(2.4) && !streq(a,b)")
                        .status());
        assertEquals(1, WeirProcess.run(folder, "-cc", "version_atleast(9.0)").status());
        assertEquals(2, WeirProcess.run(folder, "-cc", "version_atleast(").status());
    }

    @Test
    void theVersionSaysWhatItIsCompatibleWithAndWhatItRunsOn() throws Exception {
        var brief = WeirProcess.run(folder, "-v").out();
        var all = WeirProcess.run(folder, "-vv").out();

        assertTrue(brief.startsWith("Weir version " + Build.VERSION + " (compatible with HAProxy 2.6"), brief);
        assertTrue(Files.readString(Path.of("pom.xml")).contains("<version>" + Build.VERSION + "</version>"));
        for (var field : new String[] {"Java: ", "Netty 4", "epoll", "io_uring", "Codecs: HTTP/1.1", "Rules: GraalJS"})
            assertTrue(all.contains(field), field + " in " + all);
    }

    @Test
    void aCommandLineThatMakesNoSenseIsRefused() throws Exception {
        assertEquals(1, WeirProcess.run(folder, "-f").status());
        assertEquals(1, WeirProcess.run(folder, "--no-such-option").status());
        assertEquals(2, WeirProcess.run(folder, "nosuchcommand").status());
        assertTrue(WeirProcess.run(folder, "--help").out().contains("replay"));
    }
}
