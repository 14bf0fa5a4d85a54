package io.weir.rules.lang;

import io.weir.rules.Place;
import java.util.List;

/** The words of one line, read from left to right. Confined to the reading thread. */
public final class Words {
    private final List<Word> words;
    private int next;

    /** @param words at least one */
    public Words(List<Word> words) {
        this.words = List.copyOf(words);
    }

    public boolean hasNext() {
        return next < words.size();
    }

    /** The next word's text without taking it; empty at the end (no legal word there is mistaken for it by keywords). */
    public String peek() {
        return hasNext() ? words.get(next).text() : "";
    }

    /** The next words, at most so many, with a space between them. */
    String peek(int count) {
        var text = new StringBuilder();
        for (int i = next; i < Math.min(words.size(), next + count); i++)
            text.append(i == next ? "" : " ").append(words.get(i).text());
        return text.toString();
    }

    /**
     * Takes the next word.
     *
     * @throws java.util.NoSuchElementException at the end
     */
    public Word take() {
        if (!hasNext()) throw new java.util.NoSuchElementException("end of line");
        return words.get(next++);
    }

    /** Takes the next word when it is that one. */
    public boolean takeIf(String text) {
        if (!hasNext() || !peek().equals(text)) return false;
        next++;
        return true;
    }

    /** The place of the next word, or just behind the last one. */
    public Place place() {
        if (hasNext()) return words.get(next).place();
        Word last = words.getLast();
        Place at = last.place();
        return new Place(at.file(), at.line(), at.column() + last.text().length());
    }

    /** The place of the line's first word. */
    public Place start() {
        return words.getFirst().place();
    }
}
