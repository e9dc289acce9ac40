package io.github.convolith.processor.emit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The vector operations of a method, as C2 of JDK 17 counts them. It takes apart what they are made of as long as the
 * method has fewer than 18,000 nodes ({@code NodeCountInliningCutoff}). What is behind that it takes apart later, and
 * then knows the class of a vector from profiles alone, which it may only trust where it can leave the compiled code:
 * for 100 checks a method ({@code PerMethodTrapLimit}), of which an operation on two vectors has seven. A method that
 * goes beyond both ends in calls that box their vectors.
 *
 * @param binary operations on two vectors, such as a sum or a maximum
 * @param nodes nodes of the intermediate form, by what C2 of JDK 17.0.15 logged for the kernels of ResNet-18
 */
public record VectorOps(int binary, int nodes) {
    private static final int MOST_BINARY = 100 / 7;

    /** Nodes that are left for index arithmetic and loops. */
    private static final int RESERVE = 300;

    private static final int MOST_NODES = 18_000 - RESERVE;

    private static final Pattern OPERATION = Pattern.compile(
            "FloatVector\\.(fromArray|broadcast|zero)\\(|(?<!Math)\\.(fma|intoArray|add|sub|mul|max|min|compare|blend|rearrange)\\((-?[0-9])?");

    /** The operations in the body of a method; none is counted twice that a loop repeats. */
    public static VectorOps of(String body) {
        int binary = 0;
        int nodes = 0;
        Matcher operation = OPERATION.matcher(body);
        while (operation.find()) {
            String name = operation.group(1) == null ? operation.group(2) : operation.group(1);
            switch (name) {
                case "fromArray" -> nodes += 315;
                case "broadcast", "zero" -> nodes += 165;
                case "fma", "rearrange" -> nodes += 449;
                case "intoArray" -> nodes += 260;
                default -> {
                    binary++;
                    boolean withNumber = operation.group(3) != null;
                    nodes += withNumber ? 424 + 165 : 424;
                }
            }
        }
        return new VectorOps(binary, nodes);
    }

    /** Whether no vector is boxed. */
    public boolean areInlined() {
        return binary <= MOST_BINARY || nodes <= MOST_NODES;
    }
}
