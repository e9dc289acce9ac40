package io.github.convolith.processor.emit;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import io.github.convolith.processor.plan.VectorPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Writes the class that computes a network, or a layer, with the Vector API, beside its class. */
public final class VectorNetworkEmitter {
    private VectorNetworkEmitter() {}

    /**
     * Writes the class.
     *
     * @param network the class of the network, which has its ports
     * @param header the Javadoc
     * @param description what the network says of itself where it is computed so, line by line
     */
    public static JavaFile emit(LayerClass network, String header, List<String> description, VectorPlan plan) {
        return emit(network, header, description, plan, false);
    }

    /**
     * Writes the class of a layer by itself, of which nothing is asked but to compute outputs from inputs: where its kernel
     * can take these as they lie outside, there is no arena, and nothing is copied.
     *
     * @param layer the class of the layer, which has its ports
     * @param header the Javadoc
     */
    public static JavaFile emitLayer(LayerClass layer, String header, VectorPlan plan) {
        return emit(layer, header, List.of(), plan, plan.readsFromOutside());
    }

    private static JavaFile emit(
            LayerClass network, String header, List<String> description, VectorPlan plan, boolean direct) {
        String name = vectorName(network.name());
        LayerClass frame =
                new LayerClass(network.packageName(), name, false, header, network.isMarked(), network.explicitLang());
        String session = NetworkEmitter.sessionName(network.name());
        SessionCode code = new SessionCode(
                plan.network(),
                zeros(plan),
                session,
                List.of(name, network.name(), "SPECIES", "LANES", "arena", "weights"));
        TypeSpec.Builder type = LayerEmitter.plainClassBuilder(frame);
        VectorCode.species().forEach(type::addField);
        code.addWeights(type);
        type.addMethod(MethodSpec.methodBuilder("newSession")
                .returns(Code.type(direct ? "Session" : "NetworkSession"))
                .addStatement("return new $L()", session)
                .build());
        if (!description.isEmpty()) {
            type.addMethod(NetworkEmitter.describe(description, type)
                    .addModifiers(Modifier.STATIC)
                    .build());
        }
        String ports = network.name() + ".";
        if (direct) {
            code.addDirectClasses(type, "The kernel at work, with the memory of one thread.", ports);
        } else {
            code.addClasses(
                    type, "The kernels at work, with the memory of one thread.", value -> place(plan, value), ports);
        }
        return LayerEmitter.file(frame, type.build());
    }

    /** The class beside that of a network or layer for the vector target. */
    static String vectorName(String network) {
        return network + "Vector";
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
