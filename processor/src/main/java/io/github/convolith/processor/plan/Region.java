package io.github.convolith.processor.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of memory that one or more values share, and how long it is needed. It may lie within another one, of which
 * it is a part: one that lives earlier than the whole, as what is joined does, or longer, as what is cut out may.
 */
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
        for (Region other : target.parts) {
            if (overlaps(other)) {
                // What both consist of is not to be counted twice, so that the whole is kept for both.
                target.last = Math.max(target.last, Math.max(last, other.last));
            }
        }
        target.parts.add(this);
    }

    /** Whether it lies within no other. */
    boolean isRoot() {
        return whole == this;
    }

    /** The outermost region that it lies in. */
    Region root() {
        return isRoot() ? this : whole.root();
    }

    /** Where in the outermost region it begins. */
    int offsetInRoot() {
        return isRoot() ? 0 : offsetInWhole + whole.offsetInRoot();
    }

    /** Whether they have memory in common. */
    boolean overlaps(Region other) {
        return root() == other.root()
                && offsetInRoot() < other.offsetInRoot() + other.size
                && other.offsetInRoot() < offsetInRoot() + size;
    }

    /** The step that last reads any of its memory. */
    int lastUse() {
        return root().lastUse(this);
    }

    private int lastUse(Region of) {
        return parts.stream().mapToInt(part -> part.lastUse(of)).reduce(overlaps(of) ? last : -1, Math::max);
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
            if (part.first < first) {
                stretches.add(new ArenaLayout.Stretch(from, part.size, part.first, first - 1, part.values));
            }
            if (part.last > end) {
                stretches.add(new ArenaLayout.Stretch(from, part.size, end + 1, part.last, part.values));
            }
            part.addParts(from, Math.max(end, part.last), stretches);
        }
    }
}
