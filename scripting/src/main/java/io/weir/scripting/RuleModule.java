package io.weir.scripting;

import io.weir.rules.Hook;
import io.weir.rules.Place;
import java.util.EnumMap;
import java.util.Map;
import org.graalvm.polyglot.Source;
import org.jspecify.annotations.Nullable;

/** A module of a {@code rules} line and the hooks that it exports. Any thread; filled before it is shared. */
final class RuleModule {
    private final Source importSource;
    private final String name;
    private final Map<Hook, Export> exports = new EnumMap<>(Hook.class);

    /**
     * An exported hook.
     *
     * @param place of the function
     * @param driver what calls it
     */
    record Export(Place place, Source driver) {}

    RuleModule(String realPath, String name) {
        this.importSource = Prelude.importOf(realPath);
        this.name = name;
    }

    Source importSource() {
        return importSource;
    }

    /** As the user names it. */
    String name() {
        return name;
    }

    void exports(Hook hook, Place place) {
        exports.put(hook, new Export(place, Prelude.driver(hook, name)));
    }

    @Nullable Export export(Hook hook) {
        return exports.get(hook);
    }
}
