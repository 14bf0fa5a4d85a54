package io.weir.cli;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows files and tells when what they hold has changed, whichever way: written in place, renamed over, or a folder
 * or a link above them replaced. The kernel's events only wake it; what the files hold decides. Has a thread of its
 * own, which runs the listener.
 */
final class RuleWatch implements AutoCloseable {
    /** Editors write a file in several steps: looked at once nothing has happened for this long, in milliseconds. */
    private static final long QUIET_MILLIS = 20;

    /** Steps waited for at most, so that a file which never rests is looked at too. */
    private static final int MAX_STEPS = 10;

    /** Looks without an event, in milliseconds, for whatever the kernel does not tell (file systems of a network). */
    private static final long PATROL_MILLIS = 2000;

    private final WatchService service;
    private final Consumer<Set<Path>> listener;
    private final Console console;
    private final Map<Path, WatchKey> folders = new HashMap<>();
    private WatchedFiles files;

    private RuleWatch(WatchService service, WatchedFiles files, Consumer<Set<Path>> listener, Console console) {
        this.service = service;
        this.files = files;
        this.listener = listener;
        this.console = console;
    }

    /**
     * Follows those files; null when the system has no means for it, which the user is told.
     *
     * @param loaded files with the SHA-256 of what was loaded of them: anything else that they hold is a change
     * @param others more files, which change from what they hold now
     */
    static @Nullable RuleWatch start(
            Map<Path, String> loaded, Collection<Path> others, Consumer<Set<Path>> listener, Console console) {
        try {
            var service = FileSystems.getDefault().newWatchService();
            var watch = new RuleWatch(service, WatchedFiles.NONE.with(loaded, others), listener, console);
            watch.register();
            // A platform thread: it loads JavaScript, and a context belongs to one of these.
            Thread.ofPlatform().daemon().name("weir-rule-watch").start(watch::run);
            return watch;
        } catch (IOException e) {
            console.say("changes of rule files are not seen (" + e.getMessage() + "); 'weir reload' reads them");
            return null;
        }
    }

    /**
     * Follows those files from now on, and no others.
     *
     * @param loaded files with the SHA-256 of what was loaded of them: anything else that they hold is a change
     * @param others more files; those followed before change from what they held when they were looked at
     */
    void follow(Map<Path, String> loaded, Collection<Path> others) {
        synchronized (this) {
            files = files.with(loaded, others);
        }
        register();
    }

    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void run() {
        try {
            // Soon after the start and after each change once more without an event: none tells of a file that changed
            // after it was loaded and before its folder was registered.
            for (long waitMillis = QUIET_MILLIS; ; waitMillis = look() ? QUIET_MILLIS : PATROL_MILLIS) {
                rest(service.poll(waitMillis, TimeUnit.MILLISECONDS));
                register();
            }
        } catch (java.nio.file.ClosedWatchServiceException | InterruptedException e) {
            return; // closed
        }
    }

    /** Whether there was a change; the listener may have named other files by now. */
    private boolean look() {
        Set<Path> changed;
        synchronized (this) {
            var now = files.reread();
            changed = now.differencesTo(files);
            files = now;
        }
        if (changed.isEmpty()) return false;
        try {
            listener.accept(changed);
        } catch (RuntimeException e) {
            console.say("a bug: the changed rules could not be loaded: " + e);
        }
        return true;
    }

    /** Waits until nothing happens any more. */
    private void rest(@Nullable WatchKey first) throws InterruptedException {
        var key = first;
        for (int step = 0; key != null && step < MAX_STEPS; step++) {
            key.pollEvents();
            key.reset();
            key = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
        }
        if (key != null) key.reset();
    }

    /** Folders come and go; one that was replaced needs a new key. */
    private synchronized void register() {
        var wanted = files.folders();
        folders.entrySet().removeIf(entry -> {
            boolean gone = !wanted.contains(entry.getKey());
            if (gone) entry.getValue().cancel();
            return gone;
        });
        for (var folder : wanted) {
            try {
                var key = folder.register(
                        service,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_MODIFY,
                        StandardWatchEventKinds.ENTRY_DELETE);
                var old = folders.put(folder, key);
                if (old != null && old != key) old.cancel();
            } catch (IOException e) {
                folders.remove(folder); // not there now; the folder above tells when it comes
            }
        }
    }
}
