package io.weir.rules.lang;

import io.weir.rules.action.Action;
import io.weir.rules.action.AddAcl;
import io.weir.rules.action.DelPattern;
import io.weir.rules.action.SetMap;
import io.weir.rules.sample.LogFormat;

/**
 * Reads the actions that change maps and ACLs, such as {@code set-map(FILE) KEY VALUE} (configuration manual section
 * 4.2). Any thread.
 */
final class PatternActions {
    private PatternActions() {}

    static Action setMap(ActionLine line) {
        String file = file(line);
        LogFormat key = line.format("a key");
        return new SetMap(line.scope().patterns(), file, key, line.format("a value"));
    }

    static Action addAcl(ActionLine line) {
        String file = file(line);
        return new AddAcl(line.scope().patterns(), file, line.format("a key"));
    }

    static Action delMap(ActionLine line) {
        String file = file(line);
        return new DelPattern("del-map", line.scope().patterns(), file, line.format("a key"));
    }

    static Action delAcl(ActionLine line) {
        String file = file(line);
        return new DelPattern("del-acl", line.scope().patterns(), file, line.format("a key"));
    }

    private static String file(ActionLine line) {
        String file = Latin1.readable(line.argument("the name of a file, such as '(/etc/weir/hosts.map)' behind it"));
        line.scope().patterns().expect(file, line.actionPlace());
        return file;
    }
}
