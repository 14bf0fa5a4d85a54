package io.weir.cli;

/** The process's entry. Any thread. */
final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.out.println("Weir 0.1.0");
    }
}
