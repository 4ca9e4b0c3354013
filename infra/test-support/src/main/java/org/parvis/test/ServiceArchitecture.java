package org.parvis.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rules that keep services independent. Each service runs them with {@code ArchTests.in(ServiceArchitecture.class)}; that an
 * application never depends on another application, and a published language on nothing but annotations, is enforced in the POMs.
 */
public final class ServiceArchitecture {

    private static final Set<String> SERVICES = Set.of("listening", "publishing", "moderation", "crm", "reporting");

    private ServiceArchitecture() {}

    @ArchTest
    static final ArchRule ONLY_INTEGRATION_SEES_OTHER_SERVICES_AND_ONLY_THEIR_PUBLISHED_LANGUAGE = classes()
            .that()
            .resideInAnyPackage(
                    "org.parvis.listening..", "org.parvis.publishing..", "org.parvis.moderation..", "org.parvis.crm..")
            .should(new ArchCondition<>("touch other services only in ..integration.. and only through ..api") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    for (var dependency : type.getDirectDependenciesFromSelf()) {
                        var target = dependency.getTargetClass();
                        var mine = serviceOf(type);
                        var theirs = serviceOf(target);
                        if (theirs.isEmpty() || theirs.equals(mine)) {
                            continue;
                        }
                        var published = target.getPackageName().equals("org.parvis." + theirs + ".api");
                        var allowed = published && type.getPackageName().contains(".integration");
                        if (!allowed) {
                            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                        }
                    }
                }
            })
            .allowEmptyShould(true)
            .because("all a service knows of another it learned from entries or by asking with a command");

    @ArchTest
    static final ArchRule FEATURES_ARE_FREE_OF_CYCLES = slices().matching("org.parvis.*.(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true)
            .because("a feature that needs another one must not be needed by it");

    @ArchTest
    static final ArchRule PUBLISHED_LANGUAGE_IS_RECORDS_ENUMS_AND_SEALED_INTERFACES = classes()
            .that()
            .resideInAPackage("org.parvis.*.api")
            .and()
            .haveSimpleNameNotEndingWith("package-info")
            .and()
            .doNotHaveSimpleName("ContentHash")
            .should(new ArchCondition<>("be a record, an enum or a sealed interface") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    var ok = type.isRecord()
                            || type.isEnum()
                            || (type.isInterface() && type.reflect().isSealed());
                    if (!ok) {
                        events.add(SimpleConditionEvent.violated(type, type.getName() + " is neither"));
                    }
                }
            })
            .allowEmptyShould(true)
            .because("stored names and shapes never change, so they carry no behaviour");

    @ArchTest
    static final ArchRule AGGREGATES_KNOW_NO_SPRING_AND_NO_SQL = noClasses()
            .that(new DescribedPredicate<JavaClass>("are aggregates") {
                @Override
                public boolean test(JavaClass type) {
                    return type.getFields().stream().anyMatch(f -> f.isAnnotatedWith(AggregateIdentifier.class));
                }
            })
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "java.sql..")
            .allowEmptyShould(true)
            .because("a decision depends on the past of its aggregate and on the command, on nothing else");

    @ArchTest
    static final ArchRule EVENT_HANDLERS_NAME_THEIR_PROCESSING_GROUP = methods()
            .that()
            .areAnnotatedWith(EventHandler.class)
            .should(new ArchCondition<>("be declared in a class with @ProcessingGroup") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    if (!method.getOwner().isAnnotatedWith(ProcessingGroup.class)) {
                        events.add(SimpleConditionEvent.violated(
                                method,
                                method.getFullName() + " has no @ProcessingGroup: a rename would lose its token"));
                    }
                }
            })
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule CONTROLLERS_ARE_PACKAGE_PRIVATE = classes()
            .that()
            .haveSimpleNameEndingWith("Controller")
            .should()
            .bePackagePrivate()
            .allowEmptyShould(true)
            .because("nobody calls a controller but the web");

    @ArchTest
    static final ArchRule ROWS_ARE_NOT_STREAMED = noClasses()
            .should()
            .callMethod(JdbcClient.MappedQuerySpec.class, "stream")
            .because("a stream of rows that nobody closes keeps its connection for ever; list() gives it back");

    @ArchTest
    static final ArchRule NOTHING_IS_AUTOWIRED_INTO_FIELDS = fields().should()
            .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .allowEmptyShould(true)
            .because("constructors say what a class needs");

    private static String serviceOf(JavaClass type) {
        var parts = type.getPackageName().split("\\.");
        return parts.length > 2 && parts[0].equals("org") && parts[1].equals("parvis") && SERVICES.contains(parts[2])
                ? parts[2]
                : "";
    }
}
