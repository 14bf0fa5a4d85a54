package io.weir.scripting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.rules.Transaction;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a rule must not reach. */
class PowerTest {
    @TempDir
    Path folder;

    @Test
    void nothingOfTheHostIsInReachByName() {
        assertEquals(
                "none",
                says("return ['Java', 'Polyglot', 'Packages', 'java', 'javax', 'load', 'loadWithNewGlobal', 'print',"
                        + " 'printErr', 'Graal', 'quit', 'read', 'require', 'process', 'performance', 'SharedArrayBuffer',"
                        + " 'Atomics', 'WebAssembly', 'Worker', 'arguments', 'global', 'fetch', 'host', 'inputs']"
                        + ".filter((name) => name in globalThis).join() || 'none';"));
    }

    @Test
    void codeCannotBeMadeFromText() {
        for (var code : List.of("eval('1')", "new Function('return 1')()", "(() => {}).constructor('return 1')()"))
            assertEquals("EvalError", says("try { " + code + "; return 'ran'; } catch (e) { return e.name; }"), code);
    }

    @Test
    void filesAreNotInReachByImportAtRunTime() {
        assertEquals("object", says("const p = import('/etc/passwd'); p.catch(() => {}); return typeof p;"));
    }

    @Test
    void theHostsObjectsCannotBeTakenApart() {
        assertEquals("none", says("""
                        const seen = [];
                        const walk = (value, depth) => {
                          if (value === null || (typeof value !== "object" && typeof value !== "function") || depth > 4) return;
                          for (const key of Reflect.ownKeys(value)) {
                            if (key === "getClass" || key === "class") seen.push(String(key));
                            const descriptor = Reflect.getOwnPropertyDescriptor(value, key);
                            if (descriptor && "value" in descriptor) walk(descriptor.value, depth + 1);
                          }
                          walk(Object.getPrototypeOf(value), depth + 1);
                        };
                        walk(txn, 0); walk(core, 0); walk(fe_conn, 0); walk(console, 0);
                        return seen.join() || "none";
                        """));
    }

    @Test
    void anErrorOfTheHostIsAPlainError() {
        assertEquals(
                "Error true undefined",
                says(
                        "try { fe_conn('x'); } catch (e) { return [e.name, e.constructor === Error, typeof e.getClass].join(' '); }"));
    }

    @Test
    void theGivenGlobalsCannotBeReplaced() {
        assertEquals(
                "TypeError TypeError",
                says("const t = (f) => { try { f(); return 'none'; } catch (e) { return e.name; } };"
                        + " return t(() => { globalThis.fe_conn = () => 0; }) + ' ' + t(() => { core.log = 1; });"));
    }

    private String says(String body) {
        try (var rules = Rules.busy(
                folder,
                "export function http_request(txn) { txn.var('txn.said', String((() => {" + body + "})())); }")) {
            Transaction txn = new Traffic().get("/");
            rules.frontend().httpRequest(txn);
            assertEquals(List.of(), rules.faultLines);
            return String.valueOf(txn.variable("txn.said"));
        }
    }
}
