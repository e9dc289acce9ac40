package io.github.convolith.processor.emit;

import static io.github.convolith.processor.graph.Layout.NCHW;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import io.github.convolith.processor.graph.Graph;
import io.github.convolith.processor.plan.VectorPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the class that computes a network or a layer with the Vector API, beside the class it belongs to. */
public final class VectorNetworkEmitter {
    private VectorNetworkEmitter() {}

    /**
     * Writes the class.
     *
     * @param network the class of the network
     * @param header the Javadoc
     */
    public static JavaFile emit(LayerClass network, String header, VectorPlan plan) {
        return emit(network, header, plan, "The network at work", network.name() + ".", List.of());
    }

    /**
     * Writes the class that computes a layer which stands alone.
     *
     * @param layer the class of the layer
     * @param header the Javadoc
     * @param plan the plan of the network that has this layer only
     */
    public static JavaFile emitLayer(LayerClass layer, String header, VectorPlan plan) {
        Graph graph = plan.network().graph();
        Graph.Input input = graph.inputs().get(0);
        Graph.Output output = graph.outputs().get(0);
        List<FieldSpec> ports = List.of(
                NetworkEmitter.ports(
                        "INPUTS",
                        CodeBlock.of("$T.of($L)", List.class, NetworkEmitter.port(input.name(), input.shape(), NCHW)),
                        true),
                NetworkEmitter.ports(
                        "OUTPUTS",
                        CodeBlock.of(
                                "$T.of($L)",
                                List.class,
                                NetworkEmitter.port(
                                        output.name(), plan.network().shapes().of(output.value()), NCHW)),
                        true));
        return emit(layer, header, plan, "The layer at work", "", ports);
    }

    private static JavaFile emit(
            LayerClass beside, String header, VectorPlan plan, String javadoc, String ports, List<FieldSpec> fields) {
        String name = NetworkEmitter.vectorName(beside.name());
        LayerClass frame =
                new LayerClass(beside.packageName(), name, false, header, beside.isMarked(), beside.explicitLang());
        String session = NetworkEmitter.sessionName(beside.name());
        SessionCode code = new SessionCode(
                plan.network(),
                zeros(plan),
                session,
                List.of(name, beside.name(), "SPECIES", "LANES", "INPUTS", "OUTPUTS", "arena", "weights"));
        TypeSpec.Builder type = LayerEmitter.plainClassBuilder(frame);
        fields.forEach(type::addField);
        VectorCode.species().forEach(type::addField);
        code.addWeights(type);
        type.addMethod(MethodSpec.methodBuilder("newSession")
                .returns(Code.type("NetworkSession"))
                .addStatement("return new $L()", session)
                .build());
        code.addClasses(type, javadoc + ", with the memory of one thread.", value -> place(plan, value), ports);
        return LayerEmitter.file(frame, type.build());
    }

    private static Map<String, String> zeros(VectorPlan plan) {
        Map<String, String> zeros = new HashMap<>();
        plan.zeroed().forEach((value, layout) -> {
            boolean planes = !layout.isChannelsLast();
            zeros.put(
                    value,
                    Stream.of(
                                    plan.network().arena().offset(value),
                                    planes ? layout.channels() : 1,
                                    planes ? layout.channelStride() : layout.elements(),
                                    layout.start(),
                                    layout.height(),
                                    layout.rowStride(),
                                    layout.width() * layout.columnStride())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", ", "zeroAround(arena, ", ");")));
        });
        return zeros;
    }

    private static String place(VectorPlan plan, String value) {
        StringJoiner place = new StringJoiner(", ");
        place.add(String.valueOf(
                plan.network().arena().offset(value) + plan.layout(value).start()));
        plan.strides(value).forEach(stride -> place.add(String.valueOf(stride)));
        return place.toString();
    }
}
