package org.parvis.web;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Everything a service imports to have pages: {@code @Import(WebShell.class)}.
 *
 * <p>Imported, never found by itself: in the standalone process all services share one class path. Asks for one bean,
 * {@link WhoIsThere}, and for the property {@code spring.application.name}, which is the service's name in paths and messages.
 */
@Configuration(proxyBeanMethods = false)
public class WebShell {

    @Bean
    Assets assets() {
        return new Assets();
    }

    @Bean
    WebMvcConfigurer shellMvc(
            Assets assets, @Value("${spring.application.name}") String service, Preferences preferences) {
        return new ShellMvc(assets, service, preferences);
    }

    @Bean
    MessageSource messageSource(@Value("${spring.application.name}") String service) {
        return new ShellMessages(service);
    }

    @Bean(DispatcherServlet.LOCALE_RESOLVER_BEAN_NAME)
    Preferences preferences(WhoIsThere who) {
        return new Preferences(who);
    }

    @Bean
    ShellAdvice shellAdvice(
            WhoIsThere who,
            Preferences preferences,
            ObjectProvider<NavigationCounts> counts,
            @Value("${spring.application.name}") String service) {
        return new ShellAdvice(who, preferences, counts, service);
    }

    @Bean
    CountsController countsController(WhoIsThere who, ObjectProvider<NavigationCounts> counts) {
        return new CountsController(who, counts);
    }

    @Bean
    HomeController homeController(WhoIsThere who) {
        return new HomeController(who);
    }

    @Bean
    ParvisDialect parvisDialect(Assets assets, ObjectProvider<Clock> clock, MessageSource messages) {
        return new ParvisDialect(assets, clock.getIfAvailable(Clock::systemUTC), messages);
    }

    @Bean
    FilterRegistrationBean<SecurityHeaders> securityHeaders() {
        var registration = new FilterRegistrationBean<>(new SecurityHeaders());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
