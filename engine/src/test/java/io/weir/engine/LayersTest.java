package io.weir.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Stages of the data path import only stages to their right. Reads our own class files; needs no library. */
class LayersTest {
    /** Left may use right, never back. */
    private static final List<String> ORDER = List.of(
            "io/weir/engine",
            "io/weir/engine/admin",
            "io/weir/engine/peers",
            "io/weir/engine/accept",
            "io/weir/engine/frontend",
            "io/weir/engine/exchange",
            "io/weir/engine/health",
            "io/weir/engine/queue",
            "io/weir/engine/balance",
            "io/weir/engine/upstream",
            "io/weir/engine/relay",
            "io/weir/engine/server",
            "io/weir/engine/http1",
            "io/weir/engine/loop",
            "io/weir/engine/account");

    private static final Pattern CLASS_IN_DESCRIPTOR = Pattern.compile("L(io/weir/engine/[\\w/$]+);");

    @Test
    void noStageImportsAStageBeforeIt() throws IOException {
        var offences = new TreeSet<String>();

        for (var type : engineTypes()) {
            var name = type.thisClass().asInternalName();
            for (var used : namesUsedBy(type)) {
                if (rank(used) < rank(name)) offences.add(name + " -> " + used);
            }
        }

        assertEquals(new TreeSet<>(), offences, "left may use right, never back: " + ORDER);
    }

    @Test
    void everyPackageOfTheEngineHasItsPlaceInTheOrder() throws IOException {
        var strangers = new TreeSet<String>();

        for (var type : engineTypes()) {
            var name = type.thisClass().asInternalName();
            if (rank(name) < 0) strangers.add(packageOf(name));
        }

        assertEquals(new TreeSet<>(), strangers, "packages without a place in ORDER");
    }

    private static List<ClassModel> engineTypes() throws IOException {
        var types = new ArrayList<ClassModel>();
        try (var files = Files.walk(Path.of("target", "classes", "io", "weir", "engine"))) {
            for (var file : (Iterable<Path>) files::iterator) {
                if (file.toString().endsWith(".class")) types.add(ClassFile.of().parse(file));
            }
        }
        assertFalse(types.isEmpty(), "no class found: this test would prove nothing");
        return types;
    }

    /** Types named by instructions, and those that only a signature or an annotation names. */
    private static Set<String> namesUsedBy(ClassModel type) {
        var names = new TreeSet<String>();
        for (var entry : type.constantPool()) {
            if (entry instanceof ClassEntry used) names.add(used.asInternalName());
            if (entry instanceof Utf8Entry text) {
                var found = CLASS_IN_DESCRIPTOR.matcher(text.stringValue());
                while (found.find()) names.add(found.group(1));
            }
        }
        names.removeIf(name -> !name.startsWith("io/weir/engine/"));
        return names;
    }

    private static int rank(String internalName) {
        return ORDER.indexOf(packageOf(internalName));
    }

    private static String packageOf(String internalName) {
        return internalName.substring(0, internalName.lastIndexOf('/'));
    }
}
