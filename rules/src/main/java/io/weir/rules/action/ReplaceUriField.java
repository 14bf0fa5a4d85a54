package io.weir.rules.action;

import io.weir.rules.Origin;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.sample.LogFormat;
import io.weir.rules.sample.Regex;

/**
 * {@code replace-path}, {@code replace-pathq}, {@code replace-uri}: when the expression is found in it, it becomes
 * something else.
 *
 * @param template with {@code \1} and its like for what was found
 *     <p>Any thread; immutable.
 */
public record ReplaceUriField(UriField field, Regex regex, LogFormat template) implements Action {
    @Override
    public Verdict perform(Transaction txn, Origin origin) {
        String value = regex.expanded(field.get(txn), template.render(txn));
        if (value != null) field.set(txn, value, origin);
        return Verdict.CONTINUE;
    }
}
