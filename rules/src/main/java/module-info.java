/** What a rule is: the message model, configuration records and their language, samples, and the hook port. */
module io.weir.rules {
    requires static transitive org.jspecify;

    exports io.weir.rules;
    exports io.weir.rules.action;
    exports io.weir.rules.config;
    exports io.weir.rules.lang;
    exports io.weir.rules.pattern;
    exports io.weir.rules.sample;
    exports io.weir.rules.table;

    uses io.weir.rules.PasswordHashes;
}
