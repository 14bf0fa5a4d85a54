package io.weir.rules.lang;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What HAProxy 2.6 makes of files of patterns. {@link PatternFileTest} holds Weir to it, and this table to HAProxy where
 * that is installed. {@code $} stands for the folder with the files.
 */
final class HaproxyMapCases {
    private static final Map<String, String> FILES = Map.of(
            "text.map",
            """
            # a comment
            \t one   first value \t
            two\tsecond # no comment
            two again
            #two never

            three\r
             #four hash
            /a/ dir
            /a beginning
            /a/b/c longer
            a.example dom
            b. empty-dot
            """,
            "number.map",
            "1 one\n2:5 some\n:0 none\n3 never\n10-20 dash\n",
            "int.map",
            "a 1\nb -2\nc +3\nd\n/a 4\n",
            "ip.map",
            """
            10.0.0.0/8 ten
            10.1.0.0/16 ten-one
            10.1.2.3 host
            10.1.2.3/32 again
            0.0.0.255/0.0.0.255 odd
            2001:db8::/32 doc
            2001:db8:1::/48 doc-one
            ::ffff:192.168.0.0/112 mapped
            """,
            "addr.map",
            "a 1.2.3.4\nb ::1\n",
            "regex.map",
            "^/old/(.*)$ /new/\\1?was=\\0\n/(x)(y)? [\\1\\2\\3]\nplain pl\\\\ain\n",
            "one.acl",
            "# no\n  /one\n/two words here\n/three \n\n/a/b\n\t#/four\n");

    private HaproxyMapCases() {}

    static Path write(Path folder) throws IOException {
        for (var file : FILES.entrySet())
            Files.writeString(folder.resolve(file.getKey()), file.getValue(), StandardCharsets.ISO_8859_1);
        return folder;
    }

    /** @param value empty also for none */
    record Value(String expression, String value) {}

    record Test(String condition, boolean holds) {}

    static final List<Value> VALUES = List.of(
            new Value("str(one),map($/text.map)", "first value"),
            new Value("str(two),map_str($/text.map)", "second # no comment"),
            new Value("str(three),map($/text.map),concat(<,,>)", "<>"),
            new Value("str('#four'),map($/text.map)", "hash"),
            new Value("str('#'),map($/text.map,none)", "none"),
            new Value("str(ONE),map($/text.map)", ""),
            new Value("str(on),map($/text.map,other one)", "other one"),
            new Value("str(on),map($/text.map,),concat(<,,>)", "<>"),
            new Value("str(/a/b/c/d),map_beg($/text.map)", "longer"),
            new Value("str(/a/b),map_beg($/text.map)", "dir"),
            new Value("str(/ab),map_beg($/text.map)", "beginning"),
            new Value("str(/),map_beg($/text.map,no)", "no"),
            new Value("str(x/a/b/c),map_sub($/text.map)", "dir"),
            new Value("str(x/ab),map_sub($/text.map)", "beginning"),
            new Value("str(x/a/b),map_dir($/text.map)", "dir"),
            new Value("str(x.a.example:80),map_dom($/text.map)", "dir"),
            new Value("str(b.c),map_dom($/text.map)", "empty-dot"),
            new Value("str(x/a),map_end($/text.map)", "beginning"),
            new Value("str(one two),map_end($/text.map)", "second # no comment"),
            new Value("int(1),map_int($/number.map)", "one"),
            new Value("int(3),map_int($/number.map)", "some"),
            new Value("int(-7),map_int($/number.map)", "none"),
            new Value("int(15),map_int($/number.map)", "dash"),
            new Value("int(7),map_int($/number.map,else)", "else"),
            new Value("str(15),map_int($/number.map)", "dash"),
            new Value("str(a),map_str_int($/int.map),add(1)", "2"),
            new Value("str(b),map_str_int($/int.map)", "-2"),
            new Value("str(c),map_str_int($/int.map)", "3"),
            new Value("str(d),map_str_int($/int.map)", "0"),
            new Value("str(e),map_str_int($/int.map,7)", "7"),
            new Value("str(/a/b),map_beg_int($/int.map)", "4"),
            new Value("src,map_ip($/ip.map,none)", "none"),
            new Value("ipv4(10.1.2.3),map_ip($/ip.map)", "host"),
            new Value("ipv4(10.1.2.4),map_ip($/ip.map)", "ten-one"),
            new Value("ipv4(10.2.2.255),map_ip($/ip.map)", "ten"),
            new Value("ipv4(11.2.2.255),map_ip($/ip.map)", "odd"),
            new Value("str(10.9.9.9),map_ip($/ip.map)", "ten"),
            new Value("str(x),map_ip($/ip.map,no),concat(<,,>)", ""),
            new Value("ipv4(192.168.3.4),map_ip($/ip.map)", "mapped"),
            new Value("ipv6(2001:db8:1::5),map_ip($/ip.map)", "doc-one"),
            new Value("ipv6(2001:db8:2::5),map_ip($/ip.map)", "doc"),
            new Value("ipv6(::10.1.2.3),map_ip($/ip.map)", "host"),
            new Value("ipv6(2002:0a01:0909::1),map_ip($/ip.map)", "ten-one"),
            new Value("str(a),map_str_ip($/addr.map)", "1.2.3.4"),
            new Value("str(b),map_str_ip($/addr.map)", "::1"),
            new Value("str(c),map_str_ip($/addr.map,9.8.7.6)", "9.8.7.6"),
            new Value("str(/old/x/y),map_regm($/regex.map)", "/new/x/y?was=/old/x/y"),
            new Value("str(/xyz),map_regm($/regex.map)", "[xy]"),
            new Value("str(/x),map_regm($/regex.map)", "[x]"),
            new Value("str(plain),map_regm($/regex.map)", "pl\\ain"),
            new Value("str(/old/x),map_reg($/regex.map)", "/new/\\1?was=\\0"),
            new Value("str(none),map_reg($/regex.map,d)", "d"));

