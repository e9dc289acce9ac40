package io.github.convolith.processor.emit;

import java.util.StringJoiner;
import java.util.function.Function;

/** The input channels of a group in blocks that are laid out side by side. */
record ChannelBlocks(int channels, int block) {
    /** What is done with one block, given its first channel within the group and how many it has. */
    interface Body {
        String of(Expr first, int count);
    }

    /** How many blocks there are. */
    int count() {
        return (channels + block - 1) / block;
    }

    /** Statements for all blocks: a loop over whole ones, then what is left. */
    String each(Body body) {
        int whole = channels / block * block;
        StringJoiner text = new StringJoiner("\n");
        text.add(
                whole == block
                        ? body.of(Expr.ZERO, block)
                        : Loop.from("c", 0, Expr.of(whole), block, c -> body.of(c, block)));
        if (whole < channels) {
            text.add(body.of(Expr.of(whole), channels - whole));
        }
        return text.toString();
    }

    /** Statements that lay out so many channels, the first of them being the given one of the whole input. */
    static String layOut(TapLayout layout, Expr first, int count, Geometry geometry) {
        Function<Expr, String> call =
                slot -> layout.call(Expr.name("xOffset").plus(first.plus(slot).times(geometry.inPlane())), slot);
        return Loop.over("slot", count, call);
    }
}
