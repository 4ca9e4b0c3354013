package org.parvis.gateway.guard;

import jakarta.servlet.Filter;
import org.parvis.boot.trace.TraceFilter;
import org.parvis.gateway.answer.Answers;
import org.parvis.gateway.script.PersonalTokens;
import org.parvis.gateway.session.BrowserCookies;
import org.parvis.gateway.session.FreshTokens;
import org.parvis.gateway.session.Sessions;
import org.parvis.gateway.setting.GatewaySettings;
import org.parvis.gateway.setting.PublicUrl;
import org.parvis.gateway.signin.SignIn;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** The guards in the order in which a request meets them. Each relies on those before it. */
@Configuration(proxyBeanMethods = false)
class GuardConfiguration {

    @Bean
    FilterRegistrationBean<TraceFilter> traces() {
        return TraceFilter.beginning();
    }

    @Bean
    FilterRegistrationBean<Filter> shield(Answers answers, PublicUrl url) {
        return at(1, new Shield(answers, url));
    }

    @Bean
    FilterRegistrationBean<Filter> oneAddress(PublicUrl url) {
        return at(2, new OneAddress(url));
    }

    @Bean
    FilterRegistrationBean<Filter> whoCalls(Sessions sessions) {
        return at(3, new WhoCalls(sessions));
    }

    @Bean
    FilterRegistrationBean<Filter> pace(
            ClientAddress addresses, PersonalTokens tokens, Answers answers, GatewaySettings settings) {
        return at(4, new Pace(addresses, tokens, answers, settings));
    }

    @Bean
    FilterRegistrationBean<Filter> bodyGuard(ClientAddress addresses, Answers answers, GatewaySettings settings) {
        return at(5, new BodyGuard(addresses, answers, settings));
    }

    @Bean
    FilterRegistrationBean<Filter> forgeryGuard(PublicUrl url, BrowserCookies cookies, Answers answers) {
        return at(6, new ForgeryGuard(url, cookies, answers));
    }

    @Bean
    FilterRegistrationBean<Filter> gate(
            FreshTokens fresh, PersonalTokens personal, Sessions sessions, SignIn signIn, Answers answers) {
        return at(7, new Gate(fresh, personal, sessions, signIn, answers));
    }

    @Bean
    FilterRegistrationBean<Filter> bodyReader() {
        return at(8, new BodyReader());
    }

    private static FilterRegistrationBean<Filter> at(int place, Filter filter) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + place);
        return registration;
    }
}
