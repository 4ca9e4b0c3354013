package org.parvis.boot;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.MapPropertySource;

/** Starts a service: as a process of its own, or as one context among others in a process. */
public final class ServiceLauncher {

    private ServiceLauncher() {}

    /** From a {@code main} method; settings come from the service's configuration file, environment and arguments. */
    public static ConfigurableApplicationContext run(Class<?> application, String... arguments) {
        return builder(application, Map.of()).run(arguments);
    }

    /**
     * Within another process.
     *
     * @param settings win over the configuration file
     * @param shared puts beans that are shared with the host into the context before its own are made
     */
    public static ConfigurableApplicationContext start(
            Class<?> application, Map<String, Object> settings, Consumer<GenericApplicationContext> shared) {
        var builder = builder(application, settings);
        builder.initializers((ApplicationContextInitializer<GenericApplicationContext>) shared::accept);
        builder.registerShutdownHook(false);
        return builder.run();
    }

    /** The name an application was given in {@link ParvisService} or {@link ServiceName}. */
    public static String nameOf(Class<?> application) {
        var annotation = AnnotatedElementUtils.findMergedAnnotation(application, ServiceName.class);
        if (annotation == null) {
            throw new IllegalArgumentException(
                    application.getName() + " is not annotated with @ParvisService or @ServiceName");
        }
        return annotation.value();
    }

    private static SpringApplicationBuilder builder(Class<?> application, Map<String, Object> settings) {
        var name = nameOf(application);
        var defaults = new HashMap<String, Object>();
        defaults.put("spring.config.name", name);
        defaults.put("spring.application.name", name);
        defaults.put("spring.threads.virtual.enabled", "true");
        defaults.put("spring.jmx.enabled", "false");
        defaults.put("spring.thymeleaf.check-template-location", "false");
        defaults.put("spring.mvc.problemdetails.enabled", "false");
        defaults.put("server.address", "127.0.0.1");
        defaults.put("server.shutdown", "graceful");
        defaults.put("spring.lifecycle.timeout-per-shutdown-phase", "10s");
        defaults.put("server.error.include-message", "never");
        defaults.put("server.error.whitelabel.enabled", "false");
        defaults.put("server.max-http-request-header-size", "32KB");
        defaults.put("server.tomcat.max-swallow-size", "2MB");
        // Longer than the gateway keeps a connection it does not use, so that it never writes into one that just
        // closed.
        defaults.put("server.tomcat.keep-alive-timeout", "75s");
        defaults.put("server.tomcat.max-keep-alive-requests", "-1");
        // Said here because the gateway's library, on the same class path in standalone, says no for everybody who says
        // nothing.
        defaults.put("spring.servlet.multipart.enabled", "true");
        defaults.put("springdoc.api-docs.path", "/api/" + name + "/v3/api-docs");
        defaults.put("springdoc.paths-to-match", "/api/**");
        defaults.put("management.endpoint.health.show-details", "never");
        defaults.put("management.endpoints.web.exposure.include", "health,prometheus");
        return new SpringApplicationBuilder(application)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties(defaults)
                .initializers(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("launcher", settings)));
    }
}
