package io.github.convolith.processor.spec;

import io.github.convolith.processor.message.Finding;
import io.github.convolith.processor.message.Message;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;

/** Reads a block as a layer: its own layers, as many times as it is repeated. */
final class BlockReader {
    static final String BLOCK_LAYER = "io.github.convolith.annotations.BlockLayer";

    /** How a block calls what goes into it. */
    static final String INPUT = "input";

    static final String BLOCK = "io.github.convolith.annotations.Block";

    /** Repetitions up to which a block is read; beyond it is a mistake rather than a network. */
    private static final int MOST_TIMES = 1000;

    private final Attributes attributes;
    private final List<String> enclosing;
    private final List<Finding> own;

    /**
     * @param enclosing the blocks around this one
     * @param own receives what is wrong
     */
    BlockReader(Attributes attributes, List<String> enclosing, List<Finding> own) {
        this.attributes = attributes;
        this.enclosing = enclosing;
        this.own = own;
    }

    /** Adds the layers of the block to a network; returns the value that comes out. */
    Optional<String> read(NetworkBuilder network, String name, String input) {
        Optional<Integer> times = attributes.integer("times");
        if (times.isPresent() && (times.get() < 1 || times.get() > MOST_TIMES)) {
            own.add(Finding.of(Message.TIMES, "times", times.get(), MOST_TIMES));
            return Optional.empty();
        }
        Optional<TypeElement> block = attributes.type("value");
        if (block.isEmpty() || times.isEmpty()) {
            return Optional.empty();
        }
        String type = block.get().getQualifiedName().toString();
        if (Annotations.find(block.get(), BLOCK).isEmpty()) {
            own.add(Finding.of(Message.NOT_A_BLOCK, "value", type));
            return Optional.empty();
        }
        if (enclosing.contains(type)) {
            own.add(Finding.of(Message.BLOCK_IN_ITSELF, "value", type));
            return Optional.empty();
        }
        Optional<String> value = Optional.of(input);
        for (int time = 0; time < times.get() && value.isPresent(); time++) {
            value = readOnce(network, times.get() == 1 ? name : name + "." + time, block.get(), value.get());
        }
        return value;
    }

    private Optional<String> readOnce(NetworkBuilder network, String name, TypeElement block, String input) {
        NetworkBuilder inner = network.block(name, block.getQualifiedName().toString(), input);
        LayersReader layers = new LayersReader(
                block,
                inner,
                (layer, finding) -> own.add(finding.within("value", block.getSimpleName() + "." + layer)));
        layers.read();
        Optional<String> last = inner.lastLayer();
        if (last.isEmpty() && own.isEmpty()) {
            own.add(Finding.of(Message.NO_LAYERS, "value", block.getSimpleName()));
        }
        if (last.isEmpty() || !own.isEmpty()) {
            return Optional.empty();
        }
        inner.use(last.get());
        inner.unused((layer, finding) ->
                own.add(finding.within("value", block.getSimpleName() + "." + (layer.isEmpty() ? INPUT : layer))));
        return own.isEmpty() ? Optional.of(inner.value(last.get())) : Optional.empty();
    }
}
