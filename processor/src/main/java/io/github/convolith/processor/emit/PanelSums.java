package io.github.convolith.processor.emit;

import com.palantir.javapoet.TypeName;
import io.github.convolith.processor.graph.Activation;
import java.util.HashSet;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/**
 * Code that adds weighted planes to sums, a few of each a loop. The sums share one array and the planes another, at
 * literal distances; {@link io.github.convolith.processor.plan.SumTile} says why, and how many.
 */
final class PanelSums {
    /**
     * Terms from which on they are added to each other first and to the sum then: that halves the rounding error of long
     * sums. With three terms in four sums C2 of JDK 17 would take twice as long.
     */
    private static final int FEWEST_APART = 4;

    private final Panels sums;
    private final Panels planes;
    private final int weightsPerSum;
    private final int weightsPerTerm;
    private final Kernel.Builder kernel;
    private final Set<String> written = new HashSet<>();

    /**
     * @param sums where the sums lie
     * @param planes where the planes lie
     * @param weightsPerSum how far the weight of one sum lies behind that of the sum before it
     * @param weightsPerTerm how far the weight of one plane lies behind that of the plane before it
     * @param kernel receives the methods
     */
    PanelSums(Panels sums, Panels planes, int weightsPerSum, int weightsPerTerm, Kernel.Builder kernel) {
        this.sums = sums;
        this.planes = planes;
        this.weightsPerSum = weightsPerSum;
        this.weightsPerTerm = weightsPerTerm;
        this.kernel = kernel;
    }

    /**
     * What a loop does to its sums besides adding terms.
     *
     * @param starts whether it sets them, to the bias where there is one
     * @param biased whether there is a bias
     * @param finish what is applied to them at the end
     */
    record Role(boolean starts, boolean biased, Activation finish) {
        static final Role ADD = new Role(false, false, Activation.NONE);

        private boolean readsBias() {
            return starts && biased;
        }

        private boolean finishes() {
            return !finish.isNone();
        }

        private String name(int sums, int terms) {
            return (starts ? "start" : "add") + sums + "x" + terms + (finishes() ? "AndFinish" : "");
        }
    }

    /**
     * The statement that adds so many planes to so many sums.
     *
     * @param sumsArray the array the sums begin in
     * @param planesArray the array the planes begin in
     * @param n how many elements of each, at most {@value Character#MAX_VALUE}
     * @param weight the array of the weights and the index of the first, as two arguments
     * @param bias the array of the biases and the index of the first, as two arguments; not read unless sums start here
     */
    String call(
            Role role,
            int sumCount,
            int terms,
            String sumsArray,
            String planesArray,
            String n,
            String weight,
            String bias) {
        String name = role.name(sumCount, terms);
        if (written.add(name)) {
            write(name, role, sumCount, terms);
        }
        return "%s(%s, %s, %s, %s%s);"
                .formatted(name, sumsArray, planesArray, n, weight, role.readsBias() ? ", " + bias : "");
    }

    private void write(String name, Role role, int sumCount, int terms) {
        StringJoiner weights = new StringJoiner("\n");
        StringJoiner values = new StringJoiner("\n");
        StringJoiner stores = new StringJoiner("\n");
        for (int sum = 0; sum < sumCount; sum++) {
            for (int term = 0; term < terms; term++) {
                weights.add("float %s = %sweights[%s];"
                        .formatted(
                                weight(sum, term),
                                term == 0 && terms >= FEWEST_APART ? "-" : "",
                                Expr.name("k").plus((long) sum * weightsPerSum + (long) term * weightsPerTerm)));
            }
            if (role.readsBias()) {
                weights.add(
                        "float b%d = bias[%s];".formatted(sum, Expr.name("b").plus(sum)));
            }
            String place = "sums[" + Expr.name("i").plus((long) sum * sums.pitch()) + "]";
            String start = role.starts() ? (role.biased() ? "b" + sum : "0f") : place;
            boolean apart = terms >= FEWEST_APART;
            values.add("float s%d = %s;".formatted(sum, apart ? apart(sum) : start));
            if (apart) {
                // Read before any sum is stored, or C2 leaves the loop scalar.
                values.add("float v%d = %s;".formatted(sum, start));
            }
            for (int term = apart ? 2 : 0; term < terms; term++) {
                values.add(MultiplyAddCode.add("s" + sum, weight(sum, term), "p" + term));
            }
            String total = apart ? "v%1$d + s%1$d".formatted(sum) : "s" + sum;
            stores.add("%s = %s;".formatted(place, ActivationCode.of(role.finish(), total)));
        }
        String loads = IntStream.range(0, terms)
                .mapToObj(term ->
                        "float p%d = planes[%s];".formatted(term, Expr.name("i").plus((long) term * planes.pitch())))
                .collect(Collectors.joining("\n"));
        kernel.method(Code.method(
                javadoc(role, sumCount, terms),
                TypeName.VOID,
                name,
                "float[] sums, float[] planes, int n, float[] weights, int k"
                        + (role.readsBias() ? ", float[] bias, int b" : ""),
                Text.of("""
                                ${weights}
                                // So small a number that C2 sees that no index below overflows.
                                char count = (char) n;
                                for (int i = 0; i < count; i++) {
                                    ${loads}
                                    ${values}
                                    ${stores}
                                }""")
                        .with("weights", weights)
                        .with("loads", loads)
                        .with("values", values)
                        .with("stores", stores)
                        .toString(),
                Modifier.STATIC));
    }

    /**
     * The first two products of a sum. The first weight is negated and its product subtracted: C2 of JDK 17 leaves a loop
     * scalar that adds two products.
     */
    private static String apart(int sum) {
        return "%s * p1 - %s * p0".formatted(weight(sum, 1), weight(sum, 0));
    }

    private static String weight(int sum, int term) {
        return "w" + sum + "_" + term;
    }

    private static String javadoc(Role role, int sums, int terms) {
        return (role.starts() ? "Sets " : "Adds ")
                + (role.starts() ? count(sums, "sum") : count(terms, "weighted plane"))
                + " to "
                + (role.starts()
                        ? (role.biased() ? "the bias and " : "") + count(terms, "weighted plane")
                        : count(sums, "sum"))
                + (role.finishes() ? ", and applies " + role.finish() : "")
                + ".";
    }

    private static String count(int number, String what) {
        return number == 1 ? "a " + what : number + " " + what + "s";
    }
}
