package io.weir.engine.exchange;

/** The numbers of version 2 of the header of the PROXY protocol (its section 2.2). Any thread. */
public final class ProxyHeaderFormat {
    /** The signature, what it is about in two bytes, and the length of the rest in two. */
    public static final int START_BYTES = 16;

    public static final int LOCAL = 0x20;
    public static final int PROXY = 0x21;
    public static final int TCP_OVER_IPV4 = 0x11;
    public static final int TCP_OVER_IPV6 = 0x21;
    public static final int TYPE_AUTHORITY = 0x02;
    public static final int TYPE_CRC32C = 0x03;
    public static final int TYPE_UNIQUE_ID = 0x05;
    public static final int TYPE_SSL = 0x20;
    public static final int CRC_BYTES = 4;

    private static final byte[] SIGNATURE = {'\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n'};

    private ProxyHeaderFormat() {}

    /** What it begins with. */
    public static byte[] signature() {
        return SIGNATURE.clone();
    }
}
