package io.weir.rules.sample;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as C's {@code %g} writes them: six digits, and an exponent for what is very large or small. Any thread. */
final class SignificantDigits {
    private static final int DIGITS = 6;

    private SignificantDigits() {}

    static String text(String number) {
        double value = Double.parseDouble(number);
        if (Double.isInfinite(value)) return value < 0 ? "-inf" : "inf";
        if (value == 0) return number.startsWith("-") ? "-0" : "0";
        BigDecimal rounded = new BigDecimal(value)
                .round(new MathContext(DIGITS, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < DIGITS) return rounded.toPlainString();
        String digits = rounded.unscaledValue().abs().toString();
        String sign = rounded.signum() < 0 ? "-" : "";
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        String power = Integer.toString(Math.abs(exponent));
        return sign
                + digits.charAt(0)
                + fraction
                + (exponent < 0 ? "e-" : "e+")
                + (power.length() < 2 ? "0" : "")
                + power;
    }
}
