package io.github.convolith.samples.lecture;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Convolution from first principles, in chapters that compute what they say with generated layers.
 *
 * <p>Without an argument the whole lecture is printed, with the number of a chapter that chapter alone.
 */
public final class Lecture {
    static final List<Chapter> CHAPTERS = List.of(
            new Chapter("A system is known from its impulse response", ImpulseResponse::write),
            new Chapter("Full and valid convolution", FullAndValid::write),
            new Chapter("How long is the output?", OutputSizes::write),
            new Chapter("Correlation is convolution with the kernel flipped", FlippedKernel::write),
            new Chapter("A convolution is a fully connected layer that shares its weights", SharedWeights::write),
            new Chapter("Two dimensions", TwoDimensions::write),
            new Chapter("Several channels, and thresholds", ChannelsAndThresholds::write),
            new Chapter("A stride of two is a sum of strides of one", Strides::write),
            new Chapter("Two layers, one after the other", Composition::write));

    private Lecture() {}

    /**
     * Prints the lecture.
     *
     * @param arguments the number of a chapter, or {@code all}, or nothing, which means all
     */
    public static void main(String[] arguments) {
        if (!print(System.out, arguments)) {
            System.err.println("Which chapter? Give a number from 1 to " + CHAPTERS.size() + ", or nothing for all.");
            System.exit(2);
        }
    }

    /** Prints what the arguments ask for; false, and nothing printed, if they ask for nothing that there is. */
    static boolean print(PrintStream out, String... arguments) {
        String chosen = arguments.length == 0 ? "all" : arguments[0];
        List<Integer> numbers = IntStream.rangeClosed(1, CHAPTERS.size())
                .filter(number -> chosen.equals("all") || chosen.equals(String.valueOf(number)))
                .boxed()
                .toList();
        if (arguments.length > 1 || numbers.isEmpty()) {
            return false;
        }
        out.print(numbers.stream().map(Lecture::text).collect(Collectors.joining("\n\n")));
        out.flush();
        return true;
    }

    /** One chapter, counted from 1. */
    static String text(int number) {
        return Page.of(number, CHAPTERS.get(number - 1));
    }
}
