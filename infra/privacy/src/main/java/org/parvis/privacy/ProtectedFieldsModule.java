package org.parvis.privacy;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.ValueSerializerModifier;

/**
 * Encrypts {@link Protected} properties of a record under the key of its {@link Subject} when it is written as JSON, and decrypts
 * them when it is read. A protected text is stored as {@code {"s": subject, "x": base64}}; the additional data is
 * {@code property|subject}. Without a subject (a null id) the text stands as it is.
 */
public final class ProtectedFieldsModule extends SimpleModule {

    private final transient KeyRing keys;

    public ProtectedFieldsModule(KeyRing keys) {
        super("protected-fields");
        this.keys = keys;
        setSerializerModifier(new Sealing());
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.insertAnnotationIntrospector(new Opening());
    }

    private final class Sealing extends ValueSerializerModifier {
        @Override
        public List<BeanPropertyWriter> changeProperties(
                SerializationConfig config, BeanDescription.Supplier bean, List<BeanPropertyWriter> properties) {
            var type = bean.getBeanClass();
            var subject = accessor(type, Subject.class);
            if (subject == null) {
                return properties;
            }
            var brand = accessorNamed(type, "brandId");
            return properties.stream()
                    .map(p -> p.getAnnotation(Protected.class) == null && !isProtected(p.getMember())
                            ? p
                            : new SealedProperty(p, subject, brand))
                    .toList();
        }
    }

    private final class SealedProperty extends BeanPropertyWriter {
        private final transient Function<Object, @Nullable String> subject;
        private final transient Function<Object, @Nullable String> brand;

        SealedProperty(
                BeanPropertyWriter base,
                Function<Object, @Nullable String> subject,
                Function<Object, @Nullable String> brand) {
            super(base);
            this.subject = subject;
            this.brand = brand;
        }

        @Override
        public void serializeAsProperty(Object bean, JsonGenerator json, SerializationContext context)
                throws Exception {
            var subjectId = subject.apply(bean);
            var text = (String) get(bean);
            if (subjectId == null || text == null || Erased.is(text)) {
                super.serializeAsProperty(bean, json, context);
                return;
            }
            var brandId = brand.apply(bean);
            SecretKey key;
            try {
                key = keys.encryptionKey(brandId == null ? KeyRing.HOUSE : brandId, subjectId);
            } catch (ErasedPersonException e) {
                // What happens goes on record, such as the outcome of a delivery under way; no new word about them
                // does.
                json.writeStringProperty(getName(), Erased.TEXT);
                return;
            }
            var sealed = Envelope.seal(key, text.getBytes(StandardCharsets.UTF_8), place(getName(), subjectId));
            json.writeName(getName());
            json.writeStartObject();
            json.writeStringProperty("s", subjectId);
            json.writeStringProperty("x", Base64.getEncoder().encodeToString(sealed));
            json.writeEndObject();
        }
    }

    private final class Opening extends NopAnnotationIntrospector {
        @Override
        public @Nullable Object findDeserializer(MapperConfig<?> config, Annotated annotated) {
            return annotated.hasAnnotation(Protected.class) ? new OpeningDeserializer() : null;
        }
    }

    private final class OpeningDeserializer extends StdDeserializer<String> {
        OpeningDeserializer() {
            super(String.class);
        }

        @Override
        public @Nullable String deserialize(JsonParser json, DeserializationContext context) {
            var property = json.currentName();
            if (json.currentToken() == JsonToken.VALUE_STRING) {
                return json.getString();
            }
            var sealed = context.readTree(json);
            var subjectId = sealed.path("s").asString("");
            var key = keys.decryptionKey(subjectId);
            if (key.isEmpty()) {
                return Erased.TEXT;
            }
            var bytes = Base64.getDecoder().decode(sealed.path("x").asString(""));
            return new String(Envelope.open(key.get(), bytes, place(property, subjectId)), StandardCharsets.UTF_8);
        }
    }

    private static byte[] place(String property, String subjectId) {
        return (property + "|" + subjectId).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isProtected(AnnotatedMember member) {
        return member != null && member.hasAnnotation(Protected.class);
    }

    private static @Nullable Function<Object, @Nullable String> accessor(
            Class<?> type, Class<? extends Annotation> annotation) {
        if (!type.isRecord()) {
            return null;
        }
        for (var component : type.getRecordComponents()) {
            if (component.isAnnotationPresent(annotation)) {
                return read(component.getAccessor());
            }
        }
        return null;
    }

    private static Function<Object, @Nullable String> accessorNamed(Class<?> type, String name) {
        for (var component : type.getRecordComponents()) {
            if (component.getName().equals(name)) {
                return read(component.getAccessor());
            }
        }
        return bean -> null;
    }

    private static Function<Object, @Nullable String> read(Method accessor) {
        accessor.setAccessible(true);
        return bean -> {
            try {
                return (String) accessor.invoke(bean);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("Cannot read " + accessor, e);
            }
        };
    }
}
