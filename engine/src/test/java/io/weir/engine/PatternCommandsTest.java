package io.weir.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Maps and ACLs changed through a stats socket; answers are held to those of the real HAProxy. */
@Timeout(60)
class PatternCommandsTest extends AdminSockets {
    private static final int MAX_ATTEMPTS = 200;

    /** A command, with {@code $} for the folder, and its answer. */
    private record Dialogue(String command, String answer) {}

    @Override
    @BeforeEach
    void configure() {
        super.configure();
        write("a.map", "k one\nk two\n/a beg\n/a/b longer\n10.0.0.0/8 net\n1 uno\n");
        write("n.map", "a 1\nb 2\n");
        write("i.map", "10.0.0.0/8 1.2.3.4\n::1 ::2\n255.0.0.1/255.0.0.1 9.9.9.9\n");
        write("one.acl", "/one\n/two words\n");
        write("r.map", "^/(.) x\\1\n");
        configuration = """
                global
                    stats socket $/admin level admin
                    stats socket $/operator level operator
                    stats socket $/user level user
                defaults
                    mode http
                    timeout client 5s
                    timeout connect 5s
                    timeout server 5s
                frontend fe
                    bind "127.0.0.1:${PORT}"
                    acl one path -f $/one.acl /three
                    acl two path_beg -i /x /y /xx
                    acl num hdr_cnt(x) gt 5 3
                    acl net src 10.0.0.0/8 ::1 255.0.0.1/255.0.0.1
                    acl id path -u 42 /id
                    acl found path -m found
                    acl both path -M -f $/a.map
                    acl bool always_true
                    acl end path_end -f $/one.acl .jpg
                    http-request return status 200 hdr x %[path,map($/a.map,none)] if { path_beg /map }
                    http-request set-header a %[path,map_beg($/a.map)]
                    http-request set-header a %[path,map_end($/a.map)]
                    http-request set-header a %[path,map_sub($/a.map)]
                    http-request set-header b %[path,map_str_int($/n.map)]
                    http-request set-header c %[src,map_ip_ip($/i.map)]
                    http-request set-header c %[path,map_regm($/r.map)]
                    http-request deny if { hdr(x),map($/n.map) -m found } or one two num net id found both bool end
                """.replace("$/", folder + "/");
    }

    @Test
    void answersAreThoseOfTheTable() throws Exception {
        try (var _ = Weir.running(configuration)) {
            assertEquals(List.of(), differences());
        }
    }

