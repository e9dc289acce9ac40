package io.github.convolith.processor.plan;

import java.util.ArrayList;
import java.util.List;

/** A stretch of memory that one or more values share, and how long it is needed. It may lie within another one. */
final class Region {
    private final int size;
    private final int first;
    private int last;
    private final List<String> values = new ArrayList<>();
    private final List<Region> parts = new ArrayList<>();
    private Region whole = this;
    private int offsetInWhole;

    /**
     * A region of its own.
     *
     * @param first the step that writes it first
     */
    Region(int size, int first) {
        this.size = size;
        this.first = first;
        this.last = first;
    }

    /** Lets a value lie here, up to the step that reads it last. */
    void add(String value, int lastUse) {
        values.add(value);
        last = Math.max(last, lastUse);
    }

    int size() {
        return size;
    }

    /** Lets it lie within another one from now on. */
    void moveInto(Region target, int offset) {
        whole = target;
        offsetInWhole = offset;
        target.parts.add(this);
    }

    /** The outermost region that it lies in. */
    Region root() {
        return whole == this ? this : whole.root();
    }

    /** Where in the outermost region it begins. */
    int offsetInRoot() {
        return whole == this ? 0 : offsetInWhole + whole.offsetInRoot();
    }

    /** The step that last reads it, or anything that lies within it. */
    int lastUse() {
        return parts.stream().mapToInt(Region::lastUse).reduce(last, Math::max);
    }

    /** It and all that lies within it: what is to be placed as a whole. */
    ArenaLayout.Piece piece() {
        List<ArenaLayout.Stretch> stretches = new ArrayList<>();
        stretches.add(new ArenaLayout.Stretch(0, size, first, last, values));
        addParts(0, last, stretches);
        return new ArenaLayout.Piece(size, stretches);
    }

    /** Adds the parts for the time in which they live by themselves: before the whole is there, and after it. */
    private void addParts(int offset, int end, List<ArenaLayout.Stretch> stretches) {
        for (Region part : parts) {
            int from = offset + part.offsetInWhole;
            stretches.add(new ArenaLayout.Stretch(from, part.size, part.first, first - 1, part.values));
            if (part.last > end) {
                stretches.add(new ArenaLayout.Stretch(from, part.size, end + 1, part.last, part.values));
            }
            part.addParts(from, Math.max(end, part.last), stretches);
        }
    }
}
