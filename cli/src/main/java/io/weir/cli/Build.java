package io.weir.cli;

import io.weir.engine.Capabilities;
import io.weir.rules.lang.ConditionalExpression;
import io.weir.scripting.JsRules;

/** What {@code -v} and {@code -vv} say. Any thread. */
final class Build {
    static final String VERSION = "0.1.0";

    private Build() {}

    static int printVersion(Console console) {
        console.answer("Weir version " + VERSION + " (compatible with HAProxy "
                + ConditionalExpression.COMPATIBLE_VERSION + ")");
        console.answer("Running on: " + property("os.name") + " " + property("os.version") + " " + property("os.arch"));
        return Start.OK;
    }

    static int printAll(Console console) {
        printVersion(console);
        console.answer("Java: " + property("java.vm.name") + " " + property("java.runtime.version") + ", "
                + property("java.vendor.version") + ", at " + property("java.home"));
        Capabilities.lines().forEach(console::answer);
        try (var rules = JsRules.live()) {
            console.answer("Rules: " + rules.runtimeDescription());
        }
        console.answer("Features: " + String.join(" ", ConditionalExpression.features()));
        return Start.OK;
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}
