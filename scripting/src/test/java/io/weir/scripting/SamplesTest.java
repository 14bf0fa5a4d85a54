package io.weir.scripting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.rules.Transaction;
import io.weir.rules.UnknownInputException;
import io.weir.rules.pattern.PatternException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HAProxy's fetches and converters in scripts: {@code txn.f}, {@code txn.sf} and {@code txn.c}. */
class SamplesTest {
    @TempDir
    Path folder;

    private final Traffic traffic = new Traffic();

    @Test
    void fetchesKeepTheirNamesWithUnderscoresForDots() {
        assertEquals(
                "/a GET shop 192.0.2.7 2 undefined",
                says("const { f } = txn; return [f.path(), f.method(), f.req_hdr('host'), f.src(), f.req_hdr_cnt('x'),"
                        + " String(f.req_hdr('y'))].join(' ');"));
    }

    @Test
    void textFetchesGiveTextForEverything() {
        assertEquals(
                "2||1",
                says("const { sf } = txn; return [sf.req_hdr_cnt('x'), sf.req_hdr('y'), sf.always_true()].join('|');"));
    }

    @Test
    void newFetchesAreThereWithoutFurtherWork() {
        assertEquals(
                "number 16 Success undefined 0 app",
                says("const { f } = txn; return [typeof f.base32(), txn.sf.base32_src().length * 2, f.fc_err_str(),"
                        + " String(f.last_rule_line()), f.prio_class(), f.be_name() ? 'app' : ''].join(' ');"));
    }

    @Test
    void convertersTakeAValueAndTheirArguments() {
        assertEquals(
                "ABC 5 b undefined",
                says("const { c } = txn; return [c.upper('abc'), c.add(2, 3), c.field('a,b,c', 2, ','),"
                        + " String(c.lower(undefined))].join(' ');"));
    }

    @Test
    void everyConverterIsAMethodWithUnderscoresForHyphens() {
        assertEquals(
                "true undefined undefined",
                says("const { c } = txn; return [Object.keys(c).length > 70, String(c.capture_req('x', 0)),"
                        + " String(c.json_query('{}', '$.a'))].join(' ');"));
    }

    @Test
    void convertersOfEveryFamilyGiveScriptsWhatTheyGiveTheConfiguration() {
        for (var call : List.of(
                "c.hex(c.sha1('abc'))|A9993E364706816ABA3E25717850C26C9CD0D89D",
                "c.hex(c.hmac('abc', 'sha256', 'a2V5'))|9C196E32DC0175F86F4B1CB89289D6619DE6BEE699E4C378E68309ED97A1A6AB",
                "c.crc32c('abc')|910901175",
                "c.xxh32('abc', 5)|1562728233",
                "c.add_item('a', ',', '', 'b')|a,b",
                "c.be2dec('\\x01\\x02', ':', 1)|1:2",
                "c.host_only('Example:80') + c.port_only('Example:80')|example80",
                "c.json_query('{\"a\":[1,true]}', '$.a[1]')|true",
                "c.json('a\"b')|a\\\"b",
                "c.utime(0, '%Y-%m-%d')|1970-01-01",
                "c.http_date(0)|Thu, 01 Jan 1970 00:00:00 GMT",
                "c.language('fr;q=0.5,en', 'fr;en')|en",
                "c.rtrim(c.ltrim('  a ', ' '), ' ')|a",
                "c.fix_tag_value('8=FIX.4.4\\x0135=A\\x01', 'MsgType')|A",
                "c.protobuf('\\x08\\x96\\x01', '1', 'int32')|150",
                "c.hex2i('ff') + c.hex(c.htonl(1))|25500000001",
                "c.set_var('x', 'txn.y') + txn.var('txn.y')|xx",
                "c.set_var('x', 'txn.y', 'ifnotexists', 'ifset', 'ifnotset', 'ifempty')|undefined",
                "c.aes_gcm_dec('', 100, '', '', '')|aes_gcm_dec: key size 100 (expected 128, 192 or 256)"))
            assertEquals(
                    call.substring(call.indexOf('|') + 1),
                    says("const { c } = txn; try { return String(" + call.substring(0, call.indexOf('|'))
                            + "); } catch (e) { return e.message; }"),
                    call);
    }

    @Test
    void countersAreFetchesToo() {
        traffic.given("be_conn(app)", 4);

        assertEquals("4", says("return txn.f.be_conn('app');"));
    }

