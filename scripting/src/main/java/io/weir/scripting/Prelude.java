package io.weir.scripting;

import io.weir.rules.Counter;
import io.weir.rules.Hook;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/** The host's own scripts. Parsed once by the shared engine. Any thread. */
final class Prelude {
    /** A function that makes the globals and gives back tools for the transaction's part. */
    private static final Source GLOBALS = internal("weir:globals", text("globals.js"));

    /** A function that makes the transaction object and gives back what the drivers need. */
    private static final Source TRANSACTION = internal("weir:transaction", text("transaction.js"));

    /** A function that throws an error with its argument as message, and with the stack of whatever called. */
    static final Source RAISE = internal("weir:raise", "(function (message) { throw new Error(message); })");

    /** The names of the counter functions in the order of {@link Counter}, joined by commas. */
    private static final String COUNTERS = counters();

    private Prelude() {}

    /**
     * The function between the host and one exported hook. Its text bears the hook's own name, so that each hook is
     * compiled by itself, with its own profile.
     */
    static Source driver(Hook hook, String module) {
        String arguments = hook == Hook.HTTP_ERROR ? "txn, api.errorEvent()" : "txn";
        String result = switch (hook) {
            case USE_BACKEND -> "if (typeof r === \"string\") decision.useBackend(r); else api.backend(r);";
            case HTTP_REQUEST, HTTP_RESPONSE -> "api.verdict(r, \"" + hook.exportName() + "\");";
            case HTTP_ERROR -> "api.errorReply(r);";
            case LOG -> "api.logged(r);";
        };
        String text = """
                (function (api, decision, fn) {
                  "use strict";
                  const txn = api.txn;
                  return function () {
                    const r = fn(%s);
                    if (r !== undefined) { %s }
                  };
                })
                """.formatted(arguments, result);
        return internal("weir:" + hook.exportName() + ":" + module, text);
    }

    /** Runs a module and gives back its exports; the path stands in quotes that JavaScript and JSON share. */
    static Source importOf(String path) {
        var quoted = "\"" + path.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        return Source.newBuilder("js", "export * as module from " + quoted + ";", "weir:import:" + path)
                .mimeType("application/javascript+module")
                .internal(true)
                .buildLiteral();
    }

    /** Parses all of it, so that the next context finds it parsed. */
    static void parse(Context context) {
        for (Source source : List.of(RAISE, GLOBALS, TRANSACTION)) context.eval(source);
    }

    /** Makes everything that rules find in a context; gives back what the drivers need. */
    static Value evaluate(Context context, JsTxn txn, JsDecision decision, JsInputs inputs, JsSamples samples) {
        Value tools = context.eval(GLOBALS).execute(inputs, COUNTERS, samples);
        return context.eval(TRANSACTION).execute(txn, decision, samples, tools);
    }

    private static Source internal(String name, String text) {
        return Source.newBuilder("js", text, name).internal(true).buildLiteral();
    }

    private static String counters() {
        var names = new StringJoiner(",");
        for (Counter counter : Counter.values()) names.add(counter.fetchName());
        return names.toString();
    }

    private static String text(String file) {
        try (InputStream in = Prelude.class.getResourceAsStream(file)) {
            if (in == null) throw new IllegalStateException(file + " is missing");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
