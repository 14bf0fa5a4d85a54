package io.weir.scripting;

import io.weir.rules.Origin;
import io.weir.rules.Place;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.SourceSection;
import org.graalvm.polyglot.management.ExecutionEvent;
import org.graalvm.polyglot.management.ExecutionListener;
import org.jspecify.annotations.Nullable;

/**
 * Follows every statement, so that a verdict stands at the very line that decided; for replays, not for live traffic.
 * Confined to the one thread that replays.
 */
final class TracedPosition implements Position, AutoCloseable {
    private final SourceNames names;
    private final ExecutionListener listener;
    private Place hook;
    private int depth;
    private @Nullable SourceSection statement;
    private @Nullable SourceSection statementOfHook;

    TracedPosition(Engine engine, SourceNames names, Place before) {
        this.names = names;
        this.hook = before;
        listener = ExecutionListener.newBuilder()
                .roots(true)
                .statements(true)
                .sourceFilter(source -> !source.isInternal())
                .onEnter(this::entered)
                .onReturn(this::left)
                .attach(engine);
    }

    @Override
    public void begin(HookFunction function) {
        hook = function.place();
        depth = 0;
        statement = null;
        statementOfHook = null;
    }

    @Override
    public Place place() {
        var at = statement;
        return at == null ? hook : names.place(at, hook);
    }

    /** The last statement of the hook's own function, even when that called others. */
    @Override
    public Origin ofReturn() {
        var at = statementOfHook;
        return at == null ? hook : names.place(at, hook);
    }

    @Override
    public Origin ofCall() {
        return place();
    }

    @Override
    public void close() {
        listener.close();
    }

    private void entered(ExecutionEvent event) {
        if (event.isRoot()) {
            depth++;
            return;
        }
        var at = event.getLocation();
        statement = at;
        if (depth == 1) statementOfHook = at;
    }

    private void left(ExecutionEvent event) {
        if (event.isRoot()) depth--;
    }
}
