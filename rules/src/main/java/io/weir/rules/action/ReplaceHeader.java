package io.weir.rules.action;

import io.weir.rules.Effects.Side;
import io.weir.rules.Headers;
import io.weir.rules.Origin;
import io.weir.rules.Transaction;
import io.weir.rules.Verdict;
import io.weir.rules.sample.LogFormat;
import io.weir.rules.sample.Regex;

/**
 * {@code replace-header}: every line of that name in which the expression is found gets another value.
 *
 * @param template with {@code \1} and its like for what was found
 *     <p>Any thread; immutable.
 */
public record ReplaceHeader(Side side, String name, Regex regex, LogFormat template) implements Action {
    @Override
    public Verdict perform(Transaction txn, Origin origin) {
        Headers headers =
                side == Side.REQUEST ? txn.request().headers() : txn.response().headers();
        for (int i = headers.find(name, 0); i >= 0; i = headers.find(name, i + 1)) {
            String value = regex.expanded(headers.value(i), template.render(txn));
            if (value != null) txn.effects().replaceHeader(side, i, value, origin);
        }
        return Verdict.CONTINUE;
    }
}
