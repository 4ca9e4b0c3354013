package org.parvis.boot;

import com.fasterxml.jackson.annotation.Nulls;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.CommandSettings;
import org.parvis.axon.DeadLetters;
import org.parvis.axon.Processors;
import org.parvis.axon.Refusals;
import org.parvis.boot.trace.Trace;
import org.parvis.boot.trace.TraceFilter;
import org.parvis.identity.rights.Actor;
import org.parvis.web.WhoIsThere;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.FlashMapManager;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.JacksonModule;

/** What controllers may rely on: the actor, rights, paging, versions, and errors in the reader's language. */
@Configuration(proxyBeanMethods = false)
class ServiceWeb {

    private static final long MOST_TOKENS = 100_000;
    private static final int DEEPEST = 100;

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    FilterRegistrationBean<TraceFilter> traces() {
        return TraceFilter.goingOn();
    }

    @Bean
    FilterRegistrationBean<DatabaseAwayFilter> databaseAway() {
        var registration = new FilterRegistrationBean<>(new DatabaseAwayFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    @Bean
    Access access(Clock clock, Refusals refusals, BrandDirectory brands, EventStore store, HeldGrants held) {
        return new Access(clock, refusals, brands, new DemandedFactor(store, held, clock));
    }

    @Bean
    WaitingRoom waitingRoom(@Value("${parvis.waiting.patience:PT7S}") Duration patience) {
        return new WaitingRoom(patience);
    }

    @Bean
    WhoIsThere whoIsThere(Clock clock) {
        return new SignedInMember(clock);
    }

    @Bean
    WebMvcConfigurer controllerArguments() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.addAll(ControllerArguments.resolvers());
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new MemberShare(Duration.ofSeconds(5)));
                registry.addInterceptor(new StorableText());
            }
        };
    }

    @Bean
    JacksonModule storableText() {
        return StorableText.inJson();
    }

    @Bean
    JacksonModule storableTime() {
        return StorableTime.inJson();
    }

    /** A list or map of a request holds no nothing: a field may be left out, an element may not be null. */
    @Bean
    JsonMapperBuilderCustomizer noNothingInside() {
        return json -> json.changeDefaultNullHandling(usual -> usual.withContentNulls(Nulls.FAIL));
    }

    /** A body of a megabyte may be half a million things; nobody has that many to say at once. */
    @Bean
    JsonFactoryBuilderCustomizer notTooMuchAtOnce() {
        return json -> json.streamReadConstraints(StreamReadConstraints.builder()
                .maxTokenCount(MOST_TOKENS)
                .maxNestingDepth(DEEPEST)
                .build());
    }

    @Bean
    DigestOfBody digestOfBody() {
        return new DigestOfBody();
    }

    @Bean
    Problems problems(MessageSource messages, JdbcClient jdbc, Access access) {
        return new Problems(messages, new ForeignIds(jdbc, access));
    }

    @Bean(DispatcherServlet.FLASH_MAP_MANAGER_BEAN_NAME)
    FlashMapManager flashMapManager() {
        return new FlashCookie();
    }

    @Bean
    MemberDirectory memberDirectory(JdbcClient jdbc, Clock clock) {
        return new MemberDirectory(jdbc, clock);
    }

    @Bean
    HeldGrants heldGrants(EventStore store, Clock clock) {
        return new HeldGrants(store, clock);
    }

    @Bean
    MemberDirectoryProjection memberDirectoryProjection(JdbcClient jdbc) {
        return new MemberDirectoryProjection(jdbc);
    }

    @Bean
    BrandDirectory brandDirectory(JdbcClient jdbc) {
        return new BrandDirectory(jdbc);
    }

    @Bean
    BrandDirectoryProjection brandDirectoryProjection(JdbcClient jdbc) {
        return new BrandDirectoryProjection(jdbc);
    }

    @Bean
    ProgressController progressController(Processors processors, Access access) {
        return new ProgressController(processors, access);
    }

    @Bean
    DeadLetterDesk deadLetterDesk(
            DeadLetters letters, Access access, @Value("${spring.application.name}") String service) {
        return new DeadLetterDesk(letters, access, service);
    }

    @Bean
    DeadLetterController deadLetterController(DeadLetterDesk desk) {
        return new DeadLetterController(desk);
    }

    @Bean
    DeadLetterPageController deadLetterPageController(
            DeadLetterDesk desk, @Value("${spring.application.name}") String service) {
        return new DeadLetterPageController(desk, service);
    }

    @Bean
    CommandSettings commandSettings(Clock clock) {
        var version = getClass().getPackage().getImplementationVersion();
        return new CommandSettings() {
            @Override
            public Actor currentActor() {
                return CurrentActor.require();
            }

            @Override
            public @Nullable String currentCommandId() {
                return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                        ? IdempotencyKey.of(request.getRequest())
                        : null;
            }

            @Override
            public @Nullable String currentCorrelationId() {
                return Trace.current().map(Trace::id).orElse(null);
            }

            @Override
            public Clock clock() {
                return clock;
            }

            @Override
            public String appVersion() {
                return version == null ? "development" : version;
            }
        };
    }
}
