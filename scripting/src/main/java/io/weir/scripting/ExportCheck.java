package io.weir.scripting;

import io.weir.rules.Hook;
import io.weir.rules.Place;
import io.weir.rules.lang.Nearest;
import io.weir.rules.lang.Problem;
import io.weir.rules.lang.Severity;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.graalvm.polyglot.SourceSection;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** Sees to it that a module exports hooks and no other functions. Confined to the loading thread. */
final class ExportCheck {
    /** Hooks of the contract that a later release brings. */
    private static final List<String> LATER = List.of(
            "tcp_request_connection",
            "tcp_request_session",
            "tcp_request_content",
            "tcp_response_content",
            "use_server",
            "balance",
            "queue",
            "retry",
            "http_after_response",
            "monitor",
            "health");

    private final RuleModule module;
    private final SourceNames sources;
    private final Collection<Problem> problems;

    ExportCheck(RuleModule module, SourceNames sources, Collection<Problem> problems) {
        this.module = module;
        this.sources = sources;
        this.problems = problems;
    }

    void check(Value exports) {
        int before = problems.size();
        boolean hooks = false;
        for (String name : exports.getMemberKeys()) {
            Value value = exports.getMember(name);
            var hook = Hook.byExportName(name);
            if (hook != null) {
                hooks = true;
                hook(hook, value);
            } else if (LATER.contains(name)) {
                error(value, "hook " + name + " is not supported yet", "");
            } else if (value.canExecute()) {
                error(value, function(name), expected(name));
            }
        }
        if (!hooks && problems.size() == before)
            problems.add(new Problem(
                    Severity.WARNING, "rules-export", place(null), "it exports no hook", "such as use_backend"));
    }

    private void hook(Hook hook, Value value) {
        String name = hook.exportName();
        if (!value.canExecute()) {
            error(value, name + " is exported, but is no function", "function " + name + "(txn)");
            return;
        }
        switch (value.getMetaObject().getMetaSimpleName()) {
            case "AsyncFunction", "AsyncGeneratorFunction" ->
                error(value, "hook " + name + " may not await", "function " + name + " without async");
            case "GeneratorFunction" ->
                error(value, "hook " + name + " is a generator", "function " + name + " without *");
            default -> module.exports(hook, place(value));
        }
    }

    private static String function(String name) {
        return name.equals("default") ? "the default export is no hook" : "exported function " + name + " is no hook";
    }

    private static String expected(String name) {
        Set<String> known = new LinkedHashSet<>();
        for (Hook hook : Hook.values()) known.add(hook.exportName());
        String nearest = Nearest.to(name, known);
        return nearest == null
                ? "a hook such as use_backend; other functions stay unexported or live in a module of their own"
                : nearest;
    }

    private void error(Value value, String message, String expected) {
        problems.add(new Problem(Severity.ERROR, "rules-export", place(value), message, expected));
    }

    private Place place(@Nullable Value value) {
        var file = new Place(module.name(), 0, 0);
        SourceSection section = value == null ? null : value.getSourceLocation();
        return section == null ? file : sources.place(section, file);
    }
}
