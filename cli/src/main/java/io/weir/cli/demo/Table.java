package io.weir.cli.demo;

import io.weir.rules.Counter;
import io.weir.rules.Inputs;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What there is to see of the demo: redrawn in place on a terminal, a line a time elsewhere. Confined to one thread. */
public final class Table {
    private static final int BAR = 30;

    private final PrintStream out;
    private final Inputs inputs;
    private final Crowd crowd;
    private final Scene scene;
    private Crowd.Tally before = new Crowd.Tally(0, 0, 0);
    private long beforeNanos = System.nanoTime();
    private int drawn;

    /**
     * What is watched.
     *
     * @param slots of each server
     */
    public record Scene(String frontend, String backend, List<String> servers, int clients, int slots) {
        public Scene {
            servers = List.copyOf(servers);
        }
    }

    public Table(PrintStream out, Inputs inputs, Crowd crowd, Scene scene) {
        this.out = out;
        this.inputs = inputs;
        this.crowd = crowd;
        this.scene = scene;
    }

    /** Draws the table over the one before, below what was said meanwhile. */
    public void draw(String rules, Notes notes) {
        var rows = new ArrayList<String>();
        long connections = frontend(Counter.FE_CONN);
        rows.add(row("clients", connections, scene.clients(), connections + " connections (fe_conn)"));
        long requests = frontend(Counter.FE_REQ_CUR);
        rows.add(row("requests", requests, scene.clients(), requests + " in flight (fe_req_cur)"));
        for (var server : scene.servers()) {
            long used = inputs.counter(Counter.SRV_CONN, scene.backend(), server);
            rows.add(row(server, used, scene.slots(), used + " of " + scene.slots() + " slots"));
        }
        rows.add("%-9s %s".formatted("decisions", decisions(rate())));
        rows.add("%-9s %s".formatted("rules", rules));
        if (drawn > 0) out.print("\u001b[" + drawn + "A");
        notes.take().forEach(note -> out.print(note + "\u001b[K\n"));
        rows.forEach(row -> out.print(row + "\u001b[K\n"));
        out.flush();
        drawn = rows.size();
    }

    /** Prints the same as one line. */
    public void print(String rules) {
        var servers = new StringBuilder();
        for (var server : scene.servers())
            servers.append(' ')
                    .append(server)
                    .append(' ')
                    .append(inputs.counter(Counter.SRV_CONN, scene.backend(), server))
                    .append('/')
                    .append(scene.slots());
        out.println("fe_conn " + frontend(Counter.FE_CONN) + ", fe_req_cur " + frontend(Counter.FE_REQ_CUR) + ", slots"
                + servers + "; " + decisions(rate()) + "; " + rules);
    }

    /** What came of it all. */
    public String total() {
        var all = crowd.tally();
        return String.format(
                Locale.ROOT,
                "%,d requests: %,d served by %s, %,d told that we are busy, %,d failed",
                all.served() + all.busy() + all.failed(),
                all.served(),
                scene.backend(),
                all.busy(),
                all.failed());
    }

    private long frontend(Counter counter) {
        return inputs.counter(counter, scene.frontend(), "");
    }

    /** Decisions a second since the last look. */
    private Crowd.Tally rate() {
        var now = crowd.tally();
        long nowNanos = System.nanoTime();
        double seconds = Math.max(0.001, (nowNanos - beforeNanos) / 1e9);
        var since = now.since(before);
        before = now;
        beforeNanos = nowNanos;
        return new Crowd.Tally(Math.round(since.served() / seconds), Math.round(since.busy() / seconds), now.failed());
    }

    private String decisions(Crowd.Tally rate) {
        return rate.served() + "/s to " + scene.backend() + ", " + rate.busy() + "/s busy, " + rate.failed()
                + " failed in all";
    }

    private static String row(String name, long value, long most, String text) {
        int filled = Math.clamp(value * BAR / Math.max(1, most), 0, BAR);
        return "%-9s %s%s %s".formatted(name, "#".repeat(filled), ".".repeat(BAR - filled), text);
    }
}
