package org.parvis.axon;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** The names of the stored events a class handles: its {@link EventHandler} parameters, sealed families expanded. */
final class HandledEvents {

    private HandledEvents() {}

    /** @throws IllegalArgumentException when a handler takes something that is not a stored event */
    static Set<String> of(Class<?> handler) {
        var types = new HashSet<String>();
        for (Class<?> type = handler; type != null && type != Object.class; type = type.getSuperclass()) {
            for (var method : type.getDeclaredMethods()) {
                var annotation = AnnotatedElementUtils.findMergedAnnotation(method, EventHandler.class);
                if (annotation != null && !method.isSynthetic()) {
                    var declared = annotation.payloadType();
                    expand(declared == Object.class ? method.getParameterTypes()[0] : declared, types, handler);
                }
            }
        }
        if (types.isEmpty()) {
            throw new IllegalArgumentException(handler.getName() + " has @ProcessingGroup but handles no event");
        }
        return Set.copyOf(types);
    }

    private static void expand(Class<?> type, Set<String> into, Class<?> handler) {
        if (type.isSealed()) {
            Arrays.stream(type.getPermittedSubclasses()).forEach(member -> expand(member, into, handler));
        } else if (type.isRecord() && !Modifier.isAbstract(type.getModifiers())) {
            into.add(type.getName());
        } else {
            throw new IllegalArgumentException(handler.getName() + " handles " + type.getName()
                    + ", which is neither an event record nor a sealed family of them");
        }
    }
}
