package io.weir.rules.lang;

import java.util.ArrayList;
import java.util.List;

/**
 * What HAProxy 2.6 makes of rule lines. {@link RuleLineTest} holds Weir to it; {@link HaproxyDifferentialTest} holds this
 * table to HAProxy, where that is installed.
 */
final class HaproxyRuleCases {
    private static final String HEADERS = "|host: Foo|x-l: ab, cb|x-l: q, b|x-foo: 1|x-fob: 2";

    private HaproxyRuleCases() {}

    static final String REWRITTEN =
            "GET /a/b.html?x=1 HTTP/1.1\r\nhost: Foo\r\nx-l: ab, cb\r\nx-l: q, b\r\nx-foo: 1\r\nx-fob: 2\r\n\r\n";

    /** @param request as it is afterwards, with a bar before each header */
    record Rewrite(String rule, String request) {}

    static final List<Rewrite> REWRITES = List.of(
            new Rewrite("set-method FOO", "FOO /a/b.html?x=1" + HEADERS),
            new Rewrite("set-path /n", "GET /n?x=1" + HEADERS),
            new Rewrite("set-path /n?o", "GET /n?o?x=1" + HEADERS),
            new Rewrite("set-path /%[req.hdr(x-foo)]%[path]", "GET /1/a/b.html?x=1" + HEADERS),
            new Rewrite("set-query a=b", "GET /a/b.html?a=b" + HEADERS),
            new Rewrite("set-query ?a=b", "GET /a/b.html??a=b" + HEADERS),
            new Rewrite("set-pathq /r?s", "GET /r?s" + HEADERS),
            new Rewrite("set-uri /q", "GET /q" + HEADERS),
            new Rewrite("replace-path /a/(.*) /z/\\1", "GET /z/b.html?x=1" + HEADERS),
            new Rewrite("replace-path /a/(.*) /z/\\1?y=2", "GET /z/b.html?y=2?x=1" + HEADERS),
            new Rewrite("replace-path none /z", "GET /a/b.html?x=1" + HEADERS),
            new Rewrite("replace-pathq x=1 /X", "GET /X" + HEADERS),
            new Rewrite("set-header x-n v%[path]", "GET /a/b.html?x=1" + HEADERS + "|x-n: v/a/b.html"),
            new Rewrite("set-header x-l n", "GET /a/b.html?x=1|host: Foo|x-foo: 1|x-fob: 2|x-l: n"),
            new Rewrite("set-header x-n %[hdr(none)]", "GET /a/b.html?x=1" + HEADERS + "|x-n: "),
            new Rewrite("add-header x-l n", "GET /a/b.html?x=1" + HEADERS + "|x-l: n"),
            new Rewrite("del-header x-l", "GET /a/b.html?x=1|host: Foo|x-foo: 1|x-fob: 2"),
            new Rewrite("del-header X-fo -m beg", "GET /a/b.html?x=1|host: Foo|x-l: ab, cb|x-l: q, b"),
            new Rewrite("del-header OB -m end", "GET /a/b.html?x=1|host: Foo|x-l: ab, cb|x-l: q, b|x-foo: 1"),
            new Rewrite("del-header -l -m sub", "GET /a/b.html?x=1|host: Foo|x-foo: 1|x-fob: 2"),
            new Rewrite("del-header ^x-f -m reg", "GET /a/b.html?x=1|host: Foo|x-l: ab, cb|x-l: q, b"),
            new Rewrite("del-header ^X-F -m reg", "GET /a/b.html?x=1" + HEADERS),
            new Rewrite("replace-header x-l b Z", "GET /a/b.html?x=1|host: Foo|x-l: Z|x-l: Z|x-foo: 1|x-fob: 2"),
            new Rewrite(
                    "replace-header x-l (.)b <\\1>%[path]",
                    "GET /a/b.html?x=1|host: Foo|x-l: <a>/a/b.html|x-l: < >/a/b.html|x-foo: 1|x-fob: 2"),
            new Rewrite(
                    "replace-value x-foo (.*) v\\1-\\0",
                    "GET /a/b.html?x=1|host: Foo|x-l: ab, cb|x-l: q, b|x-foo: v1-1|x-fob: 2"));

    /** @param answer status and headers but for those about length and connection */
    record Answer(String rule, String answer) {}

