package io.weir.rules.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.weir.rules.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackingTest {
    private final StickTable table = new StickTable(
            new StickTableConfig(
                    "t",
                    new Place("x.cfg", 1, 1),
                    KeyType.STRING,
                    32,
                    10,
                    false,
                    0,
                    List.of(
                            new Stored(DataType.CONN_CUR, 1, 0),
                            new Stored(DataType.CONN_CNT, 1, 0),
                            new Stored(DataType.HTTP_REQ_CNT, 1, 0)),
                    StickTableConfig.ServerKey.NAME,
                    ""),
            () -> 5000);

    private TableEntry held(String key) {
        var entry = table.holdOrMake(key);
        assertNotNull(entry);
        return entry;
    }

    private long value(String key, DataType type) {
        var entry = table.find(key);
        assertNotNull(entry);
        return entry.value(type, 0);
    }

    @Test
    void aRequestSeesTheCountersOfItsConnectionBehindItsOwn() {
        var connection = new Tracking(null);
        connection.track(1, held("client"), Tracking.By.FRONTEND);
        var request = new Tracking(connection);
        request.track(0, held("user"), Tracking.By.FRONTEND);

        request.count(TableEvent.REQUEST, 1);

        assertSame(table.find("client"), request.entry(1));
        assertNull(connection.entry(0));
        assertNull(request.entry(2));
        assertNull(request.entry(3));
        assertEquals(1, value("client", DataType.HTTP_REQ_CNT));
        assertEquals(1, value("user", DataType.HTTP_REQ_CNT));
    }

    @Test
    void whatARequestTracksEndsWithItAndWhatItsConnectionTracksGoesOn() {
        var connection = new Tracking(null);
        connection.track(1, held("client"), Tracking.By.FRONTEND);
        var request = new Tracking(connection);
        request.track(0, held("user"), Tracking.By.FRONTEND);

        request.release();
        request.release();

        assertEquals(0, value("user", DataType.CONN_CUR));
        assertEquals(1, value("user", DataType.CONN_CNT));
        assertEquals(0, held("user").holders() - 1);
        assertEquals(1, value("client", DataType.CONN_CUR));
        connection.release();
        assertEquals(0, value("client", DataType.CONN_CUR));
    }

    @Test
    void aRequestIsCountedInABackendOnlyForWhatTheBackendTracks() {
        var request = new Tracking(null);
        request.track(0, held("front"), Tracking.By.FRONTEND);
        request.track(1, held("back"), Tracking.By.BACKEND);

        request.countInBackend(TableEvent.REQUEST);

        assertEquals(0, value("front", DataType.HTTP_REQ_CNT));
        assertEquals(1, value("back", DataType.HTTP_REQ_CNT));
    }
}
