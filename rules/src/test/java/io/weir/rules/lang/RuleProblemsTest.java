package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.rules.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class RuleProblemsTest {
    /** A line of {@code http-request}, and the one problem that is found, by its column. */
    private static final List<String[]> REQUEST_LINES = List.of(
            new String[] {"", "13: error: 'http-request' lacks an action (expected an action)"},
            new String[] {"nope", "14: error: 'http-request' has no action 'nope'"},
            new String[] {
                "set-haeder a b", "14: error: 'http-request' has no action 'set-haeder' (expected 'set-header')"
            },
            new String[] {
                "cache-use c",
                "14: error: HAProxy's action 'http-request cache-use' is not supported by Weir yet: there is no cache"
            },
            new String[] {
                "lua.mine",
                "14: error: HAProxy's action 'http-request lua.mine' is not supported by Weir yet: there is no Lua"
                        + " (expected 'rules FILE' with a hook in JavaScript)"
            },
            new String[] {
                "set-status 200",
                "14: error: 'http-request' has no action 'set-status' (expected it behind 'http-response')"
            },
            new String[] {
                "set-var(txn.a,iff) int(1)",
                "14: error: 'iff' is no condition (expected ifexists, ifnotexists, ifempty, ifnotempty, ifset,"
                        + " ifnotset, ifgt, iflt)"
            },
            new String[] {
                "unset-var(txn.a,ifset)", "14: error: 'unset-var' takes no conditions (expected the variable alone)"
            },
            new String[] {"set-header a", "26: error: 'set-header' lacks an argument (expected a value)"},
            new String[] {"set-header 'a b' c", "25: error: 'set-header': 'a b' is not valid (expected a header's name)"
            },
            new String[] {
                "set-header a b c",
                "29: error: 'c' is not expected here (expected 'if', 'unless' or the end of the line)"
            },
            new String[] {"set-header a %[pth]", "27: error: unknown sample fetch 'pth' (expected 'path')"},
            new String[] {
                "set-header a %[distcc_body(ARGV)]",
                "27: error: HAProxy's sample fetch 'distcc_body' is not supported by Weir yet"
            },
            new String[] {
                "set-header a %[req.payload(0)]",
                "27: error: 'req.payload': an argument is missing (expected an integer)"
            },
            new String[] {
                "set-header a %[req.payload(-1,2)]", "27: error: 'req.payload': offset -1 (expected 0 or more)"
            },
            new String[] {
                "set-header a %[req.payload_lv(0,0)]", "27: error: 'req.payload_lv': length 0 (expected 1 or more)"
            },
            new String[] {
                "set-header a %[req.payload_lv(0,2,-3)]",
                "27: error: 'req.payload_lv': offset2 -3 is before the content (expected -2 or more)"
            },
            new String[] {
                "set-header a %[req.payload_lv(0,2,x)]",
                "27: error: 'req.payload_lv': offset2 'x' is not a number (expected an integer, +N or -N)"
            },
            new String[] {
                "set-header a %[res.len]",
                "27: error: 'res.len' is about the response, which is not there yet where this stands"
            },
            new String[] {
                "set-header a b if { req.ssl_ver 3.x }",
                "46: error: '3.x' is not a version (expected a version or a range such as 3.1:3.3)"
            },
            new String[] {"set-header a %[path,lowr]", "27: error: unknown converter 'lowr' (expected 'lower')"},
            new String[] {
                "set-header a %[path,jwt_verify]", "27: error: 'jwt_verify': an argument is missing (expected a string)"
            },
            new String[] {
                "set-header a %[path,jwt_verify(HS255,k)]",
                "27: error: 'jwt_verify': 'HS255' is no algorithm of JSON web tokens (expected none, or one of HS256,"
                        + " RS256, ES256 and PS256 and their like for 384 and 512)"
            },
            new String[] {
                "set-header a %[be_id]",
                "27: error: 'be_id' is about the backend, which is not chosen yet where this stands"
                        + " (expected a rule of the backend)"
            },
            new String[] {"set-header a %[fc_rtt(s)]", "27: error: 'fc_rtt': unit 's' (expected ms or us)"},
            new String[] {"set-header a %[fc_lost(us)]", "27: error: 'fc_lost': too many arguments: 1 (expected none)"},
            new String[] {
                "set-header a %[env]",
                "27: error: 'env': an argument is missing (expected the name of an environment variable)"
            },
            new String[] {
                "set-header a %[srv_id]",
                "27: error: 'srv_id' is about the response, which is not there yet where this stands"
            },
            new String[] {
                "set-header a %[path,field]", "27: error: 'field': an argument is missing (expected an integer)"
            },
            new String[] {
                "set-header a %[path,field(x,y)]", "27: error: 'field': 'x' is not an integer (expected an integer)"
            },
            new String[] {"set-header a %[path,field(0,y)]", "27: error: 'field': index 0 (expected not 0)"},
            new String[] {"set-header a %[path,lower(x)]", "27: error: 'lower': too many arguments: 1 (expected none)"},
            new String[] {"set-header a %[hdr(a,-11)]", "27: error: 'hdr': occurrence -11 (expected -10 or more)"},
            new String[] {
                "set-header a %[method,add(1)]",
                "27: error: converter 'add' cannot take what stands before it (expected a value that becomes an integer)"
            },
            new String[] {"set-header a %[path", "27: error: an expression is not closed (expected ']')"},
            new String[] {"set-header a %[hdr(a]", "27: error: 'hdr': a parenthesis is not closed (expected ')')"},
            new String[] {"set-header a %[]", "27: error: there is no sample fetch here (expected such as 'path')"},
            new String[] {
                "set-header a %zz", "27: error: there is no variable '%zz' (expected '%%' for the character itself)"
            },
            new String[] {
                "set-header a %{+Z}ci",
                "27: error: '+Z' is no flag (expected + or - and E, M, Q or X, with commas between)"
            },
            new String[] {"capture path", "26: error: 'capture' lacks an argument (expected len or id)"},
            new String[] {
                "set-header a 100%", "27: error: the text ends in '%' (expected '%%' for the character itself)"
            },
            new String[] {
                "set-header a %[status]",
                "27: error: 'status' is about the response, which is not there yet where this stands"
            },
            new String[] {
                "set-header a %[be_conn]",
                "27: error: 'be_conn' means the proxy itself here, and that is no backend (expected the name of a backend)"
            },
            new String[] {
                "set-header a %[srv_conn(s1)]",
                "27: error: 'srv_conn' means the proxy itself here, and that is no backend (expected the name of a backend)"
            },
            new String[] {
                "set-header a %[var(x)]",
                "27: error: 'var': 'x' does not begin with a variable's scope (expected proc., sess., txn., req. or res.)"
            },
            new String[] {
                "set-header a %[var(check.x)]",
                "27: error: 'var': variables of the scope 'check' are not supported yet (expected proc., sess., txn., req. or res.)"
            },
            new String[] {
                "set-var txn.a int(1)",
                "14: error: 'set-var' names no variable (expected a name such as '(txn.name)' behind it)"
            },
            new String[] {
                "set-var(txn.a-b) int(1)",
                "14: error: '-' cannot stand in the name of a variable (expected letters, digits, '_' and '.')"
            },
            new String[] {"set-var(txn.a)", "28: error: 'set-var' lacks an argument (expected a sample expression)"},
            new String[] {
                "set-var(txn.a) int(1) foo",
                "36: error: 'foo' is not expected here (expected 'if', 'unless' or the end of the line)"
            },
            new String[] {"replace-path [ b", "27: error: regular expression '[' is wrong: Unclosed character class"},
            new String[] {
                "del-header a -m foo",
                "30: error: 'del-header': 'foo' is not valid (expected str, beg, end, sub or reg)"
            },
            new String[] {
                "deny deny_status 418",
                "31: error: 'deny': '418' is not valid (expected a status that has an error page (200, 400, 401, 403, 404, 405, 407, 408, 410, 413, 421, 422, 425, 429, 500, 501, 502, 503 or 504), or a reply of its own)"
            },
            new String[] {
                "deny foo", "19: error: 'foo' is not expected here (expected 'if', 'unless' or the end of the line)"
            },
            new String[] {
                "return status 100", "28: error: 'return': '100' is not valid (expected a status of 200 to 599)"
            },
            new String[] {
                "return string a", "21: error: a body without 'content-type' (expected 'content-type' and a type)"
            },
            new String[] {"return content-type a/b string a string b", "47: error: there is a body already, of 'string'"
            },
            new String[] {"return content-type a/b file /none/x", "43: error: file /none/x does not exist"},
            new String[] {
                "return status 418 default-errorfiles",
                "28: error: 'return': '418' is not valid (expected a status that has an error page (200, 400, 401, 403, 404, 405, 407, 408, 410, 413, 421, 422, 425, 429, 500, 501, 502, 503 or 504), or a reply of its own)"
            },
            new String[] {
                "redirect", "22: error: 'redirect' does not say where to (expected 'location', 'prefix' or 'scheme')"
            },
            new String[] {
                "redirect location /x code 300",
                "40: error: 'redirect': '300' is not valid (expected 301, 302, 303, 307 or 308)"
            },
            new String[] {
                "redirect location /x foo",
                "35: error: 'redirect': 'foo' is not valid (expected location, prefix, scheme, code, set-cookie, clear-cookie, drop-query, append-slash or ignore-empty)"
            },
            new String[] {"deny if", "21: error: a condition is missing (expected an ACL's name or '{ test }')"},
            new String[] {"deny if nope", "22: error: there is no ACL 'nope' above this line"},
            new String[] {
                "deny if METH_GTE", "22: error: there is no ACL 'METH_GTE' above this line (expected 'METH_GET')"
            },
            new String[] {"deny if TRUE ||", "29: error: a condition is missing (expected an ACL's name or '{ test }')"
            },
            new String[] {"deny if TRUE !", "28: error: '!' negates nothing (expected an ACL's name or '{ test }')"},
            new String[] {"deny if !nope", "23: error: there is no ACL 'nope' above this line"},
            new String[] {"deny if { path /a", "22: error: '{' is not closed (expected '}' as a word of its own)"},
            new String[] {"deny if { }", "24: error: there is no test between the braces"},
            new String[] {"deny if { pth /a }", "24: error: unknown sample fetch 'pth' (expected 'path')"},
            new String[] {
                "deny if { status 200 }",
                "24: error: 'status' is about the response, which is not there yet where this stands"
            },
            new String[] {
                "deny if { fe_conn abc }",
                "32: error: 'abc' is not a number (expected an integer or a range such as 10:20)"
            },
            new String[] {"deny if { fe_conn ge }", "34: error: a number is missing (expected a number)"},
            new String[] {
                "deny if { fe_conn ge 1:2 }",
                "35: error: '1:2' is not a number (expected an integer or a range such as 10:20)"
            },
            new String[] {
                "deny if { fe_conn -1 }",
                "32: error: '-1' is no flag (expected -i, -m, -f, -M, -n, -u, or '--' before a pattern that begins with '-')"
            },
            new String[] {
                "deny if { src 1.2.3.4/33 }",
                "28: error: '1.2.3.4/33' is not a valid IPv4 or IPv6 address (expected an IPv4 mask or 0 to 32)"
            },
            new String[] {
                "deny if { src foo.bar }",
                "28: error: 'foo.bar' is not a valid IPv4 or IPv6 address (expected an address, or a network such as 10.0.0.0/8)"
            },
            new String[] {
                "deny if { path_reg [ }", "33: error: regular expression '[' is wrong: Unclosed character class"
            },
            new String[] {
                "deny if { path -m foo x }",
                "32: error: 'foo' is no match method (expected found, bool, int, ip, bin, len, str, beg, sub, dir, dom, end, reg or meth)"
            },
            new String[] {"deny if { path -f /none/x }", "32: error: file /none/x does not exist"},
            new String[] {"deny if { path -M -f /none/x }", "35: error: file /none/x does not exist"},
            new String[] {
                "deny if { var(txn.a) x }",
                "24: error: 'var' can be compared in several ways (expected '-m' and a match method behind it)"
            },
            new String[] {
                "deny if { path }",
                "28: warning: without a pattern this never holds (expected a pattern, '-m found', or '--' if that is meant)"
            },
            new String[] {
                "deny if { always_true yes }",
                "24: warning: patterns mean nothing to the match method 'bool' (expected none)"
            });

    @TestFactory
    Stream<DynamicTest> aBadRequestRuleIsReportedWhereItIsWrong() {
        return REQUEST_LINES.stream()
                .map(each -> DynamicTest.dynamicTest("http-request " + each[0], () -> {
                    var texts = new RuleTexts();

                    texts.line(Phase.HTTP_REQUEST, each[0]);

                    assertEquals(List.of(each[1]), texts.found());
                }));
    }

    @Test
    void requestFetchesHaveNoPlaceInResponseRules() {
        var texts = new RuleTexts();

        texts.line(Phase.HTTP_RESPONSE, "set-header a %[path]");

        assertEquals(
                List.of("28: error: 'path' is about the request, whose head is gone where this stands"
                        + " (expected a variable that 'http-request set-var' took it into)"),
                texts.found());
    }

    @Test
    void aNamedAclIsRefusedWhereItsFetchHasNoValue() {
        var texts = new RuleTexts().acl("ok status 200");

        texts.line(Phase.HTTP_REQUEST, "deny if ok");
        texts.line(Phase.HTTP_RESPONSE, "deny if ok");

        assertEquals(
                List.of("22: error: ACL 'ok' cannot be used here: 'status' is about the response, which is not there"
                        + " yet where this stands"),
                texts.found());
    }

    @Test
    void aTestAddedLaterIsCheckedAgainstTheRulesAbove() {
        var texts = new RuleTexts().acl("ok path /");
        texts.line(Phase.HTTP_REQUEST, "deny if ok");

        texts.acl("ok status 200");

        assertEquals(1, texts.found().size());
    }

    @Test
    void namesOfAclsAreChecked() {
        for (String line : new String[] {"a/b path /", "or path /", "a", ""}) {
            var texts = new RuleTexts().acl(line);
            assertEquals(1, texts.found().size(), line);
        }
        var texts = new RuleTexts().acl("1-x_y.z:w path /");
        assertEquals(List.of(), texts.found());
    }

    @Test
    void aBadPatternInAFileIsReportedThere(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("nets"), "10.0.0.0/8\n# no\nfoo\n");
        var texts = new RuleTexts();

        texts.line(Phase.HTTP_REQUEST, "deny if { src -f " + file + " }");

        assertEquals(
                List.of(file
                        + ":3:1: error: 'foo' is not a valid IPv4 or IPv6 address (expected an address, or a network such as"
                        + " 10.0.0.0/8)"),
                texts.found());
    }

    @Test
    void proxiesAndServersAreHandedOnForChecking() {
        var texts = new RuleTexts(AclScope.Section.LISTEN, "l");

        texts.line(
                Phase.HTTP_REQUEST,
                "deny if { fe_conn gt 1 } { be_conn(app) gt 1 } { srv_conn(s1) 1 } { srv_conn(b/s2) 1 }");

        assertEquals(List.of(), texts.found());
        assertEquals(
                List.of("FRONTEND l", "BACKEND app", "SERVER l/s1", "SERVER b/s2"),
                texts.scope.references().stream()
                        .map(reference -> reference.kind() + " " + reference.proxy()
                                + (reference.server().isEmpty() ? "" : "/" + reference.server()))
                        .toList());
    }
}
