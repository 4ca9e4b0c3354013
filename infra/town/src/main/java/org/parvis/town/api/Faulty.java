package org.parvis.town.api;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.parvis.town.fault.Fault;
import org.parvis.town.fault.FaultDesk;
import org.parvis.town.fault.FaultKind;
import org.parvis.town.fault.Operation;
import org.parvis.town.fault.Plan;
import org.parvis.town.http.Answer;
import org.parvis.town.http.Handler;
import org.parvis.town.http.Problem;
import org.parvis.town.http.Request;
import org.parvis.town.http.Response;
import org.parvis.town.square.Account;
import org.parvis.town.square.Square;
import org.parvis.town.square.SquareRefused;

/** Lets the faults happen around the work of an API call: before it, after it, instead of it. */
public final class Faulty implements AutoCloseable {

    private final Square square;
    private final FaultDesk desk;
    private final Stats stats;
    private final CountDownLatch closing = new CountDownLatch(1);

    public Faulty(Square square, FaultDesk desk, Stats stats) {
        this.square = square;
        this.desk = desk;
        this.stats = stats;
    }

    /** The work as a handler that can go wrong. */
    public Handler around(Operation operation, BiFunction<Request, Plan, Response> work) {
        return request -> {
            stats.requested(operation);
            var caller = Tokens.presented(request).map(square::byToken).map(Account::handle);
            var plan = desk.plan(operation, caller.orElse(null));
            await(plan.waitBefore());
            if (plan.before() != null) {
                return instead(request, plan.before());
            }
            var response = worked(request, plan, work);
            await(plan.waitAfter());
            return plan.after() == null ? response.asAnswer() : instead(request, plan.after());
        };
    }

    /** A refusal is an outcome like another: it too can be lost on its way back. */
    private static Response worked(Request request, Plan plan, BiFunction<Request, Plan, Response> work) {
        try {
            return work.apply(request, plan);
        } catch (SquareRefused refused) {
            return Problems.json(request, problem(refused));
        } catch (Problem problem) {
            return Problems.json(request, problem);
        }
    }

    static Problem problem(SquareRefused refused) {
        return new Problem(refused.reason().status(), refused.reason().name());
    }

    private static Answer instead(Request request, Fault fault) {
        return switch (fault.kind()) {
            case RATE_LIMIT -> later(request, new Problem(429, "RATE_LIMITED"), fault);
            case OUTAGE ->
                fault.status() == 0 ? new Answer.Cut() : later(request, new Problem(fault.status(), "OUTAGE"), fault);
            case ERROR_BEFORE, ERROR_AFTER ->
                Problems.json(request, new Problem(fault.status(), "INTERNAL_ERROR"))
                        .asAnswer();
            case LOST_REQUEST, LOST_RESPONSE -> new Answer.Cut();
            case SLOW, SLOW_RESPONSE, DUPLICATE_REFUSED, READ_LAG ->
                throw new IllegalStateException(
                        FaultKind.class.getSimpleName() + " " + fault.kind() + " answers nothing");
        };
    }

    private static Answer later(Request request, Problem problem, Fault fault) {
        var seconds = Math.max(1, (long) Math.ceil(fault.seconds()));
        return Problems.json(request, problem)
                .with("Retry-After", String.valueOf(seconds))
                .asAnswer();
    }

    /** Ends early only when the town closes. */
    private void await(Duration wait) {
        try {
            if (!wait.isZero() && closing.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Problem(503, "OUTAGE");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(503, "OUTAGE");
        }
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
