package io.weir.rules.lang;

import io.weir.rules.Place;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * {@code .if}, {@code .elif}, {@code .else}, {@code .endif} and the messages between them (configuration manual section
 * 2.4). Confined to the reading thread.
 */
final class ConditionalBlocks {
    private enum Branch {
        /** Its lines are read. */
        TAKEN,
        /** A later branch may be taken. */
        WAITING,
        /** An earlier branch was taken, or the whole block stands in a branch that is not read. */
        DONE
    }

    private static final class Block {
        private final Place place;
        private Branch branch;
        private boolean elseSeen;

        Block(Place place, Branch branch) {
            this.place = place;
            this.branch = branch;
        }
    }

    private final Problems problems;
    private final Environment environment;
    private final Deque<Block> blocks = new ArrayDeque<>();

    ConditionalBlocks(Problems problems, Environment environment) {
        this.problems = problems;
        this.environment = environment;
    }

    static boolean isDirective(String line) {
        return line.stripLeading().startsWith(".");
    }

    /** Whether lines are read where the text now is. */
    boolean isActive() {
        return blocks.isEmpty() || blocks.peek().branch == Branch.TAKEN;
    }

    /** Takes a line when it is a directive. */
    boolean read(List<Word> words) {
        var place = words.getFirst().place();
        var name = words.getFirst().text();
        if (!name.startsWith(".")) return false;
        switch (name) {
            case ".if" -> blocks.push(new Block(place, isActive() ? branch(words) : Branch.DONE));
            case ".elif", ".else", ".endif" -> {
                if (blocks.isEmpty()) problems.error("bad-condition", place, "'" + name + "' without '.if'", "");
                else next(name, words, blocks.peek());
            }
            case ".diag" -> {}
            case ".notice" -> say(Severity.NOTICE, words);
            case ".warning" -> say(Severity.WARNING, words);
            case ".alert" -> say(Severity.ERROR, words);
            default ->
                problems.error(
                        "bad-condition",
                        place,
                        "unknown directive '" + name + "'",
                        ".if, .elif, .else, .endif, .diag, .notice, .warning or .alert");
        }
        return true;
    }

    /** The text ends here. */
    void end() {
        for (var block : blocks) problems.error("bad-condition", block.place, "'.if' without '.endif'", "");
    }

    private void next(String name, List<Word> words, Block block) {
        if (name.equals(".endif")) {
            blocks.pop();
            return;
        }
        if (block.elseSeen) {
            problems.error("bad-condition", words.getFirst().place(), "'" + name + "' after '.else'", ".endif");
            return;
        }
        block.elseSeen = name.equals(".else");
        if (block.branch != Branch.WAITING) block.branch = Branch.DONE;
        else block.branch = block.elseSeen ? Branch.TAKEN : branch(words);
    }

    private Branch branch(List<Word> words) {
        var place = words.size() > 1 ? words.get(1).place() : words.getFirst().place();
        var expression = joined(words);
        return switch (ConditionalExpression.evaluate(expression, place, environment)) {
            case ConditionalExpression.Holds(var holds) -> holds ? Branch.TAKEN : Branch.WAITING;
            case ConditionalExpression.Wrong(var problem) -> {
                problems.add(problem);
                yield Branch.DONE;
            }
        };
    }

    private void say(Severity severity, List<Word> words) {
        if (isActive())
            problems.add(
                    new Problem(severity, "directive", words.getFirst().place(), Latin1.readable(joined(words)), ""));
    }

    private static String joined(List<Word> words) {
        var text = new StringBuilder();
        for (var word : words.subList(1, words.size()))
            text.append(text.isEmpty() ? "" : " ").append(word.text());
        return text.toString();
    }
}
