package io.weir.rules.table;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;

/** Where the entries of a table keep what: numbers in one row, rates in another. Any thread; immutable. */
final class Layout {
    private static final SlidingRate[] NO_RATES = {};

    private final EnumMap<DataType, Slot> slots = new EnumMap<>(DataType.class);
    private final int[] periods;
    private final int counts;

    /** The first element and how many there are. */
    private record Slot(int first, int elements) {}

    Layout(List<Stored> store) {
        int numbers = 0;
        int rateCount = 0;
        int[] rates = new int[store.stream().mapToInt(Stored::elements).sum()];
        for (Stored stored : store) {
            boolean rate = stored.type().kind() == DataType.Kind.RATE;
            slots.put(stored.type(), new Slot(rate ? rateCount : numbers, stored.elements()));
            if (rate) Arrays.fill(rates, rateCount, rateCount += stored.elements(), stored.periodMillis());
            else numbers += stored.elements();
        }
        counts = numbers;
        periods = Arrays.copyOf(rates, rateCount);
    }

    int counts() {
        return counts;
    }

    SlidingRate[] newRates() {
        if (periods.length == 0) return NO_RATES;
        var rates = new SlidingRate[periods.length];
        for (int i = 0; i < rates.length; i++) rates[i] = new SlidingRate(periods[i]);
        return rates;
    }

    /** -1: not stored. */
    int offset(DataType type, int index) {
        Slot slot = slots.get(type);
        return slot == null || index < 0 || index >= slot.elements ? -1 : slot.first + index;
    }
}
