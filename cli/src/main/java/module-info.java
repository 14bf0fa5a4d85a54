/** The weir command: the one place where the script host and the data plane meet. */
module io.weir.cli {
    requires info.picocli;
    requires io.weir.engine;
    requires io.weir.replay;
    requires io.weir.rules;
    requires io.weir.scripting;
    requires jdk.unsupported; // sun.misc.Signal
    requires org.apache.commons.codec;
    requires org.slf4j;
    requires static org.jspecify;

    provides io.weir.rules.PasswordHashes with
            io.weir.cli.crypt.CryptHashes;
    provides System.LoggerFinder with
            io.weir.cli.log.StderrLoggers;
    provides org.slf4j.spi.SLF4JServiceProvider with
            io.weir.cli.log.Slf4jStderr;

    // picocli fills the fields of command classes by reflection
    opens io.weir.cli to
            info.picocli;
}
