package io.weir.replay;

import io.weir.rules.Place;
import java.util.List;

/**
 * A log format as the form of its lines: text, an item, text and so on.
 *
 * @param place where the format stands
 * @param before the text before each item
 * @param fields the items
 * @param tail the text behind the last one
 *     <p>Any thread; immutable.
 */
record LineForm(Place place, List<String> before, List<LogField> fields, String tail) {
    LineForm {
        before = List.copyOf(before);
        fields = List.copyOf(fields);
    }

    int size() {
        return fields.size();
    }

    /** The text behind that item; empty: another item follows at once, or nothing. */
    String behind(int field) {
        return field + 1 < size() ? before.get(field + 1) : tail;
    }

    /** @param names of variables and fetches that tell the same */
    boolean shows(String... names) {
        for (LogField field : fields)
            for (String name : names) if (field.use() != null && isOf(field.item(), name)) return true;
        return false;
    }

    private static boolean isOf(String item, String name) {
        return item.equals("%" + name) || item.equals("%[" + name + "]") || item.startsWith("%[" + name + ",");
    }
}
