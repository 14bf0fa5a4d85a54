package io.weir.rules.lang;

import io.weir.rules.Place;
import io.weir.rules.pattern.PatternRef;
import io.weir.rules.pattern.PatternRefs;
import io.weir.rules.sample.AclKeyword;
import io.weir.rules.sample.ArgumentType;
import io.weir.rules.sample.Arguments;
import io.weir.rules.sample.BadArgumentException;
import io.weir.rules.sample.Converter;
import io.weir.rules.sample.Converters;
import io.weir.rules.sample.Expression;
import io.weir.rules.sample.Fetch;
import io.weir.rules.sample.Fetches;
import io.weir.rules.sample.MatchMethod;
import io.weir.rules.sample.Needs;
import io.weir.rules.sample.PatternFiles;
import io.weir.rules.sample.PublicKeys;
import io.weir.rules.sample.Signature;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads sample expressions: a fetch and its converters (configuration manual section 7.3). Confined to the reading
 * thread.
 */
public final class ExpressionReader {
    private final Problems problems;
    private final AclScope scope;

    public ExpressionReader(Problems problems, AclScope scope) {
        this.problems = problems;
        this.scope = scope;
    }

    /** Reads one word such as {@code req.hdr(host),lower}; null when it is wrong, which is reported. */
    public @Nullable Expression read(Word word, Usable where) {
        try {
            return whole(word, where).expression();
        } catch (LineFault fault) {
            problems.add(fault.problem());
            return null;
        }
    }

    /** Reads an expression whose further converters may be words of their own. */
    Expression read(Words words, Usable where) {
        ReadExpression read = whole(words.take(), where);
        while (words.hasNext() && startsWithConverter(words.peek())) {
            Word word = words.take();
            var text = new ExpressionText(word.text(), 0);
            read = converters(word, text, converted(word, text, read));
            end(word, read);
        }
        return read.expression();
    }

    private ReadExpression whole(Word word, Usable where) {
        ReadExpression read = prefix(word, 0);
        end(word, read);
        check(read, word.place(), where);
        return read;
    }

    private static void end(Word word, ReadExpression read) {
        if (read.end() == word.text().length()) return;
        String rest = Latin1.readable(word.text().substring(read.end()));
        throw fault("bad-expression", word, "'" + rest + "' cannot stand behind an expression", "',' and a converter");
    }

    private static boolean startsWithConverter(String text) {
        return Converters.named(new ExpressionText(text, 0).name()) != null;
    }

    /** Reads the expression that begins at an offset of that word, as far as it goes. */
    ReadExpression prefix(Word word, int start) {
        var text = new ExpressionText(word.text(), start);
        String name = text.name();
        Fetch fetch = Fetches.named(name);
        if (fetch == null) throw unknownFetch(word, name);
        return converters(word, text, fetched(word, text, fetch, name));
    }

    /** Reads the first word of a condition's test, which may be a keyword that only conditions have. */
    ReadExpression criterion(Word word) {
        var text = new ExpressionText(word.text(), 0);
        String name = text.name();
        AclKeyword keyword = AclKeyword.named(name);
        Fetch fetch = Fetches.named(keyword == null ? name : keyword.fetch());
        if (fetch == null) throw unknownFetch(word, name);
        ReadExpression fetched = fetched(word, text, fetch, name);
        MatchMethod method = keyword == null ? fetched.method() : keyword.method();
        ReadExpression read = converters(
                word, text, new ReadExpression(name, fetched.expression(), fetched.needs(), method, fetched.end()));
        end(word, read);
        return read;
    }

    /** Refuses a fetch of what is not at hand there. */
    void check(ReadExpression read, Place place, Usable where) {
        if (read.needs() == Needs.BACKEND && where == Usable.REQUEST && scope.section() == AclScope.Section.FRONTEND)
            throw beforeBackend(read.fetch(), place);
        checkUsable(read, place, where);
    }

    private static LineFault beforeBackend(String fetch, Place place) {
        String message = "'" + fetch + "' is about the backend, which is not chosen yet where this stands";
        return new LineFault(new Problem(Severity.ERROR, "misplaced-fetch", place, message, "a rule of the backend"));
    }

    /** Refuses a fetch whose message is not at hand. */
    static void checkUsable(ReadExpression read, Place place, Usable where) {
        checkUsable(read.fetch(), read.needs(), place, where);
    }

    static void checkUsable(String fetch, Needs needs, Place place, Usable where) {
        if (where == Usable.NOBODY) checkConstant(fetch, place);
        boolean usable = switch (needs) {
            case NOTHING -> true;
            case MESSAGE -> where == Usable.REQUEST || where == Usable.RESPONSE;
            case BACKEND -> where != Usable.CONNECTION;
            case REQUEST, REQUEST_CONTENT -> where == Usable.REQUEST;
            case RESPONSE, RESPONSE_CONTENT -> where == Usable.RESPONSE;
            case OUTCOME -> where == Usable.RESPONSE || where == Usable.LOG;
        };
        if (usable) return;
        if (needs == Needs.BACKEND) throw beforeBackend(fetch, place);
        boolean request = needs == Needs.REQUEST || needs == Needs.REQUEST_CONTENT || needs == Needs.MESSAGE;
        boolean gone = where == Usable.LOG || request && where == Usable.RESPONSE;
        String message = "'" + fetch + "' is about the " + (request ? "request" : "response")
                + (gone ? ", whose head is gone" : ", which is not there yet") + " where this stands";
        String rule = request ? "http-request" : "http-response";
        String expected = gone ? "a variable that '" + rule + " set-var' took it into" : "";
        throw new LineFault(new Problem(Severity.ERROR, "misplaced-fetch", place, message, expected));
    }

