package io.github.convolith.processor.emit;

import java.util.HashSet;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Code that makes of every element of a plane the largest one, or the sum, of some elements at equal distances from it
 * on. It does so in the plane, by combining it with copies of itself that are shifted: whole arrays from index 0 on,
 * which C2 turns into SIMD. Where there are many elements, what was combined is combined again, so that the passes grow
 * with the logarithm of their number.
 */
final class WindowReduction {
    /** Elements that are combined in one pass: three arrays, which C2 of JDK 17 still turns into SIMD. */
    private static final int ONE_PASS = 3;

    private final boolean isSum;
    private final Kernel.Builder kernel;
    private final int capacity;
    private final Set<String> scratch = new HashSet<>();

    /**
     * @param isSum whether elements are added up; otherwise the largest is taken
     * @param capacity elements of a plane
     * @param kernel receives scratch memory and methods
     */
    WindowReduction(boolean isSum, int capacity, Kernel.Builder kernel) {
        this.isSum = isSum;
        this.capacity = capacity;
        this.kernel = kernel;
    }

    /** The element that changes nothing. */
    String neutral() {
        return isSum ? "0f" : "Float.NEGATIVE_INFINITY";
    }

    /** A statement that combines the first elements of two planes into the first. */
    String combine(String plane, String other, Expr n) {
        String name = isSum ? "add" : "larger";
        kernel.method(Code.procedure(
                isSum ? "Adds a plane to another." : "Takes the larger element of two planes.",
                name,
                "float[] plane, float[] other, int n",
                Text.of("""
                                for (int i = 0; i < n; i++) {
                                    plane[i] = ${combined};
                                }""").with("combined", combined("plane[i]", "other[i]")).toString()));
        return "%s(%s, %s, %s);".formatted(name, plane, other, n);
    }

    /**
     * Statements that combine so many elements at a distance into each of the first {@code n} of a plane, which has all
     * that they meet.
     */
    String reduce(String plane, int count, int distance, Expr n) {
        if (count == 1) {
            return "";
        }
        addScratch("shifted", "A plane, beginning some elements later.");
        if (count == ONE_PASS) {
            return inOnePass(plane, distance, n);
        }
        return isSum ? sumOfSums(plane, count, distance, n) : largestOfLargest(plane, count, distance, n);
    }

    private String inOnePass(String plane, int distance, Expr n) {
        addScratch("twiceShifted", "The same plane, beginning twice as many elements later.");
        String name = isSum ? "addBoth" : "largest";
        kernel.method(Code.procedure(
                isSum ? "Adds two planes to another." : "Takes the largest element of three planes.",
                name,
                "float[] plane, float[] second, float[] third, int n",
                Text.of("""
                                for (int i = 0; i < n; i++) {
                                    plane[i] = ${combined};
                                }""")
                        .with("combined", combined(combined("plane[i]", "second[i]"), "third[i]"))
                        .toString()));
        return Text.of("""
                        System.arraycopy(${plane}, ${once}, shifted, 0, ${n});
                        System.arraycopy(${plane}, ${twice}, twiceShifted, 0, ${n});
                        ${name}(${plane}, shifted, twiceShifted, ${n});""")
                .with("plane", plane)
                .with("once", distance)
                .with("twice", 2L * distance)
                .with("n", n)
                .with("name", name)
                .toString();
    }

    /** Once the largest of m elements is known, that of up to 2m is the larger of two such, which may overlap. */
    private String largestOfLargest(String plane, int count, int distance, Expr n) {
        StringJoiner statements = new StringJoiner("\n");
        int done = 1;
        while (done < count) {
            int step = Math.min(done, count - done);
            statements.add(
                    combineShifted(plane, plane, (long) step * distance, rest(n, count - done - step, distance)));
            done += step;
        }
        return statements.toString();
    }

    /** Once the sum of m elements is known, that of 2m is the sum of two such; an odd element is added by itself. */
    private String sumOfSums(String plane, int count, int distance, Expr n) {
        StringJoiner statements = new StringJoiner("\n");
        if (Integer.bitCount(count) > 1) {
            addScratch("single", "A plane before anything was added to it.");
            statements.add("System.arraycopy(%s, 0, single, 0, %s);".formatted(plane, rest(n, count - 1, distance)));
        }
        int done = 1;
        for (int bit = Integer.highestOneBit(count) / 2; bit > 0; bit /= 2) {
            statements.add(combineShifted(plane, plane, (long) done * distance, rest(n, count - 2 * done, distance)));
            done *= 2;
            if ((count & bit) != 0) {
                statements.add(
                        combineShifted(plane, "single", (long) done * distance, rest(n, count - done - 1, distance)));
                done++;
            }
        }
        return statements.toString();
    }

    /** The elements that are needed while so many further ones are still to be combined into each of the first. */
    private static Expr rest(Expr n, int missing, int distance) {
        return n.plus((long) missing * distance);
    }

    private String combineShifted(String plane, String source, long by, Expr n) {
        return "System.arraycopy(%s, %d, shifted, 0, %s);\n".formatted(source, by, n) + combine(plane, "shifted", n);
    }

    private String combined(String a, String b) {
        return isSum ? a + " + " + b : "Math.max(" + a + ", " + b + ")";
    }

    /** Adds a plane, once. */
    void addScratch(String name, String javadoc) {
        if (scratch.add(name)) {
            Chunks.addScratch(name, javadoc, capacity, kernel);
        }
    }
}