    static final List<Test> TESTS = List.of(
            new Test("{ str(/one) -m str -f $/one.acl }", true),
            new Test("{ str(/ONE) -m str -f $/one.acl }", false),
            new Test("{ str(/ONE) -i -m str -f $/one.acl }", true),
            new Test("{ str(/two) -f $/one.acl }", false),
            new Test("{ str('/two words here') -f $/one.acl }", true),
            new Test("{ str(/three) -f $/one.acl }", false),
            new Test("{ str('/three ') -f $/one.acl }", true),
            new Test("{ str('#/four') -f $/one.acl }", true),
            new Test("{ str(/five) -f $/one.acl /four /five }", true),
            new Test("{ str(/ONE) -f $/one.acl -i /FIVE }", false),
            new Test("{ str(/oneandmore) -m beg -f $/one.acl }", true),
            new Test("{ str(/ONEandmore) -m beg -i -f $/one.acl }", true),
            new Test("{ str(/on) -m beg -f $/one.acl }", false),
            new Test("{ str(x/one) -m end -f $/one.acl }", true),
            new Test("{ str(x/onex) -m sub -f $/one.acl }", true),
            new Test("{ str(x/a/b/c) -m dir -f $/one.acl }", true),
            new Test("{ str(one) -M -f $/text.map }", true),
            new Test("{ str(first) -M -f $/text.map }", false),
            new Test("{ str(ONE) -i -M -f $/text.map }", true),
            new Test("{ int(3) -M -f $/number.map }", true),
            new Test("{ int(6) -M -f $/number.map }", false),
            new Test("{ int(6) -M -f $/number.map 6 }", true),
            new Test("{ int(15) 10-20 }", true),
            new Test("{ int(-15) -- -10 }", true),
            new Test("{ int(-5) -- -10 }", true),
            new Test("{ int(11) -- -10 }", false),
            new Test("{ int(-5) :-5 }", true),
            new Test("{ int(4) lt 5 }", true),
            new Test("{ int(5) lt 5 }", false),
            new Test("{ int(0) lt 0 }", false),
            new Test("{ int(5) ge 5 }", true),
            new Test("{ str(10.1.2.3) -m ip -M -f $/ip.map }", true),
            new Test("{ str(11.1.2.3) -m ip -n -M -f $/ip.map }", false),
            new Test("{ str(11.1.2.3) -m ip -u 77 -M -f $/ip.map 11.0.0.0/8 }", true),
            new Test("{ str(/old/x) -m reg -M -f $/regex.map }", true),
            new Test("{ str(abc) -m bin 616263 }", true),
            new Test("{ str(abc) -m len 3 }", true),
            new Test("{ str(abc) -m len 4:5 }", false),
            new Test("{ str(abc),map($/text.map) -m found }", false),
            new Test("{ str(two),map($/text.map) -m found }", true),
            new Test("{ str(two),map($/text.map) -m beg second }", true));

    /** Rule lines that both refuse. */
    static final List<String> BAD = List.of(
            "deny if { path -f $/none.acl }",
            "deny if { path,map($/none.map) -m found }",
            "deny if { path,map($/one.acl) -m found } { path -f $/one.acl }",
            "deny if { path -f $/one.acl } { path,map($/one.acl) -m found }",
            "deny if { path,map($/text.map) -m found } { path -f $/text.map }",
            "deny if { path,map_str_int($/text.map) -m found }",
            "deny if { path,map_str_ip($/text.map) -m found }",
            "deny if { path,map_int($/text.map) -m found }",
            "deny if { path,map_ip($/text.map) -m found }",
            "deny if { path,map_str_ip($/addr.map,x) -m found }",
            "deny if { path,map_str_int($/int.map,x) -m found }",
            "deny if { path,map }",
            "deny if { path,map() }",
            "deny if { path,map($/text.map,a,b) -m found }",
            "deny if { src -f $/one.acl }",
            "deny if { int(1) -f $/one.acl }",
            "deny if { path -u x /a }",
            "deny if { path -u 5 /a } { path -u 5 /b }",
            "deny if { path -f $/one.acl -m beg }",
            "deny if { hdr_cnt(x) -- 5-1 }",
            "deny if { src ::1/129 }",
            "deny if { src ff::/ffff:: }");
}
