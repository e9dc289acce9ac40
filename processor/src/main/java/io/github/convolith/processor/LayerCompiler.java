package io.github.convolith.processor;

import com.palantir.javapoet.JavaFile;
import io.github.convolith.processor.emit.LayerClass;
import io.github.convolith.processor.emit.LayerEmitter;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.plan.ConvPlan;
import io.github.convolith.processor.plan.Planner;
import io.github.convolith.processor.report.LayerReport;
import io.github.convolith.processor.spec.LayerSpec;
import io.github.convolith.processor.spec.SpecName;
import java.util.Optional;

/** A spec's way to source: plan, report, emit. */
final class LayerCompiler {
    /** Either the source of a layer or the reason why there is none. */
    sealed interface Outcome {
        record Compiled(JavaFile file) implements Outcome {}

        record Refused(Finding finding) implements Outcome {}
    }

    private LayerCompiler() {}

    /** Why the planner would refuse a spec that has other faults already; empty where it would not. */
    static Optional<Finding> refusal(LayerSpec spec) {
        return plan(spec) instanceof Planner.Outcome.Refused refused
                ? Optional.of(refused.finding())
                : Optional.empty();
    }

    static Outcome compile(SpecName name, LayerSpec spec, boolean isMarked, boolean explicitLang) {
        Planner.Outcome outcome = plan(spec);
        if (outcome instanceof Planner.Outcome.Refused refused) {
            return new Outcome.Refused(refused.finding());
        }
        ConvPlan plan = ((Planner.Outcome.Planned) outcome).plan();
        String header = LayerReport.of(name.spec(), spec.text(), plan);
        LayerClass target =
                new LayerClass(name.packageName(), name.generated(), name.isPublic(), header, isMarked, explicitLang);
        return new Outcome.Compiled(LayerEmitter.emit(target, plan));
    }

    private static Planner.Outcome plan(LayerSpec spec) {
        return Planner.plan(spec.problem());
    }
}
