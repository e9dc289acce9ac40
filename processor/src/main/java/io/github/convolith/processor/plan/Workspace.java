package io.github.convolith.processor.plan;

import io.github.convolith.processor.graph.Algorithm;
import io.github.convolith.processor.graph.Window;
import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import java.util.Locale;
import java.util.Optional;

/** Working memory of strategies that lay the input out anew, and when it is too much. */
final class Workspace {
    /**
     * The farthest that a window may reach over a size that is not known yet: what is laid out is a tile and as much
     * more, and neither may overflow.
     */
    private static final long FARTHEST = 4096;

    private Workspace() {}

    /** The refusal of a request for something that needs more numbers of working memory than is sensible. */
    static Optional<Finding> refusal(String attribute, Object asked, Object instead, double numbers) {
        if (numbers <= Budget.WORKSPACE) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(
                Message.WORKSPACE_TOO_LARGE,
                attribute,
                attribute,
                asked,
                String.format(Locale.ROOT, "%,.0f", numbers),
                String.format(Locale.ROOT, "%,d", Budget.WORKSPACE),
                attribute,
                instead));
    }

    /** The refusal of a layer whose tap planes, with so many sums beside them, would not fit. */
    static Optional<Finding> ofPlanes(ConvProblem problem, Algorithm asked, int sums) {
        return refusal("algorithm", asked, Algorithm.AUTO, planes(problem, sums));
    }

    private static double planes(ConvProblem problem, int sums) {
        Window rows = problem.rows();
        Window columns = problem.columns();
        if (problem.input().isEmpty() && Math.max(rows.span(), columns.span()) > FARTHEST) {
            return Budget.WORKSPACE + (double) Math.max(rows.span(), columns.span()) * Tile.MOST_POSITIONS;
        }
        int rank = problem.conv().windows().size();
        double width = problem.typicalOutput().size(rank - 1);
        double tile = rank == 1 ? Math.min(width, Tile.MOST_POSITIONS) : Math.max(width, Tile.MOST_POSITIONS);
        double taps = (double) problem.conv().taps()
                * Math.max(1, TapPasses.of(problem.conv()).channels());
        double gathered = columns.kernel() * (tile + width * rows.span() / rows.stride());
        return (taps + sums) * tile + gathered + columns.span();
    }
}
