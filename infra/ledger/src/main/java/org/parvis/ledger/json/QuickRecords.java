package org.parvis.ledger.json;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.deser.std.StdValueInstantiator;

/** Makes records by a handle on their constructor that is bound once; Jackson binds it again for each. */
final class QuickRecords extends ValueInstantiators.Base {

    @Override
    public ValueInstantiator modifyValueInstantiator(
            DeserializationConfig config, BeanDescription.Supplier bean, ValueInstantiator usual) {
        return bean.getBeanClass().isRecord() && usual.getClass() == StdValueInstantiator.class
                ? new Maker((StdValueInstantiator) usual)
                : usual;
    }

    private static final class Maker extends StdValueInstantiator {

        private transient volatile @Nullable MethodHandle maker;

        Maker(StdValueInstantiator usual) {
            super(usual);
        }

        @Override
        public Object createFromObjectWith(DeserializationContext context, Object[] arguments) {
            if (getWithArgsCreator() == null
                    || !(getWithArgsCreator().getAnnotated() instanceof Constructor<?> constructor)) {
                return super.createFromObjectWith(context, arguments);
            }
            MethodHandle bound = maker;
            try {
                if (bound == null) {
                    bound = bind(constructor);
                    maker = bound;
                }
                return bound.invokeExact(arguments);
            } catch (Error e) {
                throw e;
            } catch (Throwable e) {
                // Jackson's own way says what is wrong as it always does.
                return super.createFromObjectWith(context, arguments);
            }
        }

        private static MethodHandle bind(Constructor<?> constructor) throws IllegalAccessException {
            constructor.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflectConstructor(constructor)
                    .asSpreader(Object[].class, constructor.getParameterCount())
                    .asType(MethodType.methodType(Object.class, Object[].class));
        }
    }
}
