package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Algorithm;
import io.github.convolith.processor.graph.Conv;
import io.github.convolith.processor.graph.Padding;
import io.github.convolith.processor.graph.Shape;
import io.github.convolith.processor.graph.Unrolling;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import java.util.Optional;

/**
 * Winograd's minimal filtering F(m×m, 3×3): tiles of m×m outputs are computed from (m+2)×(m+2) inputs with one
 * multiplication per input of the tile and channel instead of 9·m² (Lavin &amp; Gray, 2016).
 */
public record Winograd(WinogradTransform transform) implements Strategy {
    @Override
    public String title() {
        return "Winograd F(%1$d×%1$d, 3×3)".formatted(transform.outputs());
    }

    @Override
    public String idea() {
        int m = transform.outputs();
        int t = transform.inputs();
        return "tiles of %d×%d outputs from %d×%d transformed inputs: %d multiplications instead of %d"
                .formatted(m, m, t, t, t * t, 9 * m * m);
    }

    @Override
    public Algorithm algorithm() {
        return Algorithm.WINOGRAD;
    }

    @Override
    public Unrolling unrolling() {
        return Unrolling.AUTO;
    }

    @Override
    public Optional<Finding> refusal(ConvProblem problem) {
        if (problem.conv().windows().size() != 2) {
            return unfit("it is 1-D");
        }
        for (Window window : problem.conv().windows()) {
            if (window.kernel() != 3) {
                return unfit("kernel = " + window.kernel());
            }
            if (window.stride() != 1) {
                return unfit("stride = " + window.stride());
            }
            if (window.dilation() != 1) {
                return unfit("dilation = " + window.dilation());
            }
        }
        Conv conv = problem.conv();
        double area = (double) transform.inputs() * transform.inputs();
        double kernels = area * conv.out() * conv.inPerGroup();
        double tiles = area * (conv.in() + conv.out()) * Tile.positions(conv.out() * transform.inputs());
        return Workspace.refusal("algorithm", Algorithm.WINOGRAD, Algorithm.DIRECT, Math.max(kernels, tiles));
    }

    private static Optional<Finding> unfit(String reason) {
        return Optional.of(Finding.of(Message.WINOGRAD_UNFIT, "algorithm", reason));
    }

    @Override
    public Estimate estimate(ConvProblem problem) {
        Conv conv = problem.conv();
        int m = transform.outputs();
        int t = transform.inputs();
        Shape output = problem.typicalOutput();
        int tileRows = (output.size(0) + m - 1) / m;
        int tileColumns = (output.size(1) + m - 1) / m;
        double tiles = (double) tileRows * tileColumns;
        Window window = new Window(t, m, 1, Padding.NONE);
        double layOut = PlaneCost.layOut(window, window, Shape.of(1, tileRows, tileColumns));
        double forward = 2.0 * t * t * PlaneCost.add(3, tiles);
        double products = (double) t * t * PlaneCost.add(conv.inPerGroup(), tiles);
        double inverse = (double) (m * t + m * m) * PlaneCost.add(t, tiles);
        double store = tiles * m * m * Cost.STRIDED_COPY;
        return new Estimate(
                Cost.WINOGRAD_CACHE * (conv.in() * (layOut + forward) + conv.out() * (products + inverse + store)), 0);
    }
}
