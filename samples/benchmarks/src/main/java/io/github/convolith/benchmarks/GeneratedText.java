package io.github.convolith.benchmarks;

import io.github.convolith.runtime.Network;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a generated network says of itself. */
final class GeneratedText {
    private static final Pattern MULTIPLY_ADDS = Pattern.compile("(?m)^multiply-adds\\s+([\\d,]+)$");

    private GeneratedText() {}

    /** The multiply-adds of one run by the definition; 0 if it does not say. */
    static long multiplyAdds(Network network) {
        Matcher matcher = MULTIPLY_ADDS.matcher(network.describe());
        return matcher.find() ? Long.parseLong(matcher.group(1).replace(",", "")) : 0;
    }
}
