package org.parvis.boot;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.AsyncHandlerInterceptor;

/**
 * How much one member has this service do at the same time. Whatever one question costs in memory, statements or minutes, it costs that a
 * few times at most, whoever asks it from however many programs; the others of the same member wait their turn, and everybody else's do not. What is {@link Urgent} has places of its own.
 * A live stream counts until it begins.
 */
final class MemberShare implements AsyncHandlerInterceptor {

    static final String TOO_MANY = "TOO_MANY_AT_ONCE";

    private static final int RUNNING = 4;

    /** Of one member, those that wait included. */
    private static final int MOST = 64;

    /** No id of a member has a blank. */
    private static final String URGENT = " urgent";

    /** A request that came in holds its member's places here until it is answered. */
    private static final String HELD = MemberShare.class.getName();

    private final Map<String, Places> members = new ConcurrentHashMap<>();
    private final Duration patience;

    MemberShare(Duration patience) {
        this.patience = patience;
    }

    private record Places(Semaphore running, int taken) {

        Places taken(int more) {
            return new Places(running, taken + more);
        }
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws InterruptedException {
        var actor = CurrentActor.find();
        if (actor.isEmpty() || !(handler instanceof HandlerMethod method)) {
            return true;
        }
        var member = method.hasMethodAnnotation(Urgent.class)
                ? actor.get().id() + URGENT
                : actor.get().id();
        var places = members.compute(
                member, (id, known) -> known == null ? new Places(new Semaphore(RUNNING, true), 1) : known.taken(1));
        if (places.taken() > MOST || !places.running().tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            forget(member);
            throw new Busy(TOO_MANY);
        }
        request.setAttribute(HELD, member);
        return true;
    }

    @Override
    public void afterConcurrentHandlingStarted(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        leave(request);
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception e) {
        leave(request);
    }

    private void leave(HttpServletRequest request) {
        if (request.getAttribute(HELD) instanceof String member) {
            request.removeAttribute(HELD);
            var places = members.get(member);
            if (places != null) {
                places.running().release();
            }
            forget(member);
        }
    }

    private void forget(String member) {
        members.computeIfPresent(member, (id, known) -> known.taken() == 1 ? null : known.taken(-1));
    }

    /** How much of a member runs or waits. */
    int taken(String member) {
        var places = members.get(member);
        return places == null ? 0 : places.taken();
    }

    /** How many members have something running or waiting. */
    int size() {
        return members.size();
    }
}