    @Test
    void haproxyAnswersAsTheTableSays() throws Exception {
        Path program = Path.of("/usr/sbin/haproxy");
        if (!Files.isExecutable(program)) {
            System.err.println("MISSING: haproxy is not installed, so nothing was compared with it (Debian: haproxy)");
            return;
        }
        write("haproxy.cfg", configuration.replace("${PORT}", "" + Origin.deadPort()));
        Process process = new ProcessBuilder(program.toString(), "-db", "-f", folder.resolve("haproxy.cfg") + "")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("haproxy.out").toFile())
                .start();
        try {
            awaitSocket(process);

            assertEquals(List.of(), differences());
        } finally {
            process.destroy();
            process.onExit().join();
        }
    }

    @Test
    void requestsSeeEachChange() throws Exception {
        try (var weir = Weir.running(configuration)) {
            assertEquals("none", found(weir));
            ask("admin", "add map " + folder + "/a.map /map first\n");
            assertEquals("first", found(weir));
            ask("admin", "set map " + folder + "/a.map /map second\n");
            assertEquals("second", found(weir));
            ask("admin", "prepare map " + folder + "/a.map;add map @1 " + folder + "/a.map /map third\n");
            assertEquals("second", found(weir));
            ask("admin", "commit map @1 " + folder + "/a.map\n");
            assertEquals("third", found(weir));
            ask("admin", "clear map " + folder + "/a.map\n");
            assertEquals("none", found(weir));
        }
    }

    @Test
    void whatWasChangedLastsUntilTheConfigurationIsReadAnew() throws Exception {
        try (var weir = Weir.running(configuration)) {
            ask("admin", "add map " + folder + "/a.map /map here\n");
            weir.loadRules();
            assertEquals("here", found(weir));

            write("a.map", "/map file\n");
            assertEquals(List.of(), weir.reload(configuration));

            assertEquals("file", found(weir));
            assertEquals("0x /map file\n\n", ask("admin", "show map #6\n").replaceAll("0x[0-9a-f]+", "0x"));
        }
    }

    @Test
    void aPayloadMayComeInPartsAndEndsWithAnEmptyLine() throws Exception {
        try (var _ = Weir.running(configuration);
                var client = connect("admin")) {
            client.write(ByteBuffer.wrap(("add map " + folder + "/n.map <<\nx 7\r\ny ").getBytes(UTF_8)));
            client.write(ByteBuffer.wrap("8\n\n".getBytes(UTF_8)));

            assertEquals("\n", read(client));
            String map = ask("admin", "show map " + folder + "/n.map\n");
            assertTrue(map.contains(" x 7\n") && map.contains(" y 8\n"), map);
        }
    }

    @Test
    void aClientThatEndsWithinAPayloadChangesNothing() throws Exception {
        try (var _ = Weir.running(configuration);
                var client = connect("admin")) {
            client.write(ByteBuffer.wrap(("add map " + folder + "/n.map <<\nx 7\n").getBytes(UTF_8)));
            client.shutdownOutput();

            assertEquals("", read(client));
            assertTrue(!ask("admin", "show map " + folder + "/n.map\n").contains("x 7"));
        }
    }

    @Test
    void whatIsNotAsciiComesBackAsItWasGiven() throws Exception {
        try (var _ = Weir.running(configuration)) {
            ask("admin", "add map " + folder + "/a.map käse größe\n");

            assertTrue(ask("admin", "show map " + folder + "/a.map\n").contains(" käse größe\n"));
        }
    }

    @Test
    void aUserReadsAndAnOperatorChanges() throws Exception {
        try (var _ = Weir.running(configuration)) {
            String change = " " + folder + "/one.acl /x\n";

            assertEquals("Permission denied\n\n", ask("user", "add acl" + change));
            assertTrue(ask("user", "get acl" + change).startsWith("type=str"));
            assertEquals("\n", ask("operator", "add acl" + change));
            assertTrue(ask("user", "show acl " + folder + "/one.acl\n").contains("/x\n"));
        }
    }

    @Test
    void listsTellWhoUsesWhat() throws Exception {
        try (var _ = Weir.running(configuration)) {
            List<String> maps = ask("admin", "show map\n").lines().toList();
            List<String> acls = ask("admin", "show acl\n").lines().toList();

            assertEquals("# id (file) description", maps.getFirst());
            assertEquals(
                    "6 (F/a.map) pattern loaded from file 'F/a.map' used by map at file 'test.cfg' line 18, by map at"
                            + " file 'test.cfg' line 21, by map at file 'test.cfg' line 22, by map at file 'test.cfg'"
                            + " line 23, by map at file 'test.cfg' line 24. curr_ver=0 next_ver=0 entry_cnt=24",
                    maps.get(1).replace(folder.toString(), "F"));
            assertEquals("1 () acl 'path' file 'test.cfg' line 12. curr_ver=0 next_ver=0 entry_cnt=1", acls.get(2));
            assertTrue(acls.getLast().isEmpty() && acls.get(acls.size() - 2).startsWith("42 () acl 'path'"));
        }
    }

    /** What the map gives for a request. */
    private static String found(Weir weir) throws IOException {
        try (var wire = weir.connect()) {
            String head = wire.send("GET /map HTTP/1.1\r\nHost: a\r\n\r\n").head();
            return head.replaceAll("(?s).*\r\nx: (\\w+)\r\n.*", "$1");
        }
    }

    private List<String> differences() throws IOException {
        var differences = new ArrayList<String>();
        for (Dialogue each : table()) {
            String command = each.command.replace("$", folder.toString()).replace("\\n", "\n");
            String answer = ask("admin", command + "\n");
            String plain = answer.replaceAll("(?m)^0x[0-9a-f]+", "0x").replace(folder.toString(), "$");
            if (!plain.strip().replace("\n\n", "\n~\n").equals(each.answer))
                differences.add(each.command + ": " + plain + "instead of " + each.answer);
        }
        return differences;
    }

    private static List<Dialogue> table() throws IOException {
        try (var in = PatternCommandsTest.class.getResourceAsStream("pattern-commands.txt")) {
            assertNotNull(in);
            var dialogues = new ArrayList<Dialogue>();
            for (String part : new String(in.readAllBytes(), UTF_8).split("(?m)^> ")) {
                int end = part.indexOf('\n');
                if (end >= 0)
                    dialogues.add(new Dialogue(
                            part.substring(0, end), part.substring(end).strip()));
            }
            return dialogues;
        }
    }

    private void awaitSocket(Process process) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            try {
                ask("admin", "show version\n");
                return;
            } catch (IOException e) {
                if (process.waitFor(25, TimeUnit.MILLISECONDS)) break;
            }
        }
        throw new IOException(Files.readString(folder.resolve("haproxy.out")));
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
