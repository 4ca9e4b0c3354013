package org.parvis.boot.trace;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives each request its {@link Trace}, for the log lines and entries it leads to. */
public final class TraceFilter extends OncePerRequestFilter {

    private final boolean believes;

    private TraceFilter(boolean believes) {
        this.believes = believes;
    }

    /** For a service: goes on with the trace of the gateway. */
    public static FilterRegistrationBean<TraceFilter> goingOn() {
        return first(new TraceFilter(true));
    }

    /** For the door: what strangers say would let them put their entries into somebody else's chain. */
    public static FilterRegistrationBean<TraceFilter> beginning() {
        return first(new TraceFilter(false));
    }

    private static FilterRegistrationBean<TraceFilter> first(TraceFilter filter) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var trace = believes ? Trace.of(request.getHeader(Trace.HEADER)).orElseGet(Trace::begin) : Trace.begin();
        MDC.put(Trace.LOGGED_AS, trace.id());
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(Trace.LOGGED_AS);
        }
    }

    /** The page of a failure is made in a second round, and belongs to the same request. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
