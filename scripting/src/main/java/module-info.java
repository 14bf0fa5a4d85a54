/** The JavaScript host: runs rule files and nothing else. */
module io.weir.scripting {
    requires transitive io.weir.rules;
    requires org.graalvm.polyglot;
    requires static transitive org.jspecify;

    // exports io.weir.scripting; as soon as it holds a type
}
