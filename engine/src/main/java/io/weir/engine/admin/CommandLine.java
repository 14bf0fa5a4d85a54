package io.weir.engine.admin;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a line into commands at semicolons and these into words at blanks; a backslash takes the next character as it is
 * (management guide section 9.3). Any thread.
 */
final class CommandLine {
    private CommandLine() {}

    static List<List<String>> commands(String line) {
        var commands = new ArrayList<List<String>>();
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean inWord = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean escaped = c == '\\' && i + 1 < line.length();
            boolean ends = c == ' ' || c == '\t' || c == '\r' || c == ';';
            if (!ends) {
                word.append(escaped ? line.charAt(++i) : c);
                inWord = true;
                continue;
            }
            if (inWord) words.add(word.toString());
            word.setLength(0);
            inWord = false;
            if (c == ';') {
                commands.add(List.copyOf(words));
                words.clear();
            }
        }
        if (inWord) words.add(word.toString());
        if (!words.isEmpty() || commands.isEmpty()) commands.add(List.copyOf(words));
        return commands;
    }
}
