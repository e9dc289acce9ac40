package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Algorithm;
import io.github.convolith.processor.graph.Unrolling;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import java.util.Optional;

/** One way to compute a convolution. The code generator has one emitter for each. */
public interface Strategy {
    /** What the strategy is called, in reports and in the documentation. */
    String title();

    /** One sentence that says how it works. */
    String idea();

    /** The algorithm it is a form of. */
    Algorithm algorithm();

    /** The unrolling it stands for; {@code AUTO} where it has a loop structure of its own. */
    Unrolling unrolling();

    /** Why the problem cannot be computed this way; empty where it can. */
    Optional<Finding> refusal(ConvProblem problem);

    /** The refusal of a strategy that has no way to add a residual. */
    static Optional<Finding> withoutResidual() {
        return Optional.of(Finding.of(Message.STRATEGY_UNFIT, "unroll", "it has no place to add a residual"));
    }

    /** What the strategy would cost. Only for problems it does not refuse. */
    Estimate estimate(ConvProblem problem);
}
