/** The JavaScript host: runs rule files and nothing else. */
module io.weir.scripting {
    // Exports io.weir.scripting as soon as that holds a type.
    requires transitive io.weir.rules;
    requires org.graalvm.polyglot;
    requires static transitive org.jspecify;
}
