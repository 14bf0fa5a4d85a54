/** The JavaScript host: runs rule files and nothing else. */
module io.weir.scripting {
    requires transitive io.weir.rules;
    requires java.management;
    requires org.graalvm.polyglot;
    requires static transitive org.jspecify;

    exports io.weir.scripting;
}
