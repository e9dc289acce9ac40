package io.github.convolith.conformance;

import io.github.convolith.processor.onnx.model.Numbers;
import io.github.convolith.runtime.Network;
import io.github.convolith.runtime.NetworkSession;
import io.github.convolith.runtime.Port;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A generated class that runs on one target. It is called by reflection, as the runtime that it knows is not the one that
 * this code was loaded with.
 */
final class LoadedNetwork {
    private final ClassLoader loader;
    private final Object network;

    private LoadedNetwork(ClassLoader loader, Object network) {
        this.loader = loader;
        this.network = network;
    }

    /** Loads a class and its weights from where a build has put them, by its own {@code load()}. */
    static LoadedNetwork of(Path classes, String name, TargetRuntime runtime) {
        try {
            // The bytes of the weights are read while it loads; nothing is read after that but nested classes.
            ClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, runtime.loader());
            Class<?> type = loader.loadClass(name);
            return new LoadedNetwork(runtime.loader(), call(type, "load", type));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs it; gives the elements of every output by its name. */
    Map<String, float[]> run(Map<String, Numbers> inputs) {
        Class<?> networkType = type(Network.class);
        Class<?> sessionType = type(NetworkSession.class);
        Object session = call(networkType, "newSession", network);
        for (String input : names("inputs")) {
            Numbers numbers = inputs.get(input);
            if (numbers == null) {
                throw new IllegalStateException("it has an input '" + input + "', which the case does not know");
            }
            call(sessionType, "input", session, String.class, input, float[].class, numbers.reals());
        }
        call(sessionType, "run", session);
        Map<String, float[]> outputs = new LinkedHashMap<>();
        for (Object port : (List<?>) call(networkType, "outputs", network)) {
            float[] values = new float[(Integer) call(type(Port.class), "elements", port)];
            String name = (String) call(type(Port.class), "name", port);
            call(sessionType, "output", session, String.class, name, float[].class, values);
            outputs.put(name, values);
        }
        return outputs;
    }

    private List<String> names(String ports) {
        List<String> names = new ArrayList<>();
        for (Object port : (List<?>) call(type(Network.class), ports, network)) {
            names.add((String) call(type(Port.class), "name", port));
        }
        return names;
    }

    /** The copy of a type of the runtime that the network knows. */
    private Class<?> type(Class<?> own) {
        try {
            return loader.loadClass(own.getName());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Calls a method; behind the object stand types and values of its parameters in turn. */
    private static Object call(Class<?> type, String method, Object on, Object... typesAndValues) {
        Class<?>[] types = new Class<?>[typesAndValues.length / 2];
        Object[] values = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = (Class<?>) typesAndValues[2 * i];
            values[i] = typesAndValues[2 * i + 1];
        }
        try {
            var found = type.getMethod(method, types);
            found.setAccessible(true);
            return found.invoke(on, values);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(String.valueOf(e.getCause()), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
