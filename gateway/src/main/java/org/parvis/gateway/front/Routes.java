package org.parvis.gateway.front;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.function.Supplier;
import org.parvis.gateway.answer.Answers;
import org.parvis.gateway.answer.Problem;
import org.parvis.gateway.relay.Relay;
import org.parvis.gateway.route.Destination;
import org.parvis.gateway.signin.SignIn;
import org.parvis.gateway.signin.SignOut;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** The table of routes. The guards have seen every request before it gets here. */
@Configuration(proxyBeanMethods = false)
class Routes {

    private static final URI FIRST_PAGE = URI.create("/identity/home");

    private final Relay relay;
    private final HouseHealth health;
    private final SignIn signIn;
    private final SignOut signOut;
    private final Answers answers;

    Routes(Relay relay, HouseHealth health, SignIn signIn, SignOut signOut, Answers answers) {
        this.relay = relay;
        this.health = health;
        this.signIn = signIn;
        this.signOut = signOut;
        this.answers = answers;
    }

    @Bean
    RouterFunction<ServerResponse> table() {
        return RouterFunctions.route()
                .route(request -> destination(request) != Destination.Own.ASSETS, this::answer)
                .build();
    }

    private ServerResponse answer(ServerRequest request) {
        return switch (destination(request)) {
            case Destination.Behind behind -> relay.pass(request, behind.part());
            case Destination.Open open -> relay.pass(request, open.part());
            case Destination.Own own ->
                switch (own) {
                    case START -> when("GET", request, Routes::toFirstPage);
                    case HEALTH -> when("GET", request, health::answer);
                    case SIGNED_IN -> when("GET", request, () -> by(signIn::finish));
                    case SIGN_OUT -> when("POST", request, () -> by(signOut::signOut));
                    case ASSETS, NOWHERE -> by(this::nothingHere);
                };
        };
    }

    private static Destination destination(ServerRequest request) {
        return Destination.of(request.servletRequest());
    }

    private static ServerResponse toFirstPage() {
        return ServerResponse.status(HttpStatus.FOUND)
                .location(FIRST_PAGE)
                .header("Cache-Control", "no-store")
                .build();
    }

    private ServerResponse when(String method, ServerRequest request, Supplier<ServerResponse> answer) {
        var asked = request.method().name();
        var fits = asked.equals(method) || (asked.equals("HEAD") && method.equals("GET"));
        return fits
                ? answer.get()
                : by((from, to) -> {
                    to.setHeader("Allow", method);
                    answers.give(from, to, Problem.of(405, "NOT_SO"));
                });
    }

    private void nothingHere(HttpServletRequest from, HttpServletResponse to) throws IOException {
        answers.give(from, to, Problem.of(404, "NOTHING_HERE"));
    }

    /** Somebody who writes the answer by hand. */
    @FunctionalInterface
    private interface Hand {
        void answer(HttpServletRequest from, HttpServletResponse to) throws IOException;
    }

    private static ServerResponse by(Hand hand) {
        return ServerResponse.ok().build((from, to) -> {
            hand.answer(from, to);
            return null;
        });
    }
}
