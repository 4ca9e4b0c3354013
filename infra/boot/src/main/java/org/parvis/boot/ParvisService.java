package org.parvis.boot;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.parvis.axon.AxonConfiguration;
import org.parvis.boot.forget.ServiceForgetting;
import org.parvis.web.WebShell;
import org.parvis.web.live.LiveUpdates;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AliasFor;

/**
 * Marks the application class of a service. Its own package is scanned; beyond that a service gets exactly what is listed here: in
 * standalone all services share one class path, so nothing may be picked up because it happens to lie there.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ServiceName("")
@SpringBootConfiguration(proxyBeanMethods = false)
@ComponentScan
@CuratedAutoConfiguration
@Import({
    ServiceDatabase.class,
    ServiceSecurity.class,
    ServiceWeb.class,
    DescribedInterface.class,
    ServiceMetrics.class,
    ServiceJobs.class,
    ServiceHealth.class,
    Replicas.class,
    ServiceForgetting.class,
    AxonConfiguration.class,
    WebShell.class,
    LiveUpdates.class
})
public @interface ParvisService {

    /** The service's name: its configuration file, database schema, first path segment and message file. */
    @AliasFor(annotation = ServiceName.class, attribute = "value")
    String name();
}
