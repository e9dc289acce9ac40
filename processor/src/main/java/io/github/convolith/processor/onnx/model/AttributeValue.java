package io.github.convolith.processor.onnx.model;

import java.util.List;

/** What an attribute of a node is set to. */
public sealed interface AttributeValue {
    record Whole(long value) implements AttributeValue {}

    record Real(float value) implements AttributeValue {}

    record Text(String value) implements AttributeValue {}

    record Integers(List<Long> values) implements AttributeValue {
        public Integers {
            values = List.copyOf(values);
        }
    }

    record Reals(List<Float> values) implements AttributeValue {
        public Reals {
            values = List.copyOf(values);
        }
    }

    record Texts(List<String> values) implements AttributeValue {
        public Texts {
            values = List.copyOf(values);
        }
    }

    record Tensor(Numbers numbers) implements AttributeValue {}

    /** A list without elements, of whatever type. */
    record Empty() implements AttributeValue {}

    /** What no operator here takes: graphs, sparse tensors, types. */
    record Other(String kind) implements AttributeValue {}
}
