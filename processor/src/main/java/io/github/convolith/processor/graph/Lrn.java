package io.github.convolith.processor.graph;

import java.util.List;

/**
 * Local response normalisation across channels, as ONNX defines it: {@code x / (bias + alpha/size · Σ x²)^beta}, summed
 * over {@code size} channels around the own one.
 */
public record Lrn(int size, float alpha, float beta, float bias) implements Op {
    @Override
    public String title() {
        return "local response normalisation";
    }

    @Override
    public Shape output(List<Shape> inputs) {
        return inputs.get(0);
    }

    /** The first channel that is summed for a channel. */
    public int first(int channel) {
        return Math.max(0, channel - (size - 1) / 2);
    }

    /** The channel behind the last one that is summed for a channel. */
    public int end(int channel, int channels) {
        return Math.min(channels, channel + size / 2 + 1);
    }
}