    static final List<Answer> ANSWERS = List.of(
            new Answer("return", "200"),
            new Answer("return status 201", "201"),
            new Answer("return status 429 content-type text/plain string slow", "429|content-type: text/plain"),
            new Answer("return content-type text/plain", "200"),
            new Answer("return status 204 hdr a b hdr c %[path] hdr d %[hdr(none)]", "204|a: b|c: /a/b.html"),
            new Answer("deny status 429 content-type text/plain string slow", "429|content-type: text/plain"),
            new Answer("deny hdr a b", "403|a: b"),
            new Answer("deny status 429", "429"),
            new Answer("deny deny_status 404 hdr a b", "404|a: b"),
            new Answer("return status 418 hdr content-length 9 hdr a b", "418|a: b"),
            new Answer("return status 201 content-type a/b string x hdr Content-Type c/d", "201|content-type: a/b"),
            new Answer("redirect location /x", "302|location: /x|cache-control: no-cache"),
            new Answer("redirect location http://x%[path] code 301", "301|location: http://x/a/b.html"),
            new Answer("redirect prefix /p", "302|location: /p/a/b.html?x=1|cache-control: no-cache"),
            new Answer("redirect prefix /", "302|location: /a/b.html?x=1|cache-control: no-cache"),
            new Answer("redirect prefix /p drop-query", "302|location: /p/a/b.html|cache-control: no-cache"),
            new Answer("redirect prefix /p append-slash", "302|location: /p/a/b.html?x=1/|cache-control: no-cache"),
            new Answer(
                    "redirect prefix /p drop-query append-slash code 303",
                    "303|location: /p/a/b.html/|cache-control: no-cache"),
            new Answer("redirect scheme https", "302|location: https://Foo/a/b.html?x=1|cache-control: no-cache"),
            new Answer("redirect scheme https code 308", "308|location: https://Foo/a/b.html?x=1"),
            new Answer(
                    "redirect scheme https code 307", "307|location: https://Foo/a/b.html?x=1|cache-control: no-cache"),
            new Answer(
                    "redirect location /x set-cookie A=1",
                    "302|location: /x|cache-control: no-cache|set-cookie: A=1; path=/;"),
            new Answer(
                    "redirect location /x clear-cookie A=",
                    "302|location: /x|cache-control: no-cache|set-cookie: A=; path=/; Max-Age=0;"));

    /** @param request as it is after all the rules, with a bar before each header */
    record Sequence(List<String> rules, String request) {}

    /** Each is a target, a normalizer, and the target afterwards. */
    private static final List<List<String>> NORMALIZED = List.of(
            List.of("/a//b///", "path-merge-slashes", "/a/b/"),
            List.of("/a?b=//", "path-merge-slashes", "/a?b=//"),
            List.of("/a/./b/.", "path-strip-dot", "/a/b/"),
            List.of("/./.a/..", "path-strip-dot", "/.a/.."),
            List.of("/a/b/../c", "path-strip-dotdot", "/a/c"),
            List.of("/a/b/..", "path-strip-dotdot", "/a/"),
            List.of("/a/../../b", "path-strip-dotdot", "/../b"),
            List.of("/..", "path-strip-dotdot", "/../"),
            List.of("/a//../b/", "path-strip-dotdot", "/a/b/"),
            List.of("/a/../../..b/../", "path-strip-dotdot", "/../"),
            List.of("/a/../../b", "path-strip-dotdot full", "/b"),
            List.of("/../..", "path-strip-dotdot full", "/"),
            List.of("/?b=2&a=1&b=1&a&aa=0", "query-sort-by-name", "/?a=1&a&aa=0&b=2&b=1"),
            List.of("/?", "query-sort-by-name", "/?"),
            List.of("/%ff%2f?%aa%zz", "percent-to-uppercase", "/%FF%2F?%AA%zz"),
            List.of("/%ff%2f", "percent-to-uppercase strict", "/%FF%2F"),
            List.of("/%61%2f%7e?%41%2", "percent-decode-unreserved", "/a%2f~?A%2"),
            List.of("/%61%2f%7e?%41", "percent-decode-unreserved strict", "/a%2f~?A"),
            List.of("/a#b?c#d", "fragment-strip", "/a"),
            List.of("/a#b?c#d", "fragment-encode", "/a%23b?c%23d"));

