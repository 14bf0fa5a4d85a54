package io.weir.rules;

/** One loaded and checked version of all rule scripts. Any thread. */
public interface Scripts {
    /** Counts from 1; a reload makes the next. */
    long version();

    /** Makes the scripts of one event loop; called by that loop's thread. */
    Hooks open();

    /** The scripts of a configuration that has none. */
    Scripts NONE = new NoScripts();
}
