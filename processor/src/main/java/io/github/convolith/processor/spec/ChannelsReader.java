package io.github.convolith.processor.spec;

import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import io.github.convolith.processor.message.Words;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Reads the channels of a layer, and the groups they are in. */
final class ChannelsReader {
    /** Channels that go in and come out; {@code groups} divides both. */
    record Channels(int in, int out, int groups) {}

    private final Attributes attributes;
    private final List<Finding> findings;

    ChannelsReader(Attributes attributes, List<Finding> findings) {
        this.attributes = attributes;
        this.findings = findings;
    }

    /**
     * The channels, if nothing is wrong with them.
     *
     * @param given what goes in, where a network says it
     */
    Optional<Channels> read(Optional<Given> given) {
        Optional<Integer> in = attributes.isGiven("in")
                ? positive("in")
                : given.map(incoming -> incoming.shape().channels()).or(() -> missing("in"));
        if (in.isPresent()
                && given.isPresent()
                && in.get() != given.get().shape().channels()) {
            report(given.get().contradicts("in", in.get(), given.get().shape().channels()));
            return Optional.empty();
        }
        Optional<Integer> out = positive("out");
        Optional<Integer> groups = positive("groups");
        if (in.isEmpty() || out.isEmpty() || groups.isEmpty()) {
            return Optional.empty();
        }
        if (in.get() % groups.get() != 0 || out.get() % groups.get() != 0) {
            String depthwise = in.get().equals(groups.get()) ? "; a depthwise layer has a multiple of in as out" : "";
            report(Finding.of(
                    Message.GROUPS_DO_NOT_DIVIDE,
                    "groups",
                    groups.get(),
                    in.get(),
                    out.get(),
                    commonDivisors(in.get(), out.get()),
                    depthwise));
            return Optional.empty();
        }
        return Optional.of(new Channels(in.get(), out.get(), groups.get()));
    }

    private Optional<Integer> missing(String name) {
        report(Finding.of(Message.MISSING_ATTRIBUTE, name, name, name));
        return Optional.empty();
    }

    private Optional<Integer> positive(String name) {
        Optional<Integer> value = attributes.integer(name);
        if (value.isPresent() && value.get() < 1) {
            report(Finding.of(Message.NOT_POSITIVE, name, name, value.get(), "it"));
            return Optional.empty();
        }
        return value;
    }

    /** The values that {@code groups} may have, in words. */
    private static String commonDivisors(int in, int out) {
        return divisors(BigInteger.valueOf(in).gcd(BigInteger.valueOf(out)).intValue());
    }

    /** What divides a number, in words. */
    static String divisors(int number) {
        Set<Integer> divisors = new TreeSet<>();
        IntStream.rangeClosed(1, (int) Math.sqrt(number))
                .filter(divisor -> number % divisor == 0)
                .forEach(divisor -> divisors.addAll(List.of(divisor, number / divisor)));
        return Words.or(divisors.stream().map(String::valueOf).toList());
    }

    private void report(Finding finding) {
        findings.add(finding);
    }
}
