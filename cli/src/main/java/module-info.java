/** The weir command: the one place where the script host and the data plane meet. */
module io.weir.cli {
    requires ch.qos.logback.classic;
    requires info.picocli;
    requires io.weir.engine;
    requires io.weir.replay;
    requires io.weir.rules;
    requires io.weir.scripting;
    requires org.slf4j;
    requires static org.jspecify;

    // picocli fills the fields of command classes by reflection
    opens io.weir.cli to
            info.picocli;
}
