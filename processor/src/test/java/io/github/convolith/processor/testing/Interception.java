package io.github.convolith.processor.testing;

import io.github.convolith.processor.ConvolithProcessor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;

/** Stands between our processor and one part of the compiler, to watch it or to make it fail. */
@FunctionalInterface
public interface Interception {
    /** Called instead of each method of that part; {@link #pass} goes on to it. */
    Object call(Object target, Method method, Object[] arguments) throws Throwable;

    /**
     * Our processor with an interception.
     *
     * @param part the type of what {@link ProcessingEnvironment} hands out, such as {@code Filer}
     */
    static Processor of(Class<?> part, Interception interception) {
        return proxy(Processor.class, new ConvolithProcessor(), (processor, method, arguments) -> {
            if (method.getName().equals("init")) {
                arguments[0] = proxy(ProcessingEnvironment.class, arguments[0], (environment, getter, none) -> {
                    Object result = pass(environment, getter, none);
                    return part.isInstance(result) ? proxy(part, result, interception) : result;
                });
            }
            return pass(processor, method, arguments);
        });
    }

    /** Calls the method as if nothing stood between. */
    static Object pass(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private static <T> T proxy(Class<T> type, Object target, Interception interception) {
        return type.cast(Proxy.newProxyInstance(
                Interception.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> interception.call(target, method, arguments)));
    }
}
