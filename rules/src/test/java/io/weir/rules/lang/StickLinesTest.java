package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.config.StickRule;
import io.weir.rules.config.StickRule.Act;
import io.weir.rules.config.StickRules;
import io.weir.rules.table.DataType;
import io.weir.rules.table.StickTableConfig;
import io.weir.rules.table.Stored;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines that make requests stick to servers. */
class StickLinesTest {
    private static final String TABLE = " stick-table type string size 10 store gpc0\n";

    @Test
    void linesKeepTheirOrderAndTheirTable() {
        var stick = Texts.backend(TABLE
                        + " stick on src table l if TRUE\n stick match path,lower upper\n stick store path unless TRUE\n"
                        + " stick store-request path\n stick store-response res.hdr(a) table l")
                .persistence()
                .stick();

        assertEquals(
                List.of(Act.MATCH_AND_STORE, Act.MATCH, Act.STORE, Act.STORE),
                stick.request().stream().map(StickRule::act).toList());
        assertEquals(
                List.of("l"), stick.response().stream().map(StickRule::table).toList());
        assertEquals("l", stick.request().get(1).table());
        assertTrue(stick.request().getFirst().matches()
                && stick.request().getFirst().stores());
        assertFalse(stick.request().get(1).stores());
    }

    @Test
    void aBackendWithoutSuchLinesHasNoRules() {
        assertEquals(
                StickRules.NONE,
                Texts.backend(" option persist\n").persistence().stick());
    }

    @Test
    void aTableThatLinesStickToRemembersServersBesidesWhatItStores() {
        var configuration = Texts.accepted(Texts.LISTEN + TABLE + " stick on path\n" + """
                backend plain
                 stick-table type ip size 10
                backend named
                 stick-table type ip size 10 store server_key
                backend user
                 stick match src table named
                """);

        var tables = configuration.stickTables();
        assertEquals(List.of(DataType.GPC0, DataType.SERVER_ID, DataType.SERVER_KEY), types(tables.getFirst()));
        assertEquals(List.of(), types(tables.get(1)));
        assertEquals(List.of(DataType.SERVER_KEY, DataType.SERVER_ID), types(tables.get(2)));
    }

    private static List<DataType> types(StickTableConfig table) {
        return table.store().stream().map(Stored::type).toList();
    }

    @Test
    void aServerMayBeLeftOutOfWhatTablesRemember() {
        var servers = Texts.backend(" default-server non-stick\n server a 10.0.0.1:80\n server b 10.0.0.1:81 stick")
                .servers();

        assertTrue(servers.getFirst().nonStick());
        assertFalse(servers.get(1).nonStick());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "stick ~ 8:7: error: 'stick' lacks an argument (expected match, on, store, store-request or store-response)",
                "stick upon src ~ 8:8: error: unknown keyword 'stick upon' in section 'listen' (expected 'stick on')",
                "stick on ~ 8:10: error: 'stick on' lacks an argument (expected a sample expression)",
                "stick on sorce ~ 8:11: error: unknown sample fetch 'sorce'",
                "stick on src ~ 8:11: error: 'l' has no 'stick-table' (expected 'b')",
                "stick on src table ~ 8:20: error: 'stick on' lacks an argument (expected a stick table)",
                "stick match src table nowhere ~ 8:24: error: no stick table 'nowhere'",
                "stick on bool(1) table b ~ 8:25: error: the key cannot become one of the stick table 'b' (expected a key of type ip)",
                "stick on res.hdr(a) table b ~ 8:11: error: 'res.hdr' is about the response, which is not there yet where this stands",
                "stick store-response path table b ~ 8:23: error: 'path' is about the request, whose head is gone where this"
                        + " stands (expected a variable that 'http-request set-var' took it into)",
                "stick on src table b when TRUE ~ 8:23: error: 'when' is not expected here (expected 'if', 'unless' or the end of the line)",
                "stick on src table b if nothing ~ 8:26: error: there is no ACL 'nothing' above this line",
            })
    void wrongLinesAreRefusedWithTheirPlace(String line, String expected) {
        String table = "backend b\n stick-table type ip size 10\n";

        assertEquals(List.of("w.cfg:" + expected), Texts.problems(Texts.LISTEN + " " + line + "\n" + table));
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        assertEquals(
                List.of(
                        "w.cfg:8:11: error: unknown sample fetch 'nothing'",
                        "w.cfg:9:14: error: 'l' has no 'stick-table'"),
                Texts.problems(Texts.LISTEN + " stick on nothing\n stick match src\n"));
    }

    @Test
    void aFrontendHasNoServersToStickTo() {
        String frontend = "frontend f\n bind :81\n stick on src\n";

        assertEquals(
                List.of("w.cfg:10:2: warning: 'stick on' is ignored: frontend 'f' has no servers (expected backend or"
                        + " listen)"),
                Texts.problems(Texts.LISTEN + frontend).stream()
                        .filter(problem -> problem.contains("stick"))
                        .toList());
    }
}
