package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What {@code set-var} in {@code global} makes of variables; HAProxy 2.6.12 makes the same of them. */
class ProcessVariablesTest {
    @Test
    void eachLineSeesWhatTheLinesAboveItSet() {
        var values = values("""
                global
                 set-var proc.n int(12)
                 set-var proc.ratio var(proc.unset,60),div(proc.n)
                 set-var proc.said str("this is")
                 set-var-fmt proc.said "%[var(proc.said)] %[var(proc.n)]%%"
                 set-var proc.upper str(u) upper
                 set-var proc.copy int(1),set-var(proc.more),add(1)
                """);

        assertEquals(
                "{proc.copy=2, proc.more=1, proc.n=12, proc.ratio=5, proc.said=this is 12%, proc.upper=U}", values);
    }

    @Test
    void conditionsHoldForLinesToo() {
        var values = values("""
                global
                 set-var proc.n int(5)
                 set-var proc.n,ifset int(6)
                 set-var proc.q,ifnotset int(1)
                 set-var proc.q,ifgt int(0)
                 set-var proc.q,iflt int(0)
                 set-var proc.r,ifexists int(7)
                 set-var proc.z,ifnotexists int(7)
                """);

        assertEquals("{proc.n=6, proc.q=0, proc.r=7}", values);
    }

    @Test
    void withoutArgumentsEmptyParenthesesMayStand() {
        var values = values("""
                global
                 set-var proc.id uuid()
                 set-var proc.yes always_true()
                 set-var proc.low str(A),lower()
                """);

        assertTrue(values.matches("\\{proc.id=[0-9a-f-]{36}, proc.low=a, proc.yes=true}"), values);
    }

    @Test
    void whatHasNoValueYetIsRefused() {
        Map<String, String> lines = Map.of(
                "set-var",
                "9: error: 'set-var' lacks an argument (expected a variable of the process such as 'proc.name')",
                "set-var proc.x",
                "16: error: 'set-var' lacks an argument (expected a sample expression)",
                "set-var-fmt proc.x",
                "20: error: 'set-var-fmt' lacks an argument (expected a text)",
                "set-var sess.x int(1)",
                "10: error: 'sess.x' is no variable of the process (expected a variable of the process such as"
                        + " 'proc.name')",
                "set-var proc.x,iff int(1)",
                "10: error: 'iff' is no condition (expected ifexists, ifnotexists, ifempty, ifnotempty, ifset,"
                        + " ifnotset, ifgt, iflt)",
                "set-var proc.x src",
                "17: error: 'src' has no value where this stands, since there is no client yet (expected a constant"
                        + " such as 'str(text)', or a variable such as 'var(proc.name)')",
                "set-var-fmt proc.x %[fe_conn(f)]",
                "21: error: 'fe_conn' has no value where this stands, since there is no client yet (expected a"
                        + " constant such as 'str(text)', or a variable such as 'var(proc.name)')",
                "set-var-fmt proc.x %Ti",
                "21: error: the variable '%Ti' is reserved for HTTP (expected 'mode http')",
                "set-var proc.x int(1) 2",
                "24: error: 'set-var' takes no further argument '2'");

        lines.forEach((line, problem) ->
                assertEquals(List.of("w.cfg:2:" + problem), Texts.problems("global\n " + line + "\n"), line));
    }

    private static String values(String text) {
        var values = new TreeMap<String, Object>();
        Texts.accepted(text).global().variables().forEach((name, initial) -> values.put(name, initial.value()));
        return values.toString();
    }
}
