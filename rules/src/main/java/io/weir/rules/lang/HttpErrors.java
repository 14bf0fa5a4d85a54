package io.weir.rules.lang;

import io.weir.rules.action.ReplyTemplate;
import java.util.Map;
import java.util.TreeMap;

/**
 * An {@code http-errors} section (configuration manual section 3.8): error files by status under a name. Confined to the
 * reading thread; any thread once loaded.
 */
final class HttpErrors {
    private final Map<Integer, ReplyTemplate> pages = new TreeMap<>();

    static void addTo(KeywordTable table) {
        table.add("errorfile", Section.HTTP_ERRORS_ONLY, (line, draft) -> {
            var page = ErrorFile.read(line);
            draft.acls.shared().httpErrors(draft.name).pages.put(page.status(), page.reply());
        });
    }

    Map<Integer, ReplyTemplate> pages() {
        return pages;
    }

    /** Its page of a status, else that of the proxies. */
    ReplyTemplate reply(int status) {
        var page = pages.get(status);
        return page == null ? new ReplyTemplate.Page(status) : page;
    }
}
