package io.weir.rules.lang;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.weir.rules.Phase;
import io.weir.rules.Reply;
import io.weir.rules.Verdict;
import io.weir.rules.action.RuleLine;
import io.weir.rules.action.RuleSet;
import io.weir.rules.pattern.PatternRefs;
import io.weir.rules.sample.Condition;
import io.weir.rules.sample.Expression;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads rule texts as if they stood in a section, and keeps what was wrong. Confined to one test. */
final class RuleTexts {
    final Problems problems = new Problems();
    final AclScope scope;

    RuleTexts() {
        this(AclScope.Section.FRONTEND, "fe");
    }

    RuleTexts(AclScope.Section section, String proxy) {
        scope = new AclScope(section, proxy, Path.of(""), new PatternRefs());
    }

    /** The words of a line; its file is {@code x.cfg} and its line 1. */
    Words words(String line) {
        List<Word> words = Lexer.words(line, "x.cfg", 1, name -> null, problems);
        assertNotNull(words);
        return new Words(words);
    }

    /** Reads {@code acl} lines. */
    RuleTexts acl(String... lines) {
        for (String line : lines) {
            Words words = words("acl " + line);
            words.take();
            new ConditionReader(problems).acl(words, scope);
        }
        return this;
    }

    Condition condition(String text, Usable where) {
        Words words = words("x if " + text);
        words.take();
        return new ConditionReader(problems).tail(words, scope, where);
    }

    @Nullable Expression expression(String text, Usable where) {
        return new ExpressionReader(problems, scope).read(words(text).take(), where);
    }

    @Nullable RuleLine line(Phase phase, String text) {
        Words words = words(phase.keyword() + " " + text);
        for (var _ : phase.keyword().split(" ")) words.take();
        return new RuleLineReader(problems).read(phase, words, scope);
    }

    /** Runs lines of one rule set, which must be right. */
    Verdict run(Phase phase, TestRequest request, String... lines) {
        List<RuleLine> read = new ArrayList<>();
        for (String text : lines) {
            RuleLine line = line(phase, text);
            assertNotNull(line, () -> problems.all().toString());
            read.add(line);
        }
        return new RuleSet(read).evaluate(request.txn());
    }

    /** The problems as a user sees them, without the file. */
    List<String> found() {
        return problems.all().stream()
                .map(problem -> problem.toString().replace("x.cfg:1:", ""))
                .toList();
    }

    /** A verdict as one line. */
    static String text(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Continue _ -> "continue";
            case Verdict.Allow _ -> "allow";
            case Verdict.UseBackend use -> "use " + use.backend();
            case Verdict.Return answer -> "return " + text(answer.reply());
            case Verdict.Deny deny -> "deny " + deny.status();
            case Verdict.DenyWith deny -> "deny with " + text(deny.reply());
            case Verdict.Tarpit tarpit -> "tarpit " + tarpit.status();
            case Verdict.Reject _ -> "reject";
            case Verdict.SwitchToHttp _ -> "switch to http";
            case Verdict.WaitForContent _ -> "wait for content";
            case Verdict.WaitForBody wait -> "wait " + wait.millis() + " " + wait.atLeastBytes();
            case Verdict.SilentDrop _ -> "silent-drop";
            case Verdict.BadRequest _ -> "bad request";
            case Verdict.Failed _ -> "failed";
        };
    }

    private static String text(Reply reply) {
        return switch (reply) {
            case Reply.Raw raw -> raw.status() + " raw";
            case Reply.Challenge challenge -> challenge.status() + " " + challenge.value();
            case Reply.Page page -> "page " + page.status();
            case Reply.Composed composed ->
                composed.status()
                        + " "
                        + composed.fields().stream()
                                .map(field -> field.name() + ": " + field.value())
                                .toList()
                        + " "
                        + new String(composed.body(), java.nio.charset.StandardCharsets.ISO_8859_1);
        };
    }
}
