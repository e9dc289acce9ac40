package io.github.convolith.processor.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The sums that a kernel holds in registers at a time: so many vectors of output channels for a rectangle of pixels.
 */
public record VectorTile(int vectors, int rows, int columns) {
    /** Sums that fit into 32 registers beside the weights and inputs they are made from. */
    static final int MOST_SUMS = 16;

    /** More columns than these never paid. */
    private static final int MOST_COLUMNS = 16;

    /** What a load costs, in multiply-adds. */
    private static final double LOAD = 0.5;

    /** What a turn of the innermost loop costs beside its multiply-adds and loads. */
    private static final double TURN = 1.5;

    /** What a tile costs beside its sums, in turns of the innermost loop. */
    private static final double ENTRY = 4;

    /**
     * Sums that hide how long one takes: four cycles from one addition to the next, in which cores make four of 512 bits
     * or eight. Between both, as measured tiles of six beat those of twelve that cover a plane twice.
     */
    private static final int FEWEST_SUMS = 6;

    /** Multiply-adds in a turn from which on a loop of few turns gets slower, as measured for 7 x 7 taps of 3 inputs. */
    private static final int MOST_WRITTEN = 96;

    /** Turns that are few: with 64, for 9 taps of 64 inputs, the largest tiles were the fastest. */
    private static final int FEW_TURNS = 32;

    /** By how much it gets slower. */
    private static final double LARGE_BODY = 1.15;

    /** Rows to compute at a time: so many at most, and so many that they divide a plane where any number above 1 does. */
    static int rows(int height, int most) {
        int rows = Math.min(most, height);
        for (int count = rows; count > 1; count--) {
            if (height % count == 0) {
                return count;
            }
        }
        return rows;
    }

    /** The tile by which a plane of this size is covered at the least expense. */
    static VectorTile of(int outVectors, int height, int width, int taps, int turns) {
        return ranked(outVectors, height, width, taps, turns).get(0);
    }

    /** All tiles that a plane of this size can be covered by, the one of least expense first. */
    static List<VectorTile> ranked(int outVectors, int height, int width, int taps, int turns) {
        int vectors = outVectors % 2 == 0 ? 2 : outVectors == 3 ? 3 : outVectors == 1 ? 1 : 2;
        List<VectorTile> tiles = new ArrayList<>();
        for (int rows = 1; rows <= Math.min(height, 4); rows++) {
            for (int columns = 1; columns <= Math.min(width, MOST_COLUMNS); columns++) {
                VectorTile tile = new VectorTile(vectors, rows, columns);
                if (tile.sums() <= MOST_SUMS) {
                    tiles.add(tile);
                }
            }
        }
        tiles.sort(Comparator.comparingDouble(tile -> tile.cost(height, width, taps, turns)));
        return tiles;
    }

    /** Sums of one tile. */
    public int sums() {
        return vectors * rows * columns;
    }

    /** Whether some number of lanes leaves vectors over when so many channels are covered by tiles. */
    boolean leavesRemainder(int channels) {
        for (int lanes = 4; lanes <= VectorLayout.MOST_LANES; lanes *= 2) {
            if (VectorConv.vectors(channels, lanes) % vectors != 0) {
                return true;
            }
        }
        return false;
    }

    private double cost(int height, int width, int taps, int turns) {
        double tiles = Math.ceil(height / (double) rows) * Math.ceil(width / (double) columns);
        double work = Math.max(sums(), FEWEST_SUMS) + LOAD * (vectors + rows * columns);
        double slower = sums() * taps > MOST_WRITTEN && turns <= FEW_TURNS ? LARGE_BODY : 1;
        return tiles * ((work * taps * slower + TURN) * turns + ENTRY * work);
    }
}
