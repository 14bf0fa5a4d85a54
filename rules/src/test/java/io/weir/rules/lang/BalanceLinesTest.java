package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.weir.rules.config.BalanceKey;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines that say how a server is chosen, and what is said about those that are wrong. */
class BalanceLinesTest {
    private static final String WORDS = "roundrobin, static-rr, leastconn, first, random, random(<draws>), source, uri,"
            + " url_param, hdr(<name>), rdp-cookie, rdp-cookie(<name>) or hash";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            value = {
                "balance ~ ROUNDROBIN",
                "balance first ~ FIRST",
                "balance random ~ Random[draws=2]",
                "balance random() ~ Random[draws=2]",
                "balance random(5) ~ Random[draws=5]",
                "balance source ~ Source[]",
                "balance uri ~ Uri[maxBytes=0, depth=0, whole=false, pathOnly=false]",
                "balance uri len 9 whole depth 2 path-only ~ Uri[maxBytes=9, depth=2, whole=true, pathOnly=true]",
                "balance url_param u check_post ~ UrlParam[name=u]",
                "balance url_param u check_post 64 ~ UrlParam[name=u]",
                "balance hdr(Host) use_domain_only ~ Header[name=Host, domainOnly=true]",
                "balance rdp-cookie ~ RdpCookie[cookie=RdpCookie[name=mstshash]]",
                "balance rdp-cookie(x) ~ RdpCookie[cookie=RdpCookie[name=x]]"
            })
    void namesTheAlgorithm(String line, String algorithm) {
        assertEquals(algorithm, Texts.backend(" " + line).balance().algorithm().toString());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            value = {
                "hash-type map-based ~ MAP_BASED SDBM false",
                "hash-type consistent ~ CONSISTENT SDBM true",
                "hash-type consistent sdbm ~ CONSISTENT SDBM false",
                "hash-type map-based wt6 avalanche ~ MAP_BASED WT6 true",
                "hash-type consistent crc32 ~ CONSISTENT CRC32 false"
            })
    void saysHowAKeyBecomesAServer(String line, String expected) {
        var type = Texts.backend(" balance source\n " + line).balance().hashType();

        assertEquals(expected, type.method() + " " + type.function() + " " + type.avalanche());
    }

    @Test
    void anExpressionIsHashedAndTheRestIsTakenOver() {
        var backend = Texts.backend(" balance hash req.hdr(a),lower\n hash-type consistent\n hash-balance-factor 150\n"
                + " option allbackups\n cookie S insert dynamic\n dynamic-cookie-key k");

        assertInstanceOf(BalanceKey.Sample.class, backend.balance().algorithm());
        assertEquals(150, backend.balance().hashBalanceFactor());
        assertEquals(true, backend.balance().allBackups());
        assertEquals(
                "k",
                java.util.Objects.requireNonNull(backend.persistence().cookie()).dynamicKey());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            value = {
                "balance quick ~ 8:10: error: 'balance': 'quick' is not valid (expected WORDS)",
                "balance hdr ~ 8:10: error: 'balance': 'hdr' is not valid (expected hdr(<name>))",
                "balance hdr() ~ 8:10: error: 'balance': 'hdr()' is not valid (expected a header's name in brackets)",
                "balance hdr(a ~ 8:10: error: 'balance': 'hdr(a' is not valid (expected a header's name in brackets)",
                "balance hdr(a) b ~ 8:17: error: 'balance': 'b' is not valid (expected use_domain_only)",
                "balance random(0) ~ 8:10: error: 'balance': 'random(0)' is not valid (expected the number of draws in brackets, 1 or more)",
                "balance source(1) ~ 8:10: error: 'balance': 'source(1)' is not valid (expected WORDS)",
                "balance uri deep ~ 8:14: error: 'balance': 'deep' is not valid (expected len, depth, path-only or whole)",
                "balance uri len 0 ~ 8:18: error: 'balance': '0' is not valid (expected a number of 1 to 2147483647)",
                "balance url_param ~ 8:19: error: 'balance' lacks an argument (expected a parameter's name)",
                "balance url_param a b ~ 8:22: error: 'balance': 'b' is not valid (expected check_post)",
                "balance rdp-cookie() ~ 8:10: error: 'balance': 'rdp-cookie()' is not valid (expected a cookie's name in brackets)",
                "balance hash ~ 8:14: error: 'balance' lacks an argument (expected a sample expression)",
                "balance first second ~ 8:16: error: 'balance' takes no further argument 'second'",
                "hash-type ring ~ 8:12: error: 'hash-type': 'ring' is not valid (expected consistent or map-based)",
                "hash-type consistent none ~ 8:23: error: 'hash-type': 'none' is not valid (expected crc32, djb2, sdbm or wt6)",
                "hash-type consistent wt6 x ~ 8:27: error: 'hash-type': 'x' is not valid (expected avalanche)",
                "hash-balance-factor 100 ~ 8:22: error: 'hash-balance-factor': '100' is not valid (expected 0, or a number over 100)",
                "dynamic-cookie-key ~ 8:20: error: 'dynamic-cookie-key' lacks an argument (expected a secret key)"
            })
    void saysWhatIsWrong(String line, String problem) {
        assertEquals(
                List.of("w.cfg:" + problem.replace("WORDS", WORDS)), Texts.problems(Texts.LISTEN + " " + line + "\n"));
    }

    @Test
    void whatNeedsARequestBecomesRoundRobinInAProxyOfMereBytes() {
        var backend = Texts.backend(" mode tcp\n balance uri");

        assertEquals("roundrobin", backend.balance().algorithm().word());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            value = {
                "hash-type consistent ~ 9:2: warning: 'hash-type' has no effect on this 'balance' (expected a 'balance' that hashes)",
                "hash-balance-factor 150 ~ 9:2: warning: 'hash-balance-factor' has no effect on this 'balance' (expected 'hash-type consistent' or 'balance random')",
                "cookie C insert dynamic ~ 9:2: warning: 'cookie': 'dynamic' has no effect without a key (expected 'dynamic-cookie-key')"
            })
    void warnsOfWhatIsThereToNoPurpose(String line, String problem) {
        assertEquals(
                List.of("w.cfg:" + problem), Texts.problems(Texts.LISTEN + " server s 127.0.0.1:1\n " + line + "\n"));
    }
}
