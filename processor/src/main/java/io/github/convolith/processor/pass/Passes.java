package io.github.convolith.processor.pass;

import io.github.convolith.processor.graph.Graph;
import java.util.ArrayList;
import java.util.List;

/** All passes, in the order in which they run. */
public final class Passes {
    /** Every pass there is. One may make room for another, so they are repeated until none finds anything. */
    public static final List<Pass> ALL = List.of(
            new DropDead(),
            new FoldConstants(),
            new DropIdentities(),
            new MergePadding(),
            new MergeTransposes(),
            new MergeScales(),
            new FoldScaleAfter(),
            new FoldScaleBefore(),
            new ActivateEarly(),
            new FuseActivation(),
            new FuseResidual(),
            new DivideConcats());

    /**
     * A network after its passes.
     *
     * @param notes what they did, in words
     */
    public record Result(Graph graph, List<String> notes) {
        public Result {
            notes = List.copyOf(notes);
        }
    }

    private Passes() {}

    /** Runs every pass until nothing changes any more; each rewrite takes a node away or makes one smaller, so that this ends. */
    public static Result run(Graph graph) {
        List<String> notes = new ArrayList<>();
        Graph before;
        Graph after = graph;
        do {
            before = after;
            for (Pass pass : ALL) {
                after = pass.apply(after, notes::add);
            }
        } while (!after.equals(before));
        return new Result(after, notes);
    }
}
