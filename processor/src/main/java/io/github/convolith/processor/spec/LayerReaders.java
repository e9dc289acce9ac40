package io.github.convolith.processor.spec;

import io.github.convolith.processor.graph.Pool;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which reader reads which layer annotation of a network. */
final class LayerReaders {
    private static final String PACKAGE = "io.github.convolith.annotations.";

    /**
     * A kind of layer.
     *
     * @param least how many activations it takes at least
     * @param most how many it takes at most
     */
    record Kind(LayerReader reader, int least, int most) {}

    /** A block; it is not read as a single layer. */
    static final Kind BLOCK = new Kind(layer -> Optional.empty(), 1, 1);

    /** A layer that repeats another one. */
    static final String SHARED_LAYER = PACKAGE + "SharedLayer";

    /** Kinds of layers by the qualified names of their annotations. */
    private static final Map<String, Kind> ALL = new TreeMap<>();

    static {
        add("ActivationLayer", new ActivationLayerReader());
        add("AveragePoolLayer", new PoolLayerReader(Pool.Kind.AVERAGE));
        add("BatchNormLayer", new BatchNormLayerReader());
        add("ChannelShuffleLayer", new ChannelShuffleLayerReader());
        add("ConcatLayer", new ConcatLayerReader(), 1, Integer.MAX_VALUE);
        add("ConstantLayer", new ConstantLayerReader(), 0, 0);
        add("Conv1dLayer", new ConvLayerReader(1));
        add("ConvLayer", new ConvLayerReader(2));
        add("ConvTransposeLayer", new ConvTransposeLayerReader());
        add("DenseLayer", new DenseLayerReader());
        add("DropoutLayer", new DropoutLayerReader());
        add("ElementwiseLayer", new ElementwiseLayerReader(), 2, Integer.MAX_VALUE);
        add("FlattenLayer", new FlattenLayerReader());
        add("GlobalPoolLayer", new GlobalPoolLayerReader());
        add("LocalResponseNormLayer", new LocalResponseNormLayerReader());
        add("MatMulLayer", new MatMulLayerReader(), 2, 2);
        add("MaxPoolLayer", new PoolLayerReader(Pool.Kind.MAX));
        add("PReluLayer", new PReluLayerReader());
        add("PadLayer", new PadLayerReader());
        add("ReduceLayer", new ReduceLayerReader());
        add("ReshapeLayer", new ReshapeLayerReader());
        add("ResizeLayer", new ResizeLayerReader());
        add("SliceLayer", new SliceLayerReader());
        add("SoftmaxLayer", new SoftmaxLayerReader());
        add("SplitLayer", new SplitLayerReader());
        add("TransposeLayer", new TransposeLayerReader());
    }

    private LayerReaders() {}

    /** The kind of layer that the annotation of this qualified name makes. */
    static Kind of(String annotation) {
        Kind kind = ALL.get(annotation);
        if (kind == null) {
            throw new IllegalArgumentException("no reader for " + annotation);
        }
        return kind;
    }

    private static void add(String annotation, LayerReader reader) {
        add(annotation, reader, 1, 1);
    }

    private static void add(String annotation, LayerReader reader, int least, int most) {
        ALL.put(PACKAGE + annotation, new Kind(reader, least, most));
    }
}