    private static void checkConstant(String fetch, Place place) {
        if (Fetches.isConstant(fetch)) return;
        String message = "'" + fetch + "' has no value where this stands, since there is no client yet";
        String expected = "a constant such as 'str(text)', or a variable such as 'var(proc.name)'";
        throw new LineFault(new Problem(Severity.ERROR, "misplaced-fetch", place, message, expected));
    }

    private ReadExpression fetched(Word word, ExpressionText text, Fetch fetch, String name) {
        try {
            Arguments arguments = arguments(word, text, fetch.signature(), name);
            Expression expression = fetch.with(arguments);
            return new ReadExpression(name, expression, fetch.needs(), MatchMethod.defaultFor(fetch.type()), text.at());
        } catch (BadArgumentException e) {
            throw fault("bad-argument", word, "'" + name + "': " + Latin1.readable(e.problem()), e.expected());
        }
    }

    private ReadExpression converters(Word word, ExpressionText text, ReadExpression source) {
        ReadExpression read = source;
        while (text.takeIf(',')) {
            while (text.takeIf(',')) {} // HAProxy takes several for one
            read = converted(word, text, read);
        }
        return read;
    }

    private ReadExpression converted(Word word, ExpressionText text, ReadExpression source) {
        String name = text.name();
        Converter converter = Converters.named(name);
        if (converter == null) throw unknownConverter(word, name);
        if (!source.expression().type().becomes(converter.from()))
            throw fault(
                    "bad-expression",
                    word,
                    "converter '" + name + "' cannot take what stands before it",
                    "a value that becomes " + title(converter));
        try {
            Arguments arguments = arguments(word, text, converter.signature(), name);
            Expression expression = converter.behind(source.expression(), arguments, maps(word.place()));
            MatchMethod method = MatchMethod.defaultFor(converter.to());
            ReadExpression read = new ReadExpression(source.fetch(), expression, source.needs(), method, text.at());
            return read;
        } catch (BadArgumentException e) {
            throw fault("bad-argument", word, "'" + name + "': " + Latin1.readable(e.problem()), e.expected());
        }
    }

    private PatternFiles maps(Place place) {
        var use = new PatternRefs.Use(PatternRef.User.MAP, place);
        return new PatternFiles() {
            @Override
            public PatternRef open(String name) throws BadArgumentException {
                return scope.patternFile(name, PatternRef.Columns.TWO, use);
            }

            @Override
            public PublicKeys keys() {
                return scope.shared().keys();
            }

            @Override
            public Path keyFile(String name) {
                return scope.resolve(Latin1.readable(name));
            }
        };
    }

    private static String title(Converter converter) {
        return switch (converter.from()) {
            case BOOL -> "a boolean";
            case INT -> "an integer";
            case IP -> "an address";
            case STR, BIN, METH, ANY -> "text";
        };
    }

    private Arguments arguments(Word word, ExpressionText text, Signature signature, String name)
            throws BadArgumentException {
        List<String> texts = text.arguments();
        Arguments arguments = signature.read(texts, scope.proxy());
        if (arguments.types().contains(ArgumentType.USERLIST)) return withUsers(arguments, word);
        if (arguments.types().contains(ArgumentType.ENVIRONMENT))
            return new Arguments(arguments.types(), List.of(scope.shared().variable((String)
                    arguments.values().getFirst())));
        for (int i = 0; i < arguments.values().size(); i++) {
            String given = i < texts.size() ? texts.get(i) : "";
            scope.refer(arguments.types().get(i), arguments.values().get(i), given, word.place(), name);
        }
        return arguments;
    }

    /** The section may stand further down, so what takes its name's place is filled later. */
    private Arguments withUsers(Arguments arguments, Word word) {
        List<Object> values = new ArrayList<>(arguments.values());
        for (int i = 0; i < values.size(); i++)
            if (arguments.types().get(i) == ArgumentType.USERLIST)
                values.set(i, scope.shared().useUserlist((String) values.get(i), word.place()));
        return new Arguments(arguments.types(), values);
    }

    private static LineFault unknownFetch(Word word, String name) {
        if (name.isEmpty()) return fault("missing-fetch", word, "there is no sample fetch here", "such as 'path'");
        var known = HaproxyKeywords.FETCH.names();
        var conditions = HaproxyKeywords.ACL.names();
        if (known.contains(name) || conditions.contains(name))
            return fault(
                    "unsupported-fetch",
                    word,
                    "HAProxy's sample fetch '" + name + "' is not supported by Weir yet",
                    "");
        var candidates = new ArrayList<>(known);
        candidates.addAll(conditions);
        Fetches.all().forEach(fetch -> candidates.add(fetch.name()));
        return fault("unknown-fetch", word, "unknown sample fetch '" + name + "'", nearest(name, candidates));
    }

    private static LineFault unknownConverter(Word word, String name) {
        if (name.isEmpty()) return fault("missing-converter", word, "a comma is followed by no converter", "");
        var known = HaproxyKeywords.CONVERTER.names();
        if (known.contains(name))
            return fault(
                    "unsupported-converter",
                    word,
                    "HAProxy's converter '" + name + "' is not supported by Weir yet",
                    "");
        var candidates = new ArrayList<>(known);
        Converters.all().forEach(converter -> candidates.add(converter.name()));
        return fault("unknown-converter", word, "unknown converter '" + name + "'", nearest(name, candidates));
    }

    private static String nearest(String name, List<String> candidates) {
        String nearest = Nearest.to(name, candidates);
        return nearest == null ? "" : "'" + nearest + "'";
    }

    private static LineFault fault(String code, Word word, String message, String expected) {
        return new LineFault(new Problem(Severity.ERROR, code, word.place(), message, expected));
    }
}
