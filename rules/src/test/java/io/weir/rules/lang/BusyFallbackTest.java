package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.rules.config.BackendConfig;
import io.weir.rules.config.Configuration;
import io.weir.rules.config.FrontendConfig;
import io.weir.rules.config.ServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration as users write it, and all that is made of it. */
class BusyFallbackTest {
    private static final String TEXT = """
            # One application of bounded servers, and a page for when it is full.
            global
                maxconn 2000
                log stdout format raw local0 info
                stats socket /run/weir.sock mode 600 level admin
                tune.js.burst-timeout 20ms
                default-path config

            defaults web
                mode http
                log global
                option httplog
                option dontlognull
                timeout connect 2s
                timeout client  30s
                timeout server  30s
                timeout queue   500ms
                timeout http-request 5s

            frontend lb from web
                bind "${LISTEN-127.0.0.1:8080}"
                bind /run/weir-http.sock mode 666
                maxconn 500
                option forwardfor except 127.0.0.0/8
                rules busy.js
                acl static path_beg -i /static/
                http-request set-header X-Request-Start "%[method] %[path]" unless static
                use_backend busy if { fe_conn ge 400 } !static
                use_backend %[path,field(2,/)] if static
                default_backend app

            backend app from web
                balance leastconn
                option http-server-close
                option redispatch 1
                default-server maxconn 30 maxqueue 100
                server a 127.0.0.1:9001
                server b 127.0.0.1:9002 weight 2
                server spare unix@/run/spare.sock backup maxconn 5

            backend busy from web
                errorfile 503 busy.http
            """;

    @TempDir
    Path folder;

    @Test
    void everythingInItIsRead() throws IOException {
        var file = Files.writeString(folder.resolve("weir.cfg"), TEXT);
        Files.writeString(folder.resolve("busy.js"), "export function use_backend() {}\n");
        Files.writeString(folder.resolve("busy.http"), "HTTP/1.0 503 Busy\r\n\r\nlater\n");

        var reading = ConfigReader.read(List.of(file), Map.of());

        assertEquals(List.of(), reading.problems());
        assertEquals("""
                global maxconn 2000, log [Stdout 16 6 RAW], burst PT0.02S, stats [Unix[path=/run/weir.sock] 600 ADMIN]
                frontend lb :20:1 HTTP maxconn 500
                  bind Inet[host=127.0.0.1, port=8080] :21:5
                  bind Unix[path=/run/weir-http.sock] :22:5
                  client PT30S request PT5S keep-alive PT5S
                  forwardfor ForwardFor[except=Network[address=/127.0.0.0, prefix=8], header=X-Forwarded-For, ifNone=false]
                  log HTTP 1 dontlognull true
                  rules busy.js :25:5
                  http-request [false]
                  use_backend :28:5
                  use_backend :29:5
                  default app :30:21
                backend app LEASTCONN SERVER_CLOSE redispatch 1 queue PT0.5S
                  server a Inet[host=127.0.0.1, port=9001] max 30 100 weight 1 backup false
                  server b Inet[host=127.0.0.1, port=9002] max 30 100 weight 2 backup false
                  server spare Unix[path=/run/spare.sock] max 5 100 weight 1 backup true
                backend busy ROUNDROBIN KEEP_ALIVE redispatch 0 queue PT0.5S
                  errorfile 503 of 27 bytes
                """, summary(Texts.configuration(reading)));
    }

    private String summary(Configuration configuration) {
        var text = new StringBuilder();
        var global = configuration.global();
        text.append("global maxconn " + global.maxConnections());
        for (var log : global.log())
            text.append(", log [" + log.sink().getClass().getSimpleName() + " " + log.facility() + " " + log.maxLevel()
                    + " " + log.format() + "]");
        text.append(", burst " + global.scriptLimits().burst());
        for (var socket : global.statsSockets())
            text.append(", stats [" + socket.endpoint() + " " + Integer.toOctalString(socket.mode()) + " "
                    + socket.level() + "]");
        text.append("\n");
        for (var frontend : configuration.frontends()) summary(frontend, text);
        for (var backend : configuration.backends()) summary(backend, text);
        return text.toString().replace(folder.resolve("weir.cfg").toString(), "");
    }

    private void summary(FrontendConfig frontend, StringBuilder text) {
        text.append("frontend " + frontend.name() + " " + frontend.place() + " " + frontend.mode() + " maxconn "
                + frontend.maxConnections() + "\n");
        for (var bind : frontend.binds()) text.append("  bind " + bind.endpoint() + " " + bind.place() + "\n");
        var timeouts = frontend.timeouts();
        text.append("  client " + timeouts.client() + " request " + timeouts.httpRequest() + " keep-alive "
                + timeouts.httpKeepAlive() + "\n");
        text.append("  forwardfor " + frontend.http().forwardFor() + "\n");
        text.append("  log " + frontend.log().line() + " "
                + frontend.log().targets().size() + " dontlognull "
                + frontend.log().dontLogNull() + "\n");
        for (var script : frontend.rules().scripts())
            text.append("  rules " + folder.relativize(script.file()) + " " + script.place() + "\n");
        text.append("  http-request [" + frontend.rules().httpRequest().isEmpty() + "]\n");
        for (var choice : frontend.useBackends()) text.append("  use_backend " + choice.place() + "\n");
        text.append("  default " + frontend.defaultBackend() + " " + frontend.defaultBackendPlace() + "\n");
    }

    private static void summary(BackendConfig backend, StringBuilder text) {
        text.append("backend " + backend.name() + " " + backend.balance().algorithm() + " "
                + backend.http().connectionMode() + " redispatch " + backend.redispatch() + " queue "
                + backend.timeouts().queue() + "\n");
        for (ServerConfig server : backend.servers())
            text.append("  server " + server.name() + " " + server.endpoint() + " max " + server.maxConnections() + " "
                    + server.maxQueue() + " weight " + server.weight() + " backup " + server.backup() + "\n");
        backend.errorReplies()
                .forEach((status, reply) ->
                        text.append("  errorfile " + status + " of " + Texts.bytes(reply).length + " bytes\n"));
    }
}
