package io.github.convolith.processor.emit;

import java.util.ArrayList;
import java.util.List;

/**
 * A run of input channels that are laid out together.
 *
 * @param first the first channel of the block, counted within its group
 * @param count channels of the block
 * @param loopEnd where the loop over blocks like this one ends; 0 where there is no loop
 */
record ChannelBlocks(Expr first, int count, int loopEnd) {
    /** The blocks of so many channels: a loop over whole ones, then what is left. */
    static List<ChannelBlocks> of(int channels, int block) {
        List<ChannelBlocks> blocks = new ArrayList<>();
        int whole = channels / block * block;
        blocks.add(
                whole > block
                        ? new ChannelBlocks(Expr.name("c"), block, whole)
                        : new ChannelBlocks(Expr.ZERO, block, 0));
        if (whole < channels) {
            blocks.add(new ChannelBlocks(Expr.of(whole), channels - whole, 0));
        }
        return blocks;
    }

    /** Statements that lay the channels of the block out, the first of them being the given channel of the input. */
    String layOut(TapLayout layout, Expr channel, Geometry geometry) {
        Expr slot = count == 1 ? Expr.ZERO : Expr.name("slot");
        String call = layout.call(Expr.name("xOffset").plus(channel.plus(slot).times(geometry.inPlane())), slot);
        return count == 1
                ? call
                : Text.of("for (int slot = 0; slot < ${count}; slot++) {\n    ${call}\n}")
                        .with("count", count)
                        .with("call", call)
                        .toString();
    }

    /** The statements of a block inside its loop, or in a scope of their own. */
    String around(String statements) {
        String head = loopEnd == 0
                ? "{"
                : "for (int c = 0; c < %d; c%s) {".formatted(loopEnd, count == 1 ? "++" : " += " + count);
        return Text.of(head + "\n    ${statements}\n}")
                .with("statements", statements)
                .toString();
    }
}
