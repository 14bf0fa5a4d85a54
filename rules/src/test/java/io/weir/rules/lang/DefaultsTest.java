package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.rules.config.Configuration;
import io.weir.rules.config.FrontendConfig;
import io.weir.rules.config.LogTarget;
import io.weir.rules.config.Mode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefaultsTest {
    private static final String TIMEOUTS = " timeout client 1s\n timeout connect 1s\n timeout server 1s\n";

    @Test
    void everyFollowingProxyTakesThemOver() {
        var text = "global\n maxconn 100\ndefaults\n mode http\n maxconn 10\n" + TIMEOUTS
                + "frontend a\n bind :1\nfrontend b\n bind :2\nfrontend c\n bind :3\n maxconn 20\n";

        assertEquals(List.of("a 10", "b 10", "c 20"), limits(Texts.accepted(text)));
    }

    @Test
    void aLaterSectionStartsAfresh() {
        var text = "defaults\n mode http\n maxconn 10\n" + TIMEOUTS + "frontend a\n bind :1\ndefaults\n" + TIMEOUTS
                + "frontend b\n bind :2\n";

        var configuration = Texts.accepted(text);

        assertEquals(List.of("a 10", "b 0"), limits(configuration));
        assertEquals(Mode.TCP, configuration.frontends().getLast().mode());
    }

    @Test
    void aNamedOneIsChosenByFromAndMayItselfStartFromAnother() {
        var text = "defaults base\n mode http\n maxconn 10\n" + TIMEOUTS
                + "defaults big from base\n maxconn 1000\n"
                + "frontend a from base\n bind :1\nfrontend b from big\n bind :2\nfrontend c from big\n bind :3\n";

        var configuration = Texts.accepted(text);

        assertEquals(List.of("a 10", "b 1000", "c 1000"), limits(configuration));
        assertEquals(Mode.HTTP, configuration.frontends().getLast().mode());
    }

    @Test
    void aCaptureThatItMakesIsTheFirstOfEachFrontend() {
        var text = "defaults base\n mode http\n http-request capture path len 16\n" + TIMEOUTS
                + "frontend a from base\n bind :1\n declare capture request len 32\n"
                + " http-request capture method id 1\nfrontend b from base\n bind :2\n";

        var lengths = Texts.accepted(text).frontends().stream()
                .map(frontend -> frontend.capturing().slots().request().stream()
                        .map(slot -> slot.length())
                        .toList())
                .toList();

        assertEquals(List.of(List.of(16, 32), List.of(16)), lengths);
    }

    @Test
    void oneThatIsUsedByNameAndAsTheLatestIsDoubtful() {
        var text = "defaults a\n" + TIMEOUTS + "frontend f from a\n bind :1\nfrontend g\n bind :2\n";

        assertEquals(
                List.of("w.cfg:7:1: warning: defaults 'a' is used here as the latest one, elsewhere by name (expected"
                        + " 'from' in all sections or in none)"),
                Texts.problems(text));
    }

    @Test
    void oneWithRulesServesOneSideAndIsNoStartForAnother() {
        var rules = "defaults a\n mode http\n" + TIMEOUTS + " http-request deny\n";

        assertEquals(List.of(), Texts.problems(rules + "frontend f from a\n bind :1\nfrontend g from a\n bind :2\n"));
        assertEquals(
                List.of("w.cfg:9:1: error: backend 'b' cannot use defaults 'a', whose rules serve one side (expected a"
                        + " 'defaults' section for frontends only or for backends only)"),
                Texts.problems(rules + "frontend f from a\n bind :1\nbackend b from a\n"));
        assertEquals(
                List.of("w.cfg:7:1: error: listen 'l' cannot use defaults 'a', whose rules serve one side (expected a"
                        + " 'defaults' section for frontends only or for backends only)"),
                Texts.problems(rules + "listen l from a\n bind :1\n"));
        assertEquals(
                List.of(
                        "w.cfg:7:1: error: a 'defaults' section cannot start from defaults 'a', which has rules (expected"
                                + " the rules in the section that proxies use)"),
                Texts.problems(rules + "defaults b from a\n"));
    }

    @Test
    void twoOfTheSameNameCannotBeReferredTo() {
        var text = "defaults a\ndefaults a\n" + TIMEOUTS + "frontend f from a\n bind :1\n";

        assertEquals(List.of("w.cfg:6:17: error: several 'defaults' sections named 'a'"), Texts.problems(text));
    }

    @Test
    void listsGrowAndCanBeCleared() {
        var text = "global\n log stdout local0\n log stderr local1\ndefaults\n" + TIMEOUTS
                + " log global\n log 10.0.0.1 local2\n"
                + "frontend a\n bind :1\n log 10.0.0.2 local3\nfrontend b\n bind :2\n no log\n log 10.0.0.3 local4\n";

        var frontends = Texts.accepted(text).frontends();

        assertEquals(List.of(16, 17, 18, 19), facilities(frontends.getFirst()));
        assertEquals(List.of(20), facilities(frontends.getLast()));
    }

    @Test
    void serverParametersAndTimeoutsReachTheBackend() {
        var text = "defaults\n" + TIMEOUTS + " timeout queue 5s\n default-server maxconn 3\nbackend b\n"
                + " server s 10.0.0.1:80\n";

        var backend = Texts.accepted(text).backends().getFirst();

        assertEquals(3, backend.servers().getFirst().maxConnections());
        assertEquals(Duration.ofSeconds(5), backend.timeouts().queue());
    }

    @Test
    void aDisabledFrontendIsLeftOutAndADisabledBackendKept() {
        var text = """
                defaults
                    disabled
                frontend a
                    bind :1
                frontend b
                    bind :2
                    enabled
                    timeout client 1
                backend c
                """;

        var configuration = Texts.accepted(text);

        assertEquals(List.of("b 0"), limits(configuration));
        assertEquals(true, configuration.backends().getFirst().disabled());
    }

    private static List<String> limits(Configuration configuration) {
        return configuration.frontends().stream()
                .map(frontend -> frontend.name() + " " + frontend.maxConnections())
                .toList();
    }

    private static List<Integer> facilities(FrontendConfig frontend) {
        return frontend.log().targets().stream().map(LogTarget::facility).toList();
    }
}