    @Test
    void wrongArgumentsThrow() {
        for (var wrong : List.of(
                "txn.f.path('x')|path: too many arguments: 1 (expected none)",
                "txn.f.req_hdr('x', 'y')|req.hdr: 'y' is not an integer (expected an integer)",
                "txn.f.env('HOME')|env: scripts see no environment (expected a variable that a rule line has set)",
                "txn.f.http_auth('u')|http_auth: scripts see no userlists (expected a variable that a rule line has set)",
                "txn.f.fc_rtt('s')|fc_rtt: unit 's' (expected ms or us)",
                "txn.c.jwt_verify('a.b.c', 'RS256', '/etc/key.pem')|jwt_verify: the public key '/etc/key.pem' was not read with the configuration (expected a key that a jwt_verify of a rule line names)",
                "txn.f.req_hdr({})|req_hdr: argument 1 is an object (expected a string)",
                "txn.c.field('a')|field: an argument is missing (expected an integer)",
                "txn.c.add(1.5, 1)|add: 1.5 cannot be converted (expected a string, an integer or a boolean)")) {
            assertEquals(
                    wrong.substring(wrong.indexOf('|') + 1),
                    says("try { return " + wrong.substring(0, wrong.indexOf('|'))
                            + "; } catch (e) { return e.message; }"));
        }
    }

    @Test
    void aMapIsTheOneThatTheConfigurationLooksUp() throws PatternException {
        try (var rules = Rules.in(folder)
                .file("hosts.map", "shop app\n# no\nshop.old  busy one \n")
                .file("busy.js", """
                        const hosts = core.map("%1$s/hosts.map", "beg");
                        const own = core.map("hosts.map");
                        export function http_request(txn) {
                          txn.var("txn.said", [hosts.lookup("shop.old"), hosts.lookup("x"), own.slookup("x"),
                            own.lookup("shop"), txn.c.map_str("shop", "%1$s/hosts.map"),
                            txn.c.map_str("x", "%1$s/hosts.map", "none")].join());
                        }
                        """.formatted(folder))
                .configuration(Rules.CONFIGURATION.replace(
                        "default_backend app",
                        "default_backend app\n    use_backend %[path,map(" + folder + "/hosts.map)] if FALSE"))) {
            var configuration = rules.configuration();
            var loaded = assertInstanceOf(Loading.Loaded.class, rules.js.load(configuration));
            var hooks = rules.open(loaded.scripts()).ofFrontend("lb");

            Transaction before = traffic.get("/");
            hooks.httpRequest(before);
            var map = configuration.patterns().named(folder + "/hosts.map");
            assertNotNull(map);
            map.set("shop", "changed");
            Transaction after = traffic.get("/");
            hooks.httpRequest(after);

            assertEquals(List.of(), rules.faultLines);
            assertEquals("busy one,,,app,app,none", before.variable("txn.said"));
            assertEquals("busy one,,,app,changed,none", after.variable("txn.said"));
        }
    }

    @Test
    void aMapThatCannotBeHadIsRefusedWhenTheRulesAreLoaded() throws IOException {
        Files.writeString(folder.resolve("bad.map"), "a one\nx two\n");
        for (var wrong : List.of(
                "core.map('none.map')|map_str: there is no file 'none.map'",
                "core.map('../x.map')|map_str: there is no file '../x.map'",
                "core.map('/etc/passwd')|map_str: the map '/etc/passwd' lies outside of the rules root",
                "core.map('bad.map', 'int')|map_int: bad.map:1: 'a' is not a number",
                "core.map('bad.map', 'nope')|core.map: 'nope' is no way to look up (expected str, beg,")) {
            try (var rules = Rules.busy(folder, wrong.substring(0, wrong.indexOf('|')) + ";\n")) {
                String problem = rules.problems().getFirst();
                String expected = wrong.substring(wrong.indexOf('|') + 1);
                assertTrue(problem.contains(expected), problem);
            }
        }
    }

    @Test
    void aHookReadsNoNewMap() {
        assertEquals(
                "map_str: the map 'hosts.map' was not read when the rules were loaded (expected core.map() with it at"
                        + " the top of a module, or a map of the configuration)",
                says("try { return txn.c.map_str('a', 'hosts.map'); } catch (e) { return e.message; }"));
    }

    @Test
    void inAReplayAFetchThatLacksItsInputComesOut() {
        try (var rules = Rules.tracedIn(folder)
                .file("busy.js", "export function use_backend(txn) { return txn.f.date() > 0 ? 'app' : 'busy'; }")) {
            traffic.timeIsUnknown = true;
            var hooks = rules.frontend();

            assertThrows(UnknownInputException.class, () -> hooks.useBackend(traffic.get("/")));
        }
    }

    private String says(String body) {
        try (var rules = Rules.busy(
                folder,
                "export function http_request(txn) { txn.var('txn.said', String((() => {" + body + "})())); }")) {
            Transaction txn = traffic.get("/a", "Host: shop", "X: 1", "X: 2");
            rules.frontend().httpRequest(txn);
            assertEquals(List.of(), rules.faultLines);
            return String.valueOf(txn.variable("txn.said"));
        }
    }
}
