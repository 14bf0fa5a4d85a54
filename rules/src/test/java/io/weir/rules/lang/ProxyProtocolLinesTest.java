package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.weir.rules.config.SendProxy;
import io.weir.rules.config.SendProxy.Option;
import io.weir.rules.config.SendProxy.Version;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines about headers of the PROXY protocol. */
class ProxyProtocolLinesTest {
    private static @Nullable SendProxy sent(String parameters) {
        return Texts.backend(" server s 10.0.0.1:80 " + parameters)
                .servers()
                .getFirst()
                .sendProxy();
    }

    private static SendProxy v2(Option... options) {
        return new SendProxy(Version.V2, Set.of(options));
    }

    @Test
    void aBindLineSaysWhetherHeadersComeAndAPlainOneExpectsNone() {
        var binds = Texts.frontend(" bind :2 accept-proxy\n bind :3").binds();

        assertEquals(true, binds.get(binds.size() - 2).acceptProxy());
        assertEquals(false, binds.getLast().acceptProxy());
    }

    @Test
    void theHigherVersionOfAHeaderIsSentAndEachIsSwitchedForItself() {
        assertNull(sent(""));
        assertEquals(new SendProxy(Version.V1, Set.of()), sent("send-proxy"));
        assertEquals(v2(), sent("send-proxy-v2"));
        assertEquals(v2(), sent("send-proxy-v2 send-proxy"));
        assertEquals(new SendProxy(Version.V1, Set.of()), sent("send-proxy send-proxy-v2 no-send-proxy-v2"));
        assertNull(sent("send-proxy no-send-proxy"));
        assertEquals(v2(Option.SSL), sent("send-proxy-v2-ssl"));
        assertEquals(v2(Option.SSL), sent("send-proxy-v2-ssl-cn"));
        assertNull(sent("send-proxy-v2-ssl no-send-proxy-v2-ssl"));
        assertNull(sent("send-proxy-v2-ssl-cn no-send-proxy-v2-ssl-cn"));
    }

    @Test
    void optionsAddUpAndThoseAboutACertificateAreAboutTls() {
        assertEquals(
                v2(Option.CRC32C, Option.UNIQUE_ID, Option.AUTHORITY),
                sent("send-proxy-v2 proxy-v2-options crc32c,unique-id proxy-v2-options authority"));
        assertEquals(v2(Option.SSL), sent("send-proxy-v2 proxy-v2-options cert-cn,cert-key,cert-sig,ssl-cipher,ssl"));
    }

    @Test
    void serversTakeTheHeaderOfTheDefaultServerUnlessTheySayOtherwise() {
        var servers = Texts.backend("""
                 default-server send-proxy-v2 proxy-v2-options crc32c
                 server a 10.0.0.1:80
                 server b 10.0.0.1:81 proxy-v2-options unique-id
                """).servers();

        assertEquals(v2(Option.CRC32C), servers.get(0).sendProxy());
        assertEquals(v2(Option.CRC32C, Option.UNIQUE_ID), servers.get(1).sendProxy());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "server s 1.1.1.1:1 proxy-v2-options tls ~ 8:38: error: 'server': 'tls' is not valid (expected authority, cert-cn, cert-key, cert-sig, crc32c, ssl, ssl-cipher or unique-id, between commas)",
                "server s 1.1.1.1:1 proxy-v2-options ~ 8:37: error: 'server' lacks an argument (expected authority, cert-cn, cert-key, cert-sig, crc32c, ssl, ssl-cipher or unique-id, between commas)",
                "server s 1.1.1.1:1 send-proxy-v3 ~ 8:21: error: 'server': unknown parameter 'send-proxy-v3' (expected 'send-proxy-v2')",
                "server s 1.1.1.1:1 proxy-v2-options crc32c ~ 8:2: warning: 'proxy-v2-options' without 'send-proxy-v2' has a header of version 1 sent, which shows none of them (expected 'send-proxy-v2' as well)",
                "tcp-request connection expect-proxy ~ 8:37: error: 'expect-proxy' lacks an argument (expected layer4)",
                "tcp-request connection expect-proxy layer5 ~ 8:38: error: 'expect-proxy': 'layer5' is not valid (expected layer4)",
                "tcp-request session expect-proxy layer4 ~ 8:22: error: 'tcp-request session' has no action 'expect-proxy' (expected it behind 'tcp-request connection')",
                "tcp-request session set-src ~ 8:29: error: 'set-src' lacks an argument (expected a sample expression)",
                "tcp-request connection set-dst path ~ 8:33: error: 'path' is about the request, which is not there yet where this stands",
            })
    void aWrongLineIsReportedWhereItIsWrong(String line, String problem) {
        assertEquals(List.of("w.cfg:" + problem), Texts.problems(Texts.LISTEN + " " + line + "\n"));
    }
}
