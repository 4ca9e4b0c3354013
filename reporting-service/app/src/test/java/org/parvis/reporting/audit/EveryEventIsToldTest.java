package org.parvis.reporting.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EveryEventIsToldTest {

    /** Every record of a published language that belongs to a sealed family, or is a refusal. */
    private static Set<Class<?>> published() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(
                                "org.parvis.identity.api",
                                "org.parvis.listening.api",
                                "org.parvis.crm.api",
                                "org.parvis.publishing.api",
                                "org.parvis.moderation.api")
                        .stream()
                        .filter(JavaClass::isRecord)
                        .map(JavaClass::reflect)
                        .filter(type -> type.getInterfaces().length > 0
                                || type.getSimpleName().equals("ActRefused"))
                        .collect(Collectors.toSet());
    }

    private static Stream<Class<?>> expand(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EveryEventIsToldTest::expand)
                : Stream.of(type);
    }

    @Test
    void theAuditHandlesEveryPublishedEvent() {
        var handled = Arrays.stream(AuditProjection.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(EventHandler.class))
                .flatMap(method -> expand(method.getParameterTypes()[0]))
                .collect(Collectors.toSet());
        assertThat(published()).hasSizeGreaterThan(70);
        assertThat(handled).containsAll(published());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void everyPublishedEventHasAName(String language) {
        var words = ResourceBundle.getBundle(
                "i18n.reporting",
                Locale.of(language),
                ResourceBundle.Control.getNoFallbackControl(List.of("java.properties")));
        assertThat(published())
                .allSatisfy(type -> assertThat(words.containsKey("audit.what." + type.getSimpleName()))
                        .as("audit.what.%s in %s", type.getSimpleName(), language)
                        .isTrue());
    }
}
