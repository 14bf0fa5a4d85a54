package io.weir.rules.lang;

import io.weir.rules.Inputs;
import io.weir.rules.Phase;
import io.weir.rules.Place;
import io.weir.rules.Transaction;
import io.weir.rules.action.SetVariable;
import io.weir.rules.config.InitialVariable;
import io.weir.rules.config.Mode;
import io.weir.rules.pattern.PatternRefs;
import io.weir.rules.sample.Expression;
import io.weir.rules.sample.LogFormat;
import io.weir.rules.sample.LogFormats.Target;
import io.weir.rules.sample.Variable.Scope;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives variables of the process values while no client is there: {@code set-var} and {@code set-var-fmt} in
 * {@code global} (configuration manual section 3.1), and the command {@code set var} (management guide section 9.3).
 * Confined to the reading thread, or to that of the command.
 */
public final class ProcessVariables {
    /** By their full names. */
    static final Setting<Map<String, InitialVariable>> INITIAL = Setting.own();

    private static final String NAME = "a variable of the process such as 'proc.name'";

    private ProcessVariables() {}

    /** How a value is written. */
    public enum Kind {
        EXPRESSION,
        FORMAT
    }

    static void set(Line line, Draft global) {
        set(line, global, Kind.EXPRESSION);
    }

    static void setFormat(Line line, Draft global) {
        set(line, global, Kind.FORMAT);
    }

    /** What stands in a line has its value at once, so that later lines can use it. */
    private static void set(Line line, Draft global, Kind kind) {
        Word name = line.word(NAME);
        var words = line.words;
        String text = line.keyword + " " + name.text() + " " + words.peek(Integer.MAX_VALUE / 2);
        SetVariable action = read(line.keyword, name, words, kind, new Context(global.acls, line.problems));
        var inputs = new StartInputs(global.get(INITIAL, Map.of()), text);
        action.perform(nobody(inputs), line.place);
        global.set(INITIAL, inputs.variables(), line.place);
    }

    /** @param acls what files and tables are looked up in */
    private record Context(AclScope acls, Problems problems) {}

    private static SetVariable read(String keyword, Word name, Words words, Kind kind, Context context) {
        var action = new Word(keyword, name.place());
        var line = new ActionLine(
                Phase.TCP_REQUEST_CONNECTION, action, name.text(), words, context.acls(), context.problems());
        SetVariable read = line.settingVariable(() -> value(line, words, kind, context));
        if (read.variable().scope() == Scope.PROC) return read;
        String message = "'" + read.variable().fullName() + "' is no variable of the process";
        throw line.fault("bad-argument", name.place(), message, NAME);
    }

    private static Expression value(ActionLine line, Words words, Kind kind, Context context) {
        return switch (kind) {
            case EXPRESSION -> {
                if (!words.hasNext()) line.word("a sample expression");
                yield new ExpressionReader(context.problems(), context.acls()).read(words, Usable.NOBODY);
            }
            case FORMAT -> {
                LogFormat format = new LogFormatReader(context.acls())
                        .read(line.word("a text"), context.problems(), Usable.NOBODY, Target.BODY);
                yield format::render;
            }
        };
    }

    /**
     * The command: sets the variable at once.
     *
     * @return what is wrong; null when it was done
     */
    public static @Nullable Problem set(String name, Kind kind, String text, Inputs inputs) {
        var problems = new Problems();
        var scope = new AclScope(AclScope.Section.DEFAULTS, "", Path.of(""), new PatternRefs());
        scope.mode(Mode.TCP);
        try {
            String keyword = kind == Kind.FORMAT ? "set-var-fmt" : "set-var";
            var words = new Words(List.of(new Word(text, Place.NOWHERE)));
            SetVariable action =
                    read(keyword, new Word(name, Place.NOWHERE), words, kind, new Context(scope, problems));
            action.perform(nobody(inputs), Place.NOWHERE);
            return null;
        } catch (LineFault fault) {
            return fault.problem();
        }
    }

    private static Transaction nobody(Inputs inputs) {
        return Transaction.withoutMessages(new NoClient(), inputs, "");
    }
}