    /** Two rules, and what the variable is behind them. */
    private static final List<List<String>> CONDITIONAL = List.of(
            List.of("set-var(txn.v) int(1)", "set-var(txn.v,ifexists) int(2)", "2"),
            List.of("unset-var(txn.v)", "set-var(txn.v,ifexists) int(2)", ""),
            List.of("set-var(txn.v) int(1)", "set-var(txn.v,ifnotexists) int(2)", "1"),
            List.of("unset-var(txn.v)", "set-var(txn.v,ifnotexists) int(2)", "2"),
            List.of("set-var(txn.v) int(1)", "set-var(txn.v,ifset) int(2)", "2"),
            List.of("unset-var(txn.v)", "set-var(txn.v,ifset) int(2)", ""),
            List.of("set-var(txn.v) int(1)", "set-var(txn.v,ifnotset) int(2)", "1"),
            List.of("unset-var(txn.v)", "set-var(txn.v,ifnotset) int(2)", "2"),
            List.of("set-var(txn.v) str(a)", "set-var(txn.v,ifempty) str()", ""),
            List.of("set-var(txn.v) str(a)", "set-var(txn.v,ifempty) str(b)", "a"),
            List.of("set-var(txn.v) str(a)", "set-var(txn.v,ifempty) int(0)", "a"),
            List.of("set-var(txn.v) str(a)", "set-var(txn.v,ifnotempty) str()", "a"),
            List.of("set-var(txn.v) str(a)", "set-var(txn.v,ifnotempty) str(b)", "b"),
            List.of("set-var(txn.v) str(a)", "set-var(txn.v,ifnotempty) bool(0)", "0"),
            List.of("set-var(txn.v) str(a)", "set-var(txn.v,ifnotempty) req.hdr(none)", "a"),
            List.of("set-var(txn.v) int(3)", "set-var(txn.v,ifgt) int(2)", "2"),
            List.of("set-var(txn.v) int(3)", "set-var(txn.v,ifgt) int(3)", "3"),
            List.of("set-var(txn.v) int(3)", "set-var(txn.v,iflt) int(4)", "4"),
            List.of("set-var(txn.v) int(3)", "set-var(txn.v,iflt) int(2)", "3"),
            List.of("set-var(txn.v) str(z)", "set-var(txn.v,iflt) int(2)", "2"),
            List.of("set-var(txn.v) int(3)", "set-var(txn.v,ifexists,ifgt,ifset) int(2)", "2"),
            List.of("set-var(txn.v) int(3)", "set-var(txn.v,ifexists,ifnotset) int(2)", "3"),
            List.of("set-var(txn.v) str(a)", "set-var-fmt(txn.v,ifnotempty) %[req.hdr(none)]", "a"),
            List.of("set-var(txn.v) str(a)", "set-var-fmt(txn.v,ifset) %[path]-", "/a/b.html-"),
            List.of("set-var(proc.cond,ifexists) str(p)", "set-var(txn.v) var(proc.cond)", "p"),
            List.of("set-var(proc.cond2,ifnotexists) str(p)", "set-var(txn.v) var(proc.cond2)", ""));

    static final List<Sequence> SEQUENCES = sequences();

    private static List<Sequence> sequences() {
        List<Sequence> sequences = new ArrayList<>(List.of(
                seen("set-src str(10.1.2.3)", "src", "10.1.2.3"),
                seen("set-src str(2001:db8::7)", "src", "2001:db8::7"),
                seen("set-src hdr(x-none)", "src", "127.0.0.1"),
                seen("set-src-port int(77)", "src_port", "77"),
                seen("set-src-port int(70000)", "src_port", "4464"),
                seen("set-dst str(10.1.2.3)", "dst", "10.1.2.3"),
                seen("set-dst-port int(99)", "dst_port", "99"),
                seen("set-nice 5", "int(1)", "1"),
                seen("set-priority-class int(5)", "int(1)", "1"),
                seen("set-priority-offset int(5)", "int(1)", "1"),
                seen("strict-mode off", "int(1)", "1"),
                seen("disable-l7-retry", "int(1)", "1"),
                seen("wait-for-body time 1s at-least 10", "int(1)", "1")));
        for (List<String> each : NORMALIZED)
            sequences.add(new Sequence(
                    List.of(
                            "set-var(txn.t) str('" + each.get(0) + "')",
                            "set-uri %[var(txn.t)]",
                            "set-header host Foo",
                            "normalize-uri " + each.get(1)),
                    "GET " + each.get(2) + "|x-l: ab, cb|x-l: q, b|x-foo: 1|x-fob: 2|host: Foo"));
        for (List<String> each : CONDITIONAL)
            sequences.add(new Sequence(
                    List.of(each.get(0), each.get(1), "set-header x-s %[var(txn.v)]"),
                    "GET /a/b.html?x=1" + HEADERS + "|x-s: " + each.get(2)));
        return List.copyOf(sequences);
    }

    private static Sequence seen(String rule, String fetch, String value) {
        return new Sequence(
                List.of(rule, "set-header x-s %[" + fetch + "]"), "GET /a/b.html?x=1" + HEADERS + "|x-s: " + value);
    }
}
