/** Captures of traffic, and running rules on them without a socket. */
module io.weir.replay {
    requires com.fasterxml.jackson.core;
    requires transitive io.weir.rules;
    requires io.weir.scripting;
    requires static transitive org.jspecify;

    exports io.weir.replay;
}
