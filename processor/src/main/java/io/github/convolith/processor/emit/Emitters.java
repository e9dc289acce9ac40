package io.github.convolith.processor.emit;

import io.github.convolith.processor.plan.Depthwise;
import io.github.convolith.processor.plan.LoopNest;
import io.github.convolith.processor.plan.OutputChannels;
import io.github.convolith.processor.plan.Planes;
import io.github.convolith.processor.plan.Polyphase;
import io.github.convolith.processor.plan.StraightLine;
import io.github.convolith.processor.plan.Strategy;
import io.github.convolith.processor.plan.TapLanes;
import io.github.convolith.processor.plan.UnrolledTaps;
import io.github.convolith.processor.plan.Winograd;
import java.util.Map;
import java.util.Optional;

/** Which emitter writes the code of which strategy. */
final class Emitters {
    private static final Map<Class<? extends Strategy>, KernelEmitter> EMITTERS = Map.of(
            StraightLine.class, new StraightLineEmitter(),
            UnrolledTaps.class, new UnrolledTapsEmitter(),
            LoopNest.class, new LoopNestEmitter(),
            Planes.class, new PlanesEmitter(),
            OutputChannels.class, new OutputChannelsEmitter(),
            TapLanes.class, new TapLanesEmitter(),
            Depthwise.class, new DepthwiseEmitter(),
            Polyphase.class, new PlanesEmitter(),
            Winograd.class, new WinogradEmitter());

    private Emitters() {}

    static KernelEmitter of(Strategy strategy) {
        return Optional.ofNullable(EMITTERS.get(strategy.getClass()))
                .orElseThrow(() -> new IllegalStateException("no emitter for " + strategy));
    }
}
