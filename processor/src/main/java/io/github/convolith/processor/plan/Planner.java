package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Algorithm;
import io.github.convolith.processor.graph.Request;
import io.github.convolith.processor.graph.Unrolling;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Chooses the strategy for a convolution: the cheapest by estimate among those that fit the problem and the request. */
public final class Planner {
    /** Every strategy there is. */
    public static final List<Strategy> STRATEGIES = List.of(
            new StraightLine(),
            new UnrolledTaps(),
            new LoopNest(),
            new Planes(),
            new OutputChannels(),
            new TapLanes(),
            new Depthwise(),
            new Polyphase(),
            new Winograd(WinogradTransform.F2),
            new Winograd(WinogradTransform.F4));

    /** Either a plan or the reason why there is none. */
    public sealed interface Outcome {
        record Planned(ConvPlan plan) implements Outcome {}

        record Refused(Finding finding) implements Outcome {}
    }

    private record Candidate(Strategy strategy, Estimate estimate) {
        String inWords() {
            return strategy.title() + " " + Planner.inWords(estimate);
        }
    }

    private Planner() {}

    /** Plans a convolution under the unrolling and algorithm its spec asks for. */
    public static Outcome plan(ConvProblem problem) {
        return plan(problem, problem.conv().request());
    }

    /** Plans a convolution under another request than its own. */
    public static Outcome plan(ConvProblem problem, Request request) {
        Unrolling unrolling = request.unrolling();
        Algorithm algorithm = request.algorithm();
        if (unrolling != Unrolling.AUTO && algorithm != Algorithm.AUTO && algorithm != Algorithm.DIRECT) {
            return new Outcome.Refused(Finding.of(Message.UNROLL_WITH_ALGORITHM, "unroll", unrolling, algorithm));
        }
        List<Candidate> candidates = new ArrayList<>();
        Finding refused = null;
        for (Strategy strategy : STRATEGIES) {
            if (!isAskedFor(strategy, unrolling, algorithm)) {
                continue;
            }
            Optional<Finding> refusal = strategy.refusal(problem);
            if (refusal.isPresent()) {
                refused = refusal.get();
                continue;
            }
            Estimate estimate = strategy.estimate(problem);
            if (unrolling != Unrolling.AUTO || estimate.unrolledBytes() <= Budget.UNASKED_BYTES) {
                candidates.add(new Candidate(strategy, estimate));
            }
        }
        if (candidates.isEmpty()) {
            return new Outcome.Refused(Objects.requireNonNull(refused));
        }
        candidates.sort(
                Comparator.comparingDouble(candidate -> candidate.estimate().nanoseconds()));
        Candidate best = candidates.get(0);
        String reason = reason(candidates.size(), unrolling, algorithm);
        return new Outcome.Planned(new ConvPlan(
                problem,
                best.strategy(),
                best.estimate(),
                reason,
                candidates.stream().map(Candidate::inWords).toList()));
    }

    /** Plans a convolution with one given strategy, whatever it costs; for tests and for tuning. */
    public static Outcome planWith(Strategy strategy, ConvProblem problem) {
        return strategy.refusal(problem)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> new Outcome.Planned(
                        new ConvPlan(problem, strategy, strategy.estimate(problem), "asked for by name", List.of())));
    }

    private static String reason(int fitting, Unrolling unrolling, Algorithm algorithm) {
        String asked = unrolling != Unrolling.AUTO
                ? "unroll = " + unrolling
                : algorithm != Algorithm.AUTO ? "algorithm = " + algorithm : "";
        if (fitting == 1) {
            return asked.isEmpty() ? "the only one that fits" : "asked for by " + asked;
        }
        return "cheapest by estimate of " + fitting + " that fit" + (asked.isEmpty() ? "" : " " + asked);
    }

    private static boolean isAskedFor(Strategy strategy, Unrolling unrolling, Algorithm algorithm) {
        return (algorithm == Algorithm.AUTO || algorithm == strategy.algorithm())
                && (unrolling == Unrolling.AUTO || unrolling == strategy.unrolling());
    }

    private static String inWords(Estimate estimate) {
        double nanoseconds = estimate.nanoseconds();
        return nanoseconds < 1e3
                ? String.format(Locale.ROOT, "%.0f ns", nanoseconds)
                : String.format(Locale.ROOT, "%,.1f µs", nanoseconds / 1e3);
    }
}
