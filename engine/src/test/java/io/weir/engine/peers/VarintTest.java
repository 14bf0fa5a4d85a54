package io.weir.engine.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VarintTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "0, 00",
        "239, ef",
        "240, f000",
        "2287, ff7f",
        "2288, f08000",
        "264431, ffff7f",
        "264432, f0808000",
        "33818864, f080808000",
        "4328786160, f08080808000",
        "-1, fff0fefefefefefefe0e"
    })
    void aNumberTakesAsManyBytesAsItNeedsAndIsReadBack(long number, String hex) throws MalformedException {
        var bytes = Unpooled.buffer();

        Varint.write(bytes, number);

        assertEquals(hex, ByteBufUtil.hexDump(bytes));
        assertEquals(number, Varint.read(bytes.slice()));
        for (int length = 0; length < bytes.readableBytes(); length++) {
            var cut = bytes.slice(0, length);
            assertThrows(MalformedException.class, () -> Varint.read(cut));
        }
    }

    @Test
    void aNumberWithoutEndIsNone() {
        var endless = Unpooled.wrappedBuffer(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1});

        assertThrows(MalformedException.class, () -> Varint.read(endless));
    }
}
