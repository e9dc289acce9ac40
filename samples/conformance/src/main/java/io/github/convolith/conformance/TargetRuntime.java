package io.github.convolith.conformance;

import io.github.convolith.runtime.Platform;
import io.github.convolith.runtime.Target;
import java.net.URL;
import java.net.URLClassLoader;

/**
 * The runtime, loaded anew for one target: which one a JVM computes with is decided once, when {@link Platform} is
 * initialised, so each target has a copy of that class.
 */
record TargetRuntime(Target target, ClassLoader loader) {

    /**
     * Loads the runtime for a target.
     *
     * @throws IllegalStateException if this JVM cannot compute with it
     */
    static TargetRuntime of(Target target) {
        URL library = Platform.class.getProtectionDomain().getCodeSource().getLocation();
        ClassLoader loader = new URLClassLoader(new URL[] {library}, ClassLoader.getPlatformClassLoader());
        String before = System.getProperty(Platform.TARGET_PROPERTY, "");
        System.setProperty(Platform.TARGET_PROPERTY, target.propertyValue());
        try {
            Class<?> type = Class.forName(Platform.class.getName(), true, loader);
            Object platform = type.getMethod("current").invoke(null);
            Object chosen = type.getMethod("target").invoke(platform);
            if (!chosen.toString().equals(target.toString())) {
                throw new IllegalStateException(platform.toString());
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        } finally {
            System.setProperty(Platform.TARGET_PROPERTY, before);
        }
        return new TargetRuntime(target, loader);
    }
}
